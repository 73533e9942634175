"""A few numbers of each text, by which others that are nearly the same are found; of the texts there are as well."""

import django.db.models.deletion
from django.db import migrations, models

from corpus import nearness


def keep_sketches(apps, schema_editor):
    sketches = apps.get_model("corpus", "Sketch").objects
    revisions = apps.get_model("corpus", "Revision").objects.filter(state__in=["current", "pending"])
    for revision in revisions.only("text").order_by("pk").iterator(chunk_size=50):
        rows = [sketches.model(revision=revision, band=band) for band in nearness.bands(revision.text)]
        sketches.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("corpus", "0007_kinds_remembered")]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("band", models.BigIntegerField()),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sketches", to="corpus.revision"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["band"], name="sketch_band")]},
        ),
        migrations.RunPython(keep_sketches, migrations.RunPython.noop),
    ]
