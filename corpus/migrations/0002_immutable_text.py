"""The text of documents never changes; a paragraph's kind may."""

from django.db import migrations

from ledger.triggers import Immutable


class Migration(migrations.Migration):
    dependencies = [("corpus", "0001_initial"), ("ledger", "0002_immutable_history")]

    operations = [
        Immutable("corpus_original"),
        Immutable("corpus_revision", ("document_id", "number", "batch_id", "original_id", "text", "sha256")),
        Immutable(
            "corpus_paragraph", ("revision_id", "ordinal", "start", "text", "n_chars", "sentences", "n_sentences")
        ),
    ]
