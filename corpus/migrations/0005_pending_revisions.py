"""A document has one corrected text at most that waits to be adopted; one that is not wanted is rejected."""

from django.db import migrations, models

STATES = [("pending", "pending"), ("current", "current"), ("former", "former"), ("rejected", "rejected")]


class Migration(migrations.Migration):
    dependencies = [("corpus", "0004_document_titles")]

    operations = [
        migrations.AlterField("revision", "state", models.CharField(choices=STATES, default="current", max_length=8)),
        migrations.AddConstraint(
            "revision",
            models.UniqueConstraint(
                condition=models.Q(("state", "pending")), fields=("document",), name="revision_one_pending"
            ),
        ),
    ]
