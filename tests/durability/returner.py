"""Returns what is idle in a round, so many days from now: `python -m tests.durability.returner ROUND DAYS`."""

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402 (Django is set up first)

from annotations.actions import pooling  # noqa: E402
from annotations.models import Round  # noqa: E402

if __name__ == "__main__":
    round, days = Round.objects.select_related("project").get(pk=int(sys.argv[1])), int(sys.argv[2])
    print(pooling.return_idle(round=round, now=timezone.now() + timedelta(days=days)))
