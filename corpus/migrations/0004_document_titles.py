"""Documents by title, a page at a time, and which years and languages there are: of those not withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corpus", "0003_revision_part")]

    operations = [
        migrations.AddIndex(
            "document",
            models.Index(
                fields=["project", "title", "id"], name="document_title", condition=models.Q(withdrawn_at=None)
            ),
        ),
        migrations.AddIndex(
            "document",
            models.Index(
                fields=["project", "year", "language"], name="document_choices", condition=models.Q(withdrawn_at=None)
            ),
        ),
    ]
