"""`export_dataset`: write one table of a project into a file, or to standard output."""

import hashlib
import json
import os
import sys
import uuid
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import OutputWrapper

from datasets import formats, rows
from datasets.exporting import Export, Wish
from datasets.selection import FULL, OFFSETS, PSEUDONYMS, QUOTES, REAL, Selection
from datasets.wishes import coders_called
from ledger.commands import USAGE, NotThere, Refusal, TifaCommand
from projects.models import Coder, Project

STDOUT = "-"


class Command(TifaCommand):
    help = "Write one table of a project into a file, as the project is at one moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", required=True, metavar="P")
        parser.add_argument("--format", required=True, choices=[format.name for format in formats.FORMATS])
        parser.add_argument("--output", required=True, metavar="FILE", help="- is standard output")
        parser.add_argument("--table", default="passages", choices=[table.name for table in rows.TABLES])
        parser.add_argument(
            "--coders",
            default="all",
            help="names or pseudonyms joined by commas, also decided; or all (people)",
        )
        parser.add_argument("--text", default=FULL, choices=[FULL, QUOTES, OFFSETS])
        parser.add_argument("--names", default=PSEUDONYMS, choices=[PSEUDONYMS, REAL])
        parser.add_argument("--safe", action="store_true", help="for spreadsheets: no cell is a formula")
        parser.add_argument("--with-blind", action="store_true", help="also blind rounds that nobody has opened yet")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        wish = self._wish(options)
        outcome = _write(wish, options["output"])
        in_words = f"{outcome['rows']} rows as of operation {outcome['number']}: {options['output']}"
        self.voice(options).write(json.dumps(outcome) if options["json"] else in_words)

    def voice(self, options: dict[str, Any]) -> OutputWrapper:
        """Standard output holds the table and nothing else, when the table goes there."""
        return self.stderr if options["output"] == STDOUT else self.stdout

    def _wish(self, options: dict[str, Any]) -> Wish:
        project = Project.objects.filter(slug=options["project"]).first()
        table, format = rows.named(options["table"]), formats.named(options["format"])
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        if table is None or format is None:
            raise NotThere("No such table or format.", field="table")
        if options["safe"] and format.write_safe is None:
            raise Refusal(f"{format.name} has no variant for spreadsheets.", status=USAGE, field="safe")
        selection = Selection(
            project=project,
            coders=_coders(project, options["coders"]),
            text=options["text"],
            names=options["names"],
            with_hidden=options["with_blind"],
        )
        return Wish(selection, table, format, options["safe"])


def _coders(project: Project, names: str) -> tuple[Coder, ...]:
    """No coders means all people and imported ones; of a machine and a person of one name the person is meant."""
    if names == "all":
        return ()
    found, unknown = coders_called(project, [name.strip() for name in names.split(",") if name.strip()])
    if unknown or not found:
        raise NotThere(f"No such coder: {', '.join(unknown) or names!r}.", field="coders")
    return found


def _write(wish: Wish, output: str) -> dict[str, Any]:
    try:
        with _standard_output() if output == STDOUT else _whole_file(Path(output)) as file:
            return _pour(wish, file)
    except OSError as error:
        raise Refusal(f"{output} cannot be written: {error.strerror}.", field="output") from error


def _pour(wish: Wish, file: BinaryIO) -> dict[str, Any]:
    checksum, export = hashlib.sha256(), Export(wish)
    try:
        for piece in export:
            checksum.update(piece)
            file.write(piece)
    finally:
        export.close()
    return {"rows": export.n_rows, "number": export.number, "sha256": checksum.hexdigest()}


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def _whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write under a temporary name beside the file, and rename when whole: there is never half a file."""
    if not path.parent.is_dir():
        raise NotThere(f"There is no folder {path.parent}.", field="output")
    if path.is_dir():
        raise Refusal(f"{path} is a folder; name a file.", status=USAGE, field="output")
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
