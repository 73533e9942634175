"""Seals: the hash chain over operations and events. They can be added to, never changed or deleted."""

import django.db.models.deletion
from django.db import migrations, models

from ledger.triggers import Immutable


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial"), ("ledger", "0002_immutable_history")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_number", models.BigIntegerField()),
                ("to_number", models.BigIntegerField()),
                ("digests", models.BinaryField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("sealed_at", models.DateTimeField()),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["project", "from_number"], name="seal_once"),
                    models.UniqueConstraint(
                        condition=models.Q(project=None), fields=["from_number"], name="seal_site_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(to_number__gte=models.F("from_number")), name="seal_range"
                    ),
                ],
            },
        ),
        Immutable("ledger_seal"),
    ]
