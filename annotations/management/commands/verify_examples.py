"""`manage.py verify_examples --project P`: do the codebook's examples stand in the texts where they say?"""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from annotations.actions import exemplifying
from ledger.commands import REFUSED, NotThere, TifaCommand
from projects.models import Project


class Command(TifaCommand):
    help = "Checks the examples of the published codebook against the texts. Exit status 1: some are wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, help="the project's slug")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        found = exemplifying.verify(project=project)
        wrong = [_told(one) for one in found if not one.is_verified]
        for line in wrong:
            self.stdout.write("{theme}: {file} {start}-{end}: {problem}".format(**line))
        self.stdout.write(f"{len(found) - len(wrong)} of {len(found)} examples verified.")
        if options["json"]:
            self.stdout.write(json.dumps({"verified": len(found) - len(wrong), "wrong": wrong}, ensure_ascii=False))
        if wrong:
            raise CommandError(f"{len(wrong)} examples are not where the codebook says.", returncode=REFUSED)


def _told(found: exemplifying.Found) -> dict[str, Any]:
    place = {name: found.example[name] for name in ("file", "start", "end")}
    return {"theme": found.theme.slug, **place, "problem": found.problem}
