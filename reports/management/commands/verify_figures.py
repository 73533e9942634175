"""`manage.py verify_figures`: are the figures that the pages show those that a recount gives?"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from ledger.commands import REFUSED, NotThere, TifaCommand
from projects.models import Project
from reports.models import Fold
from reports.verifying import Difference, verify

SHOWN = 50


class Command(TifaCommand):
    help = (
        "Counts coverage once more from passages, read marks and texts, and compares it with the figures of the pages."
        " Exit status 0: they are equal, 1: they are not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", help="only this project (its slug)")
        parser.add_argument("--sample", type=int, metavar="N", help="recount only N documents of each round, at random")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        projects = Project.objects.order_by("pk")
        if options["project"]:
            projects = projects.filter(slug=options["project"])
            if not projects:
                raise NotThere(f"There is no project {options['project']!r}.", field="project")
        found = {project.slug: list(verify(project, sample=options["sample"])) for project in projects}
        n_differences = sum(map(len, found.values()))
        n_documents = sum(_least(project.documents.count(), options["sample"]) for project in projects)
        self._tell(found)
        if options["json"]:
            told = [{"project": slug, **asdict(each)} for slug, several in found.items() for each in several]
            folds = Fold.objects.filter(project__in=projects).count()
            self.stdout.write(json.dumps({"documents": n_documents, "folds": folds, "differences": told}))
        elif not n_differences:
            self.stdout.write(f"{n_documents} documents recounted: the figures are exactly these.")
        if n_differences:
            raise CommandError(f"{n_differences} figures are not what a recount gives.", returncode=REFUSED)

    def _tell(self, found: dict[str, list[Difference]]) -> None:
        lines = [_in_words(slug, each) for slug, several in found.items() for each in several]
        for line in lines[:SHOWN]:
            self.stdout.write(line)
        if len(lines) > SHOWN:
            self.stdout.write(f"… and {len(lines) - SHOWN} more; --json lists them all")


def _least(n: int, sample: int | None) -> int:
    return n if sample is None else min(n, sample)


def _in_words(slug: str, each: Difference) -> str:
    whose = f"coder {each.coder}" if each.coder else "all people"
    theme = f", theme {each.theme}" if each.theme else ""
    place = f"{slug}: round {each.round}, {whose}, document {each.document}{theme}"
    return f"{place}: {each.figure} is shown as {each.shown}, a recount gives {each.recounted}"
