"""`manage.py suggest --project P --round R --by lexicon`: have a machine propose themes, and show them to coders."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from annotations.actions import suggesting
from annotations.models import Round
from annotations.suggesters import SUGGESTERS, named
from ledger.commands import NotThere, TifaCommand
from projects.models import Project


class Command(TifaCommand):
    help = "Brings a machine's suggestions in line with its proposals and shows them in a round that is not blind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="P", help="the project's slug")
        parser.add_argument("--round", required=True, metavar="R", help="the round's name")
        parser.add_argument("--by", required=True, choices=[suggester.name for suggester in SUGGESTERS])
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        round = Round.objects.in_project(project).select_related("project").filter(name=options["round"]).first()
        suggester = named(options["by"])
        if round is None or suggester is None:
            raise NotThere(f"There is no round {options['round']!r}.", field="round")
        done = suggesting.suggest(round=round, suggester=suggester, actor=None)
        self.stdout.write(
            f"{done.added} suggestions added, {done.removed} removed; {done.suggestions} in {done.documents} documents."
        )
        if options["json"]:
            self.stdout.write(json.dumps(asdict(done)))
