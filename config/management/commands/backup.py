"""`manage.py backup FILE`: everything this installation needs to go on elsewhere, in one file, while people work."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.template.defaultfilters import filesizeformat

from config.backups import making
from config.backups.making import Made
from ledger.commands import REFUSED, USAGE, NotThere, Refusal, TifaCommand

LOST = "The imported file {} is lost in this installation, or damaged."


class Command(TifaCommand):
    help = "Writes the database, the imported files and the secret key into one file, of one moment, while people work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="an older backup there stays until this is whole")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        if path.is_dir():
            raise Refusal(f"{path} is a folder; name a file.", status=USAGE, field="file")
        if not path.parent.is_dir():
            raise NotThere(f"There is no folder {path.parent}.", field="file")
        made = making.make(path)
        self.stdout.write(json.dumps(_as_json(made)) if options["json"] else _in_words(made))
        faults = [*made.faults, *map(LOST.format, made.manifest.lost)]
        if faults:
            raise CommandError("All was saved, but:\n" + "\n".join(faults), returncode=REFUSED)


def _as_json(made: Made) -> dict[str, Any]:
    manifest = made.manifest
    return {
        "file": str(made.path),
        "size": made.size,
        "sha256": made.sha256,
        "made_at": manifest.made_at,
        "is_sealed": made.is_sealed,
        "originals": sum(name.startswith("originals/") for name in manifest.members),
        "lost": manifest.lost,
        "faults": made.faults,
        "scopes": [scope.model_dump() for scope in manifest.scopes],
    }


def _in_words(made: Made) -> str:
    size = filesizeformat(made.size).replace("\xa0", " ")
    lines = [f"{made.path}: {size}"]
    lines += [f"  {scope.project or '(site)'}: as of operation {scope.number}" for scope in made.manifest.scopes]
    if not made.is_sealed and not made.faults:
        lines.append("  Not sealed: migrations of this Tifa wait to be applied.")
    return "\n".join(lines)
