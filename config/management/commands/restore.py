"""`manage.py restore FILE`: an empty installation becomes the one that was backed up."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from config.backups import restoring
from config.backups.manifest import Manifest
from config.backups.restoring import Restored
from ledger.commands import REFUSED, NotThere, TifaCommand


class Command(TifaCommand):
    help = "Restores a backup into an empty installation and verifies it. Stop the server first."
    requires_system_checks = []  # the tables are yet to come

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--check", action="store_true", help="only read the file and compare its checksums")
        parser.add_argument(
            "--accept-differences", action="store_true", help="also a history that verify_events finds fault with"
        )
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        if not path.is_file():
            raise NotThere(f"There is no file {path}.", field="file")
        if options["check"]:
            manifest = restoring.check(path)
            told, words = _as_json(manifest), f"{path} is whole.\n{_in_words(manifest)}"
        else:
            done = restoring.restore(path, accept_differences=options["accept_differences"])
            told, words = {**_as_json(done.manifest), **_more(done)}, _all_in_words(done)
        self.stdout.write(json.dumps(told) if options["json"] else words)
        if not options["check"] and done.differences:
            raise CommandError(done.differences, returncode=REFUSED)


def _as_json(manifest: Manifest) -> dict[str, Any]:
    scopes = [scope.model_dump() for scope in manifest.scopes]
    return {"made_at": manifest.made_at, "tifa": manifest.tifa, "lost": manifest.lost, "scopes": scopes}


def _more(done: Restored) -> dict[str, Any]:
    return {"migrated": done.migrated, "left_out": done.left_out, "is_verified": not done.differences}


def _in_words(manifest: Manifest) -> str:
    lines = [f"Made {manifest.made_at} by Tifa {manifest.tifa}."]
    lines += [f"  {scope.project or '(site)'}: as of operation {scope.number}" for scope in manifest.scopes]
    lines += [f"  An imported file was lost before the backup: {sha256}" for sha256 in manifest.lost]
    return "\n".join(lines)


def _all_in_words(done: Restored) -> str:
    tables = done.manifest.tables
    lines = [_in_words(done.manifest)]
    lines += [f"  Brought up to date by {done.migrated} migrations."] if done.migrated else []
    lines += [f"  Left out, being no table of Tifa's: {name}" for name in done.left_out]
    if not done.differences:
        rows = sum(table.rows for table in tables.values())
        lines.append(f"Restored and verified: {rows} rows in {len(tables)} tables, and the whole history.")
    return "\n".join(lines)
