"""What supervisors decide about the disagreements of coders."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

OUTCOMES = [("yes", "yes"), ("no", "no")]
RULES = [("agreement", "agreement"), ("majority", "majority")]


def key(to: str, name: str, **more: bool) -> models.ForeignKey:
    return models.ForeignKey(to, PROTECT, related_name=name, db_index=False, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0003_suggestions"),
        ("corpus", "0002_immutable_text"),
        ("vocabulary", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.PositiveIntegerField()),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=3)),
                ("reason", models.TextField(blank=True)),
                ("rule", models.CharField(blank=True, choices=RULES, max_length=9)),
                ("evidence", models.JSONField(default=dict)),
                ("decided_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("round", key("annotations.round", "decisions")),
                ("document", key("corpus.document", "decisions")),
                ("paragraph", key("corpus.paragraph", "decisions")),
                ("theme", key("vocabulary.theme", "+", null=True)),
                ("decided_by", key(settings.AUTH_USER_MODEL, "+", null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["round", "document"], name="decision_document")],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "paragraph", "unit", "theme"), name="decision_once"),
                    models.UniqueConstraint(
                        fields=("round", "paragraph", "unit"), condition=Q(theme=None), name="decision_of_unit_once"
                    ),
                    models.CheckConstraint(condition=Q(outcome__in=["yes", "no"]), name="decision_outcome"),
                    models.CheckConstraint(condition=~Q(theme=None) | Q(outcome="no"), name="decision_nothing_here"),
                ],
            },
        ),
    ]
