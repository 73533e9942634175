"""Saving a tag over HTTP, with one client and with eight, beside as many bare drivers that store rows of that size."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from annotations.models import Assignment
from corpus.models import Paragraph
from figures.site import Site
from figures.table import row, share
from projects.models import User

HERE = Path(__file__).parent
SAVES, AT_ONCE = 400, 100  # of one client, and of each of eight
LONG = 60  # code points of a paragraph in which saves select
PROMISED = {"sqlite": ("9 ms", "15 ms"), "postgresql": ("16 ms", "25 ms")}


def measure(site: Site) -> None:
    p50, p95 = PROMISED[connection.vendor]
    (ours, _rate), (raw, _raw_rate) = _saved(site, site.coders[:1], SAVES, 0), _written(1, SAVES)
    row("save a tag, 1 client, p50", share(ours, 0.5), share(raw, 0.5), p50)
    row("save a tag, 1 client, p95", share(ours, 0.95), share(raw, 0.95), p95)
    (ours, rate), (raw, raw_rate) = _saved(site, site.coders, AT_ONCE, LONG // 2), _written(len(site.coders), AT_ONCE)
    row("save a tag, 8 clients, p95", share(ours, 0.95), share(raw, 0.95), "80 ms")
    row("save a tag, 8 clients, all together", rate, raw_rate, "150/s", unit="/s")


def _saved(site: Site, people: list[User], n: int, first: int) -> tuple[list[float], float]:
    place = urlsplit(site.origin).netloc
    commands = []
    for number, person in enumerate(people):
        mine = Assignment.objects.of(person).order_by("pk")
        assignment = mine[number % mine.count()]  # each another document, as it is assigned
        file = Path(settings.TIFA_DATA) / f"bodies-{uuid.uuid4()}"
        file.write_text("\n".join(_bodies(assignment, n + 1, first)))
        address = f"/api/v1/documents/{assignment.document_id}/operations"
        commands.append(["client.py", place, address, json.dumps(site.headers(person)), str(file)])
    return _together(commands)


def _bodies(assignment: Assignment, n: int, first: int) -> Iterator[str]:
    """So many saves: one new passage each, of one theme, in one paragraph after the other, from `first` on in each."""
    codable = Paragraph.objects.of(assignment.document_id).codable()
    paragraphs = [each for each in codable if each.n_chars >= LONG]
    for number in range(n):
        each, start = paragraphs[number % len(paragraphs)], first + number // len(paragraphs)
        place = {"start": start, "end": start + 20, "quote": each.text[start : start + 20]}
        tag = {"do": "tag", "id": str(uuid.uuid4()), "paragraph": each.pk, **place, "themes": ["opening-up"]}
        yield json.dumps({"op": str(uuid.uuid4()), "round": assignment.round_id, "changes": [tag]})


def _written(n_writers: int, n: int) -> tuple[list[float], float]:
    where = os.environ.get("DATABASE_URL") or str(Path(settings.TIFA_DATA) / "raw.sqlite3")
    return _together([["writer.py", where, str(n)]] * n_writers)


def _together(commands: list[list[str]]) -> tuple[list[float], float]:
    """Run them at once: the milliseconds of all their steps, and how many steps a second they made together."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([sys.executable, HERE / name, *given], **pipes) for name, *given in commands]
    if any(each.stdout.readline() != "ready\n" for each in running):
        raise SystemExit("A client could not begin.")
    begun = time.perf_counter()
    for each in running:
        each.stdin.write("go\n")
        each.stdin.flush()
    took = [value for each in running for value in json.loads(each.communicate()[0])]
    return took, len(took) / (time.perf_counter() - begun)
