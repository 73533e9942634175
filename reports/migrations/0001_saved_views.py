"""Views of figures under names."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    initial = True
    dependencies = [("projects", "0004_api_tokens"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            "SavedView",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("address", models.CharField(max_length=2000)),
                ("is_shared", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("owner", models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")),
                ("project", models.ForeignKey("projects.project", PROTECT, related_name="saved_views")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["project", "owner", "name"], name="saved_view_name"),
                ],
            },
        ),
    ]
