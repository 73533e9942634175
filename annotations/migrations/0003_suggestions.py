"""Suggestions of machines: whose a round shows, why, which were accepted, which dismissed."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.deletion import PROTECT

ORIGINS = [
    ("human", "human"),
    ("accepted", "accepted suggestion"),
    ("imported", "imported"),
    ("machine", "machine"),
]


def key(to: str, **more: bool) -> models.ForeignKey:
    return models.ForeignKey(to, PROTECT, related_name="+", db_index=False, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0002_questions"),
        ("corpus", "0002_immutable_text"),
        ("projects", "0002_password_changed_at"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.AddField("round", "shows_suggestions_of", key("projects.coder", null=True, blank=True)),
        migrations.AddConstraint(
            "round",
            models.CheckConstraint(
                condition=Q(is_blind=False) | Q(shows_suggestions_of=None), name="round_blind_alone"
            ),
        ),
        migrations.AddField("tagging", "why", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("tagging", "suggested_by", key("projects.coder", null=True)),
        migrations.AlterField("tagging", "origin", models.CharField(choices=ORIGINS, default="human", max_length=8)),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("coder", key("projects.coder")),
                ("document", key("corpus.document")),
                ("paragraph", key("corpus.paragraph")),
                ("round", key("annotations.round")),
                ("theme", key("vocabulary.theme")),
            ],
            options={
                "indexes": [models.Index(fields=["round", "document", "coder"], name="dismissal_document")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "coder", "paragraph", "start", "end", "theme"), name="dismissal_once"
                    ),
                    models.CheckConstraint(condition=Q(end__gt=F("start")), name="dismissal_not_empty"),
                ],
            },
        ),
    ]
