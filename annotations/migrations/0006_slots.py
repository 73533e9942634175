"""The pool: slots that coders take, and work that goes back to it."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

BECAUSE = [("", "not given back"), ("skipped", "skipped"), ("idle", "idle")]


def key(to: str, name: str, **more: bool) -> models.ForeignKey:
    return models.ForeignKey(to, PROTECT, related_name=name, db_index=False, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0005_round_plans"),
        ("corpus", "0002_immutable_text"),
        ("projects", "0004_api_tokens"),
    ]

    operations = [
        migrations.AddField("assignment", "priority", models.IntegerField(default=0)),
        migrations.AddField("assignment", "given_back_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "assignment",
            "given_back_because",
            models.CharField(blank=True, choices=BECAUSE, default="", max_length=8),
        ),
        migrations.AddConstraint(
            "assignment",
            models.CheckConstraint(
                condition=Q(given_back_at=None, given_back_because="")
                | (Q(given_back_at__isnull=False, handed_in_at=None) & ~Q(given_back_because="")),
                name="assignment_given_back",
            ),
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("paragraphs", models.JSONField(null=True)),
                ("probability", models.FloatField(null=True)),
                ("priority", models.IntegerField(default=0)),
                ("taken_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("round", key("annotations.round", "slots")),
                ("document", key("corpus.document", "slots")),
                ("taken_by", key("projects.coder", "slots", null=True)),
                (
                    "assignment",
                    models.OneToOneField("annotations.assignment", PROTECT, null=True, related_name="slot"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "document", "number"), name="slot_number"),
                    models.UniqueConstraint(fields=("round", "document", "taken_by"), name="slot_one_each"),
                    models.CheckConstraint(
                        condition=Q(taken_by=None, taken_at=None, assignment=None)
                        | Q(taken_by__isnull=False, taken_at__isnull=False, assignment__isnull=False),
                        name="slot_taken",
                    ),
                ]
            },
        ),
    ]
