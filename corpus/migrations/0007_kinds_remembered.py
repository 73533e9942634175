"""Kinds that are remembered: of a source for the imports to come, of a rule for one import."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0006_import_files"),
    ]

    operations = [
        migrations.AddField("importbatch", "choices", models.JSONField(db_default={}, default=dict)),
        migrations.CreateModel(
            name="SourceHabit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(choices=[("line", "line"), ("rule", "rule")], max_length=4)),
                ("value", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("title", "title"),
                            ("byline", "byline"),
                            ("heading", "heading"),
                            ("body", "body"),
                            ("list_item", "list item"),
                            ("quotation", "quotation"),
                            ("footnote", "footnote"),
                            ("table_row", "table row"),
                            ("caption", "caption"),
                            ("page_number", "page number"),
                            ("furniture", "not part of the text"),
                        ],
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="habits",
                        to="corpus.source",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "by", "value"), name="source_habit")],
            },
        ),
    ]
