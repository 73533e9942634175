"""`manage.py export_codebook --project P --output FILE`: the latest published codebook as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ledger.commands import NotThere, Refusal, TifaCommand
from projects.models import Project
from vocabulary import codebook, formats


class Command(TifaCommand):
    help = "Writes the latest published codebook; the same version gives the same bytes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, help="the project's slug")
        parser.add_argument("--format", choices=[format.name for format in formats.FORMATS], default="yaml")
        parser.add_argument("--output", type=Path, required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        content = codebook.current_content(project)
        if content is None:
            raise Refusal("This project has no published codebook.")
        output: Path = options["output"]
        if not output.parent.is_dir():
            raise NotThere(f"There is no folder {output.parent}.", field="output")
        whole = output.with_name(f".{output.name}.part")
        whole.write_bytes(formats.by_name(options["format"]).write(content))
        whole.replace(output)
        self.stdout.write(f"Version {content.number}, {len(content.themes)} themes, written to {output}.")
