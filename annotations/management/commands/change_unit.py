"""`change_unit`: count sentences, paragraphs or documents from now on, and count again what is there."""

import json
from argparse import ArgumentParser
from typing import Any

from annotations.actions import recounting
from annotations.models import UnitTheme
from ledger.commands import NotThere, TifaCommand
from projects.models import Project


class Command(TifaCommand):
    help = "Changes what the figures of a project count, and counts everything again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", required=True, metavar="P")
        parser.add_argument("--unit", required=True, choices=Project.Unit.values)
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        recounting.change_unit(project=project, unit=options["unit"], version=project.version, actor=None)
        units = UnitTheme.objects.filter(round__project=project).values("round", "coder", "paragraph", "unit")
        done = {"unit": options["unit"], "units": units.distinct().count()}
        in_words = f"{project.slug} counts by {done['unit']}: {done['units']} units carry themes."
        self.stdout.write(json.dumps(done) if options["json"] else in_words)
