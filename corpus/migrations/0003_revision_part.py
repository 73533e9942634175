"""A file may hold several documents; a revision says which of them it is, and that never changes either."""

from django.db import migrations, models

from ledger.triggers import Immutable

BEFORE = Immutable("corpus_revision", ("document_id", "number", "batch_id", "original_id", "text", "sha256"))


class Migration(migrations.Migration):
    dependencies = [("corpus", "0002_immutable_text")]

    operations = [
        migrations.RunPython(BEFORE.reverse_code, BEFORE.code),
        migrations.AddField("revision", "part", models.CharField(blank=True, db_default="", max_length=200)),
        Immutable("corpus_revision", ("document_id", "number", "batch_id", "original_id", "text", "sha256", "part")),
    ]
