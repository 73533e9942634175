"""`manage.py verify_events`: do the events, replayed, give exactly what the tables hold?"""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ledger.commands import REFUSED, NotThere, TifaCommand
from ledger.models import Event, Operation
from ledger.replay import differences

SITE = "(site)"


class Command(TifaCommand):
    help = "Replays all events and compares the result with the tables. Exit status 0: equal, 1: different."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", help="only this project (its slug)")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        scopes = list(_scopes(options["project"]))
        found = [_difference(scope, *found) for scope in scopes for found in differences(scope)]
        for difference in found:
            self.stdout.write(_in_words(difference))
        events = sum(Event.objects.filter(operation__project=scope).count() for scope in scopes)
        if options["json"]:
            self.stdout.write(json.dumps({"scopes": len(scopes), "events": events, "differences": found}))
        elif not found:
            self.stdout.write(f"{events} events replayed: the tables hold exactly what they say.")
        if found:
            raise CommandError(f"{len(found)} objects are not as the events say.", returncode=REFUSED)


def _scopes(slug: str | None) -> Iterator[Any]:
    """The site (None) and every project, or the named project only; the ledger knows projects by its foreign key."""
    projects: Any = Operation._meta.get_field("project").related_model
    if slug is None:
        yield None
        yield from projects.objects.order_by("pk")
        return
    project = projects.objects.filter(slug=slug).first()
    if project is None:
        raise NotThere(f"There is no project {slug!r}.", field="project")
    yield project


def _difference(scope: Any, key: tuple[str, str], replayed: Any, stored: Any) -> dict[str, Any]:
    project = scope.slug if scope else SITE
    return {"project": project, "kind": key[0], "id": key[1], "replayed": replayed, "stored": stored}


def _in_words(difference: dict[str, Any]) -> str:
    name = "{project}: {kind} {id}".format(**difference)
    replayed, stored = difference["replayed"], difference["stored"]
    if replayed is None:
        return f"{name} is in the tables, but no event made it"
    if stored is None:
        return f"{name} is missing in the tables, though no event took it away"
    fields = sorted(key for key in replayed.keys() | stored.keys() if replayed.get(key) != stored.get(key))
    return "\n".join(
        [f"{name} differs:"]
        + [f"  {key}: the events say {replayed.get(key)!r}, the table says {stored.get(key)!r}" for key in fields]
    )
