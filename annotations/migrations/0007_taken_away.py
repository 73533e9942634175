"""Work that is taken away from its coder is one more kind of what was given back."""

from django.db import migrations, models

BECAUSE = [("", "not given back"), ("skipped", "skipped"), ("idle", "idle"), ("taken", "taken away")]


class Migration(migrations.Migration):
    dependencies = [("annotations", "0006_slots")]

    operations = [
        migrations.AlterField(
            "assignment", "given_back_because", models.CharField(max_length=8, choices=BECAUSE, default="", blank=True)
        ),
    ]
