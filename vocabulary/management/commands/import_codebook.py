"""`manage.py import_codebook FILE --project P`: bring the codebook of a project to what a file says, and publish it."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ledger.commands import NotThere, TifaCommand
from projects.models import Project
from vocabulary.actions import importing
from vocabulary.comparing import OUTCOMES
from vocabulary.formats import FORMATS, Format


class Command(TifaCommand):
    help = "Imports a codebook and publishes it as a new version. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--project", required=True, help="the project's slug")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        report = self._import(project, options["file"], is_dry=options["dry_run"])
        for outcome in OUTCOMES:
            slugs = report[outcome]
            self.stdout.write(f"{len(slugs)} {outcome}" + (f": {', '.join(slugs)}" if slugs else ""))
        if report["number"]:
            self.stdout.write(f"Published as version {report['number']}.")
        if options["json"]:
            self.stdout.write(json.dumps({outcome: report[outcome] for outcome in OUTCOMES}, ensure_ascii=False))

    def _import(self, project: Project, path: Path, *, is_dry: bool) -> importing.Report:
        try:
            data = _format(path).read(path.read_bytes(), path.name)
            return importing.import_codebook(
                project=project, data=data, actor=None, dry_run=is_dry, message=f"Imported from {path.name}"
            )
        except OSError as error:
            raise NotThere(f"{path} cannot be read: {error.strerror}.", field="file") from error


def _format(path: Path) -> Format:
    """By the file's ending; YAML for any other."""
    return next((format for format in FORMATS if format.suffix == path.suffix), FORMATS[0])
