"""Somebody who imports texts until told to stop: `python -m tests.durability.importer PROJECT LOG`, as coder does.

A line of the log is [operation number, SHA-256 of the file].
"""

import hashlib
import json
import os
import select
import sys
import time
from itertools import count

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from corpus.actions import importing  # noqa: E402 (Django is set up first)
from ledger.models import Operation  # noqa: E402
from projects.models import Project  # noqa: E402

if __name__ == "__main__":
    project = Project.objects.get(pk=int(sys.argv[1]))
    print("ready", flush=True)
    sys.stdin.readline()
    with open(sys.argv[2], "w") as log:
        for number in count():
            if select.select([sys.stdin], [], [], 0)[0]:
                break
            data = f"Text {number}\n\nTrade number {number} grows. Much was said of it in year {number}.\n".encode()
            document = importing.import_text(project=project, name=f"{number}.txt", data=data, actor=None)
            done = Operation.objects.filter(events__kind="document", events__object_id=str(document.pk)).get()
            print(json.dumps([done.number, hashlib.sha256(data).hexdigest()]), file=log, flush=True)
            time.sleep(0.05)
