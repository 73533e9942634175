"""When a password was last changed, for the history; and usernames that differ by more than their case."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        migrations.AddField("user", "password_changed_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddConstraint("user", models.UniqueConstraint(Lower("username"), name="user_name_any_case")),
    ]
