"""Counts of coverage that are kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0007_taken_away"),
        ("projects", "0004_api_tokens"),
        ("reports", "0001_saved_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("n_documents", models.PositiveIntegerField()),
                ("book", models.TextField()),
                ("stamp", models.UUIDField()),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folds",
                        to="projects.project",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folds",
                        to="annotations.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FoldPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("coder", models.BigIntegerField()),
                ("name", models.CharField(max_length=20)),
                ("data", models.BinaryField()),
                (
                    "fold",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="reports.fold",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="fold",
            index=models.Index(fields=["project", "number"], name="fold_number"),
        ),
        migrations.AddConstraint(
            model_name="fold",
            constraint=models.UniqueConstraint(fields=("round", "first"), name="fold_once"),
        ),
        migrations.AddConstraint(
            model_name="foldpart",
            constraint=models.UniqueConstraint(fields=("fold", "coder", "name"), name="fold_part_once"),
        ),
    ]
