"""`manage.py worker`: does the long work in a process of its own, beside or in place of the server's threads."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from jobs.worker import Worker


class Command(BaseCommand):
    help = "Does long work (exports, seals, backups) until it is told to stop; any number of workers may run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="end when no job waits")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: worker.stop())
        worker.run(until_empty=options["until_empty"])
