"""`manage.py verify_events`: do the events, replayed, give exactly what the tables hold, and are they as sealed?"""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ledger import sealing
from ledger.commands import REFUSED, NotThere, TifaCommand
from ledger.models import Event, Operation, Seal
from ledger.replay import differences
from ledger.seals import Fault

SITE = "(site)"
SHOWN = 50
FAULTS = {
    "changed": "{project}: operation {number}{did} or one of its events was changed since it was sealed",
    "missing": "{project}: operation {number} is missing",
    "added": "{project}: operation {number}{did} was put into the history from outside",
    "moved": "{project}: operation {number}{did} was moved: it was sealed as {was}",
    "seal": "{project}: the seal of the operations from {number} on was changed itself",
    "chain": "{project}: the seal of the operations from {number} on does not follow the one before it",
    "gone": "no seal {was} is in the history",
}


class Command(TifaCommand):
    help = (
        "Replays all events and compares the result with the tables, and the events with their seals."
        " Exit status 0: all is as it must be, 1: it is not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", help="only this project (its slug)")
        parser.add_argument("--seal", action="append", default=[], metavar="SHA256", help="a seal that must be there")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        scopes = list(_scopes(options["project"]))
        differing = [_difference(scope, *found) for scope in scopes for found in differences(scope)]
        faults = [_fault(scope, found) for scope in scopes for found in sealing.verify(scope)]
        faults += _gone(scopes, options["seal"])
        for line in [*map(_in_words, differing), *map(_told, faults[:SHOWN])]:
            self.stdout.write(line)
        if len(faults) > SHOWN:
            self.stdout.write(f"… and {len(faults) - SHOWN} more; --json lists them all")
        self._end(scopes, differing, faults, options)

    def _end(
        self, scopes: list[Any], differing: list[dict[str, Any]], faults: list[dict[str, Any]], options: dict[str, Any]
    ) -> None:
        events = sum(Event.objects.filter(operation__project=scope).count() for scope in scopes)
        seals = sum(Seal.objects.chain(scope).count() for scope in scopes)
        if options["json"]:
            counts = {"scopes": len(scopes), "events": events, "seals": seals}
            self.stdout.write(json.dumps({**counts, "differences": differing, "faults": faults}))
        elif not differing and not faults:
            self.stdout.write(f"{seals} seals compared: what they seal is as it was.")
            self.stdout.write(f"{events} events replayed: the tables hold exactly what they say.")
        if differing:
            raise CommandError(f"{len(differing)} objects are not as the events say.", returncode=REFUSED)
        if faults:
            raise CommandError(f"The history was altered: {len(faults)} places.", returncode=REFUSED)


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


def _fault(scope: Any, fault: Fault) -> dict[str, Any]:
    operation = Operation.objects.in_project(scope).filter(number=fault.number).first()
    did = {"verb": operation.verb, "about": operation.about, "at": operation.at.isoformat()} if operation else {}
    return {
        "project": scope.slug if scope else SITE,
        "number": fault.number,
        "what": fault.what,
        "was": fault.was,
        **did,
    }


def _gone(scopes: list[Any], wanted: list[str]) -> list[dict[str, Any]]:
    """Seals that somebody wrote down elsewhere, and that are in no chain any more."""
    there = {seal.sha256 for scope in scopes for seal in Seal.objects.chain(scope)} if wanted else set()
    return [{"project": "", "number": 0, "what": "gone", "was": sha256} for sha256 in wanted if sha256 not in there]


def _told(fault: dict[str, Any]) -> str:
    did = " ({verb} {about}, {at})".format(**fault) if fault.get("verb") else ""
    return FAULTS[fault["what"]].format(did=did, **fault)


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
