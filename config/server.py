"""How gunicorn serves the site (`gunicorn --config config/server.py config.wsgi`); it refuses on a failed check."""

import os
from typing import Any

bind = f"{os.environ.get('TIFA_HOST', '127.0.0.1')}:{os.environ.get('TIFA_PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("TIFA_WORKERS", "2"))
threads = 4
timeout = 120
graceful_timeout = 10


def on_starting(server: Any) -> None:
    """Before the first worker: every check of config/checks.py, those of the database too."""
    import django  # inline: gunicorn reads this file before the settings are named
    from django.core.management import call_command
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("check", databases=["default"])
    for connection in connections.all():  # workers open their own
        connection.close()
        if isinstance(connection, PostgreSQL):
            connection.close_pool()
