"""A worker in a process of its own, whose leases are short: `python -m tests.jobs.working`, until it is ended."""

import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 (Django is set up first)

from jobs import clock, keeping  # noqa: E402
from jobs.worker import Worker  # noqa: E402

if __name__ == "__main__":
    settings.JOB_KINDS = [*settings.JOB_KINDS, "tests.jobs.kinds"]
    clock.LEASE, keeping.BEAT = timedelta(seconds=1), 0.1
    Worker().run()
