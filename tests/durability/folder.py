"""A worker that folds the figures of a project again and again until told to stop.

`python -m tests.durability.folder PROJECT LOG`: says "ready", waits for a line, folds until standard input ends; the
log has a line for each time.
"""

import os
import select
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from annotations.models import Round  # noqa: E402 (Django is set up first)
from corpus.models import Document  # noqa: E402
from projects.models import Project  # noqa: E402
from reports.actions import folding  # noqa: E402

if __name__ == "__main__":
    project = Project.objects.get(pk=int(sys.argv[1]))
    rounds = list(Round.objects.in_project(project).select_related("project"))
    last = max(Document.objects.in_project(project).values_list("pk", flat=True))
    print("ready", flush=True)
    sys.stdin.readline()
    with open(sys.argv[2], "w") as log:
        while not select.select([sys.stdin], [], [], 0)[0]:
            for round in rounds:
                print(folding.fold(round=round, first=0, last=last).number, file=log, flush=True)
            folding.keep_up(project=project)
