"""`export_dataset`: write one table of a project into a file."""

import hashlib
import json
import os
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasets import formats, rows
from datasets.exporting import Export, Wish
from datasets.selection import FULL, OFFSETS, PSEUDONYMS, QUOTES, REAL, Selection
from projects.models import Coder, Project


class Command(BaseCommand):
    help = "Write one table of a project into a file, as the project is at one moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", required=True, metavar="P")
        parser.add_argument("--format", required=True, choices=[format.name for format in formats.FORMATS])
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")
        parser.add_argument("--table", default="passages", choices=[table.name for table in rows.TABLES])
        parser.add_argument("--coders", default="all", help="names or pseudonyms joined by commas, decided, or all")
        parser.add_argument("--text", default=FULL, choices=[FULL, QUOTES, OFFSETS])
        parser.add_argument("--names", default=PSEUDONYMS, choices=[PSEUDONYMS, REAL])
        parser.add_argument("--safe", action="store_true", help="for spreadsheets: no cell is a formula")
        parser.add_argument("--with-blind", action="store_true", help="also blind rounds that nobody has opened yet")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        wish = self._wish(options)
        outcome = _write(wish, options["output"])
        if options["json"]:
            self.stdout.write(json.dumps(outcome))
        else:
            self.stdout.write(f"{outcome['rows']} rows as of operation {outcome['number']}: {options['output']}")

    def _wish(self, options: dict[str, Any]) -> Wish:
        project = Project.objects.filter(slug=options["project"]).first()
        table, format = rows.named(options["table"]), formats.named(options["format"])
        if project is None:
            raise CommandError(f"There is no project {options['project']}.")
        if table is None or format is None:
            raise CommandError("No such table or format.", returncode=2)
        if options["safe"] and format.write_safe is None:
            raise CommandError(f"{format.name} has no variant for spreadsheets.", returncode=2)
        selection = Selection(
            project=project,
            coders=_coders(project, options["coders"]),
            text=options["text"],
            names=options["names"],
            with_hidden=options["with_blind"],
        )
        return Wish(selection, table, format, options["safe"])


def _coders(project: Project, names: str) -> tuple[Coder, ...]:
    """No coders means all of them."""
    if names == "all":
        return ()
    known = list(Coder.objects.filter(project=project))
    by_name = {coder.name: coder for coder in known} | {coder.pseudonym: coder for coder in known}
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in by_name]
    if unknown or not wanted:
        raise CommandError(f"No such coder: {', '.join(unknown) or names!r}.")
    return tuple(by_name[name] for name in wanted)


def _write(wish: Wish, path: Path) -> dict[str, Any]:
    """Write under a temporary name beside the file, and rename when whole: there is never half a file."""
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    checksum, export = hashlib.sha256(), Export(wish)
    try:
        with temporary.open("wb") as file:
            for piece in export:
                checksum.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        export.close()
        temporary.unlink(missing_ok=True)
    return {"rows": export.n_rows, "number": export.number, "sha256": checksum.hexdigest()}
