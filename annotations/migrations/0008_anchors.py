"""Where a manager says that words of the current text stand in a corrected one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0007_taken_away"),
        ("corpus", "0005_pending_revisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("outcome", models.CharField(choices=[("moved", "Moved"), ("withdrawn", "Withdrawn")], max_length=9)),
                ("to_start", models.PositiveIntegerField(null=True)),
                ("to_end", models.PositiveIntegerField(null=True)),
                ("decided_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="corpus.paragraph",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchors",
                        to="corpus.revision",
                    ),
                ),
                (
                    "to_paragraph",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="corpus.paragraph",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("revision", "paragraph", "start", "end"), name="anchor_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "moved"),
                                ("to_end__gt", models.F("to_start")),
                                ("to_end__isnull", False),
                                ("to_paragraph__isnull", False),
                                ("to_start__isnull", False),
                            ),
                            models.Q(
                                ("outcome", "withdrawn"), ("to_end", None), ("to_paragraph", None), ("to_start", None)
                            ),
                            _connector="OR",
                        ),
                        name="anchor_place",
                    ),
                ],
            },
        ),
    ]
