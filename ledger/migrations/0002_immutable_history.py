"""The history can be added to, never changed or deleted."""

from django.db import migrations

from ledger.triggers import Immutable


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [Immutable("ledger_operation"), Immutable("ledger_event")]
