"""How each person likes to read and work; nothing stored means the defaults."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_password_changed_at")]

    operations = [
        migrations.AddField("user", "preferences", models.JSONField(blank=True, default=dict, editable=False)),
    ]
