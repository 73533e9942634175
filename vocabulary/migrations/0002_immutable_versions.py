"""A published codebook never changes."""

from django.db import migrations

from ledger.triggers import Immutable


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0001_initial"), ("ledger", "0002_immutable_history")]

    operations = [Immutable("vocabulary_codebookversion")]
