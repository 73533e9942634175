"""What a round was planned with: its seed, its codebook version, when it began, and the day it should end."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("annotations", "0004_decisions"), ("vocabulary", "0001_initial")]

    operations = [
        migrations.AddField("round", "seed", models.PositiveBigIntegerField(null=True, blank=True)),
        migrations.AddField(
            "round",
            "codebook_version",
            models.ForeignKey(
                "vocabulary.codebookversion", PROTECT, null=True, blank=True, related_name="+", db_index=False
            ),
        ),
        migrations.AddField("round", "started_at", models.DateTimeField(null=True, blank=True)),
        migrations.AddField("round", "ends_on", models.DateField(null=True, blank=True)),
    ]
