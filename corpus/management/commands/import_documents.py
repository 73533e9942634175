"""manage.py import_documents PATH… --project P [--dry-run] [--json]"""

import json
import sys
from typing import Any

from django.core.management.base import CommandParser

from corpus import gathering
from corpus.actions import importing
from corpus.reporting import Report
from ledger.commands import REFUSED, NotThere, TifaCommand
from projects.models import Project


class Command(TifaCommand):
    help = "Imports files into a project. The same bytes again add nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="files, folders, ZIP archives, patterns; - for JSON lines on standard input",
        )
        parser.add_argument("--project", required=True, metavar="P", help="the project's short name")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        try:
            found = gathering.gather(options["paths"])
        except (gathering.NotThere, OSError) as error:
            raise NotThere(str(error), field="paths") from error
        report = self._report(project, found, is_dry_run=options["dry_run"])
        self._tell(report, is_dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        if report["refused"]:
            sys.exit(REFUSED)

    def _report(self, project: Project, found: gathering.Found, *, is_dry_run: bool) -> Report:
        if is_dry_run:
            report = importing.check_files(project=project, files=found.files)
        else:
            report = importing.import_files(project=project, files=found.files, actor=None)
        return {**report, "passed_over": found.passed_over}

    def _tell(self, report: Report, *, is_dry_run: bool) -> None:
        for file in report["files"]:
            title = f" “{file['documents'][0]['title']}”" if file["documents"] else ""
            reason = f" – {file['reason']}" if file["reason"] else ""
            self.stdout.write(f"{file['status']:>9}  {file['name']}{title}{reason}")
            for note in [note for document in file["documents"] for note in document["notes"]]:
                self.stdout.write(f"           {note}")
        for name in report["passed_over"]:
            self.stdout.write(f"   passed over  {name}")
        for name in report["unused"]:
            self.stdout.write(f"   metadata.csv speaks of {name}, which is not there")
        counts = ", ".join(f"{report[status]} {status}" for status in ("added", "revised", "unchanged", "refused"))
        self.stdout.write(f"{counts}{' (nothing was stored)' if is_dry_run else ''}")
