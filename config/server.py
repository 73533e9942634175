"""How gunicorn serves the site (`gunicorn --config config/server.py config.wsgi`); it refuses on a failed check."""

import gc
import io
import os
from typing import Any

from gunicorn.glogging import Logger

from config import logs

bind = f"{os.environ.get('TIFA_HOST', '127.0.0.1')}:{os.environ.get('TIFA_PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("TIFA_WORKERS", "2"))
threads = 4
timeout = 120
graceful_timeout = 10
ALLOCATIONS = 50_000  # between two searches for cycles, which reference counts miss; a page makes as many
accesslog = None  # config/request_log.py writes those lines


class Lines(Logger):  # type: ignore[misc]
    """What gunicorn itself says, in the form of all other lines."""

    def _set_handler(self, log: Any, output: Any, fmt: Any, stream: Any = None) -> None:
        super()._set_handler(log, output, logs.formatter(), stream)


logger_class = Lines


def on_starting(server: Any) -> None:
    """Before the first worker: every check of config/checks.py, those of the database too."""
    import django  # inline: gunicorn reads this file before the settings are named
    from django.core.management import call_command
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("check", databases=["default"], stdout=io.StringIO())  # what is wrong is raised
    for connection in connections.all():  # workers open their own
        connection.close()
        if isinstance(connection, PostgreSQL):
            connection.close_pool()


def post_worker_init(worker: Any) -> None:
    """Each process does long work in a thread beside its requests, unless TIFA_WORKER leaves that to others."""
    from jobs.worker import Worker  # inline: Django is set up by now

    gc.collect()
    gc.freeze()  # what is loaded stays; looking through it again and again made long pages a fifth slower
    gc.set_threshold(ALLOCATIONS)
    worker.long_work = Worker()
    if os.environ.get("TIFA_WORKER", "on") != "off":
        worker.long_work.start()


def worker_exit(server: Any, worker: Any) -> None:
    """What is worked on is given back, so that another process goes on with it at once."""
    if hasattr(worker, "long_work"):
        worker.long_work.stop()
