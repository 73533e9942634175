"""Rows a second of each table and format beside a bare cursor with the same query; the time of the coverage page.

usage: python benchmarks/export_rows.py [PASSAGES]     in a throw-away database, or the empty one in DATABASE_URL
"""

import csv
import os
import resource
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"TIFA_DATA": FOLDER.name, "DJANGO_SETTINGS_MODULE": "config.settings"}

import django  # noqa: E402 -- after the settings' environment

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from annotations.actions import assigning  # noqa: E402
from annotations.models import Passage, Reading, Tagging, UnitTheme  # noqa: E402
from corpus.models import Document, ImportBatch, Original, Paragraph, Revision, Source  # noqa: E402
from datasets.exporting import Export, Wish  # noqa: E402
from datasets.formats import FORMATS  # noqa: E402
from datasets.rows import TABLES, passages  # noqa: E402
from datasets.selection import Selection  # noqa: E402
from projects.actions import founding, people  # noqa: E402
from projects.models import Coder, Membership, Project  # noqa: E402
from reports import choices  # noqa: E402
from reports.coverage import Coverage, View  # noqa: E402
from vocabulary.actions import importing  # noqa: E402
from vocabulary.formats import FORMATS as CODEBOOKS  # noqa: E402
from vocabulary.models import CodebookVersion, Theme  # noqa: E402

SENTENCE = (
    "The opening of the market goes on with steady steps, and trade in goods and services grows from year to year. "
)
PER_DOCUMENT, PER_PARAGRAPH, CODERS = 50, 10, 32


def study(n_passages: int) -> Project:
    """n passages by 32 coders: each paragraph of 5 sentences is read by one coder and carries 10 passages."""
    project = founding.create_project(slug="bench", name="Bench", actor=None)
    importing.import_codebook(project=project, data=_codebook(), actor=None)
    round = assigning.start_round(project=project, name="Main", actor=None)
    users = [people.create_user(username=f"coder{n}", password=None, actor=None, email="") for n in range(CODERS)]
    for user in users:
        people.add_member(project=project, user=user, role="supervisor", actor=None)
    coders = list(Coder.objects.filter(project=project).people())
    batch = ImportBatch.objects.create(project=project, by=None, at=timezone.now())
    sources = [Source.objects.create(project=project, name=f"Outlet {n}") for n in range(20)]
    for number in range(n_passages // (PER_DOCUMENT * PER_PARAGRAPH)):
        _document(project, round, batch, sources[number % 20], coders[number % CODERS], number)
    return project


def _codebook() -> Any:
    path = ROOT / "seeds" / "codebook.yaml"
    reader = next(each for each in CODEBOOKS if path.name.endswith(each.suffix))
    return reader.read(path.read_bytes(), path.name)


def _document(project: Project, round: Any, batch: Any, source: Source, coder: Coder, number: int) -> None:
    now, text = timezone.now(), SENTENCE * 5
    document = Document.objects.create(
        project=project, source=source, title=f"Document {number} 提法", year=2000 + number % 25, added_at=now
    )
    whole = "\n\n".join([text] * PER_DOCUMENT)
    original = Original.objects.create(sha256=f"{number:064}", n_bytes=len(whole))
    revision = Revision.objects.create(
        document=document, batch=batch, original=original, file_name="x.txt", encoding="utf-8", text=whole
    )
    n = len(SENTENCE)
    place = {"revision": revision, "kind": "body", "is_codable": True, "text": text, "n_chars": 5 * n, "n_sentences": 5}
    spans = [[n * i, n * i + n] for i in range(5)]
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(**place, ordinal=i + 1, start=i * (5 * n + 2), sentences=spans) for i in range(PER_DOCUMENT)
    )
    themes, version = list(Theme.objects.filter(project=project)), CodebookVersion.objects.get(project=project)
    whose = {"round": round, "coder": coder, "document": document}
    Reading.objects.bulk_create(Reading(**whose, paragraph=each, codebook_version=version) for each in paragraphs)
    rows, tags, cells = [], [], {}
    for paragraph in paragraphs:
        for i in range(PER_PARAGRAPH):
            start, theme = (i % 5) * n + i, themes[(number + i) % len(themes)]
            end = start + 40
            passage = Passage(
                **whose,
                id=uuid.uuid4(),
                paragraph=paragraph,
                start=start,
                end=end,
                quote=text[start:end],
                created_at=now,
            )
            rows.append(passage)
            tags.append(
                Tagging(**whose, content_object=passage, tag=theme, codebook_version=version, paragraph=paragraph)
            )
            cell = UnitTheme(**whose, paragraph=paragraph, unit=i % 5, theme=theme, n=1, n_sure=1)
            cells[paragraph.pk, i % 5, theme.pk] = cell
    Passage.objects.bulk_create(rows)
    Tagging.objects.bulk_create(tags)
    UnitTheme.objects.bulk_create(cells.values())


def bare(selection: Selection) -> Iterator[bytes]:
    """The same query through a bare cursor into a CSV file, rows as they come."""
    fields = (*passages.FIELDS, selection.coder_field, *passages.LAST_FIELDS)
    sql, params = selection.passages().order_by(*passages.ORDER).values_list(*fields).query.sql_with_params()
    with connection.cursor() as cursor, Path(FOLDER.name, "bare.csv").open("w", newline="") as file:
        cursor.execute(sql, params)
        writer = csv.writer(file)
        while rows := cursor.fetchmany(2000):
            writer.writerows(rows)
            yield b""


def ours(wish: Wish) -> Iterator[bytes]:
    with Path(FOLDER.name, "ours").open("wb") as file:
        for piece in Export(wish):
            file.write(piece)
            yield b""


def timed(name: str, n_rows: int, run: Callable[[], Any]) -> float:
    """The best of three."""
    best, busy = min(_once(run) for _ in range(3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = f"{name:28} {n_rows:9,} rows {best:7.2f} s ({busy:.2f} s CPU) {n_rows / best:11,.0f} rows/s   peak {peak} MB"
    print(line, flush=True)
    return best


def _once(run: Callable[[], Any]) -> tuple[float, float]:
    """(seconds, seconds of CPU)."""
    begun, busy = time.perf_counter(), time.process_time()
    for _piece in run():
        pass
    return time.perf_counter() - begun, time.process_time() - busy


def main(n_passages: int) -> None:
    call_command("migrate", verbosity=0)
    project = study(n_passages)
    selection = Selection(project)
    n_rows = passages.count(selection)
    raw = timed("bare cursor, passages", n_rows, lambda: bare(selection))
    for table in TABLES:
        for format in FORMATS:
            wish = Wish(selection, table, format)
            took = timed(f"{table.name}, {format.name}", table.count(selection), lambda wish=wish: ours(wish))
            if table.name == "passages":
                print(f"{'':28} {took / raw:.1f} times the bare cursor")
    member = Membership.objects.select_related("project").filter(project=project).first()
    scope = choices.scope(member, choices.default_round(member), None)
    timed("coverage, documents", scope.documents().count(), lambda: Coverage(scope, View(), {}).matrix.rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
