"""Imports with a state, and the files of one before they are stored."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0005_pending_revisions"),
        ("projects", "0004_api_tokens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.TextField()),
                ("folder", models.TextField(blank=True)),
                ("sha256", models.CharField(max_length=64)),
                ("n_bytes", models.PositiveBigIntegerField()),
                ("encoding", models.CharField(blank=True, max_length=40)),
                ("choices", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be read"),
                            ("read", "was read"),
                            ("refused", "refused"),
                            ("stored", "imported"),
                            ("left-out", "left out"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("added", "will be added"),
                            ("revised", "a new text of a document"),
                            ("near-duplicate", "nearly here already"),
                            ("unchanged", "here already"),
                            ("refused", "refused"),
                            ("metadata", "describes the others"),
                            ("archive", "opened"),
                        ],
                        max_length=14,
                    ),
                ),
                ("is_doubtful", models.BooleanField(default=False)),
                ("n_documents", models.PositiveIntegerField(default=0)),
                ("report", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name="importbatch",
            name="state",
            field=models.CharField(
                choices=[
                    ("receiving", "files are arriving"),
                    ("reading", "being read"),
                    ("ready", "ready to be imported"),
                    ("storing", "being imported"),
                    ("done", "imported"),
                    ("cancelled", "cancelled"),
                    ("undone", "taken back"),
                ],
                db_default="done",
                default="done",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(
                condition=models.Q(("state__in", ("receiving", "reading", "ready", "storing"))),
                fields=["project", "at"],
                name="import_open",
            ),
        ),
        migrations.AddField(
            model_name="importfile",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="corpus.importbatch",
            ),
        ),
        migrations.AddIndex(
            model_name="importfile",
            index=models.Index(fields=["batch", "state", "number"], name="import_file_state"),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="import_file_number"),
        ),
    ]
