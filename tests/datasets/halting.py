"""A worker that stops in the middle of an export, as if its machine stood still: says "half" and waits to be killed."""

import os
import time
from datetime import timedelta
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from datasets.formats import csv  # noqa: E402 (Django is set up first)
from jobs import clock, keeping  # noqa: E402
from jobs.worker import Worker  # noqa: E402

report = keeping.Grip.report


def halt(grip: Any, done: int, total: int | None = None) -> None:
    """After the first rows."""
    report(grip, done, total)
    if done > 1:
        print("half", flush=True)
        time.sleep(600)


if __name__ == "__main__":
    clock.LEASE = timedelta(seconds=1)
    csv.in_chunks = partial(csv.in_chunks, size=1)  # type: ignore[assignment]
    keeping.Grip.report = halt  # type: ignore[method-assign]
    Worker().run()
