"""Questions to the supervisor, and the comment with which work comes back."""

import uuid

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT


def key(to: str, related_name: str = "questions", **more: bool) -> models.ForeignKey:
    return models.ForeignKey(to, PROTECT, related_name=related_name, db_index=False, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0001_initial"),
        ("corpus", "0002_immutable_text"),
        ("projects", "0002_password_changed_at"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("assignment", "comment", models.TextField(blank=True)),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("passage", models.UUIDField(null=True)),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("answered_by", key(settings.AUTH_USER_MODEL, "+", null=True)),
                ("coder", key("projects.coder")),
                ("document", key("corpus.document")),
                ("paragraph", key("corpus.paragraph")),
                ("round", key("annotations.round")),
            ],
            options={
                "indexes": [models.Index(fields=["round", "document", "coder"], name="question_document")],
                "constraints": [
                    models.CheckConstraint(condition=~Q(text=""), name="question_not_empty"),
                    models.CheckConstraint(
                        condition=Q(answer="", answered_at=None, answered_by=None)
                        | (~Q(answer="") & ~Q(answered_at=None)),
                        name="question_answer",
                    ),
                ],
            },
        ),
    ]
