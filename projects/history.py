"""A page of a project's history: operations, newest first, in a fixed number of queries at any depth."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ledger.models import Event, Operation
from ledger.querysets import OperationQuerySet
from projects.models import Membership, User

LENGTH = 50


@dataclass(frozen=True)
class Line:
    operation: Operation
    document: int | None  # the id of the document it is about
    about: str  # the title of that document, the name of that person or round, else what the operation says
    events: int  # how many objects it changed


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    older: int | None  # older lines have numbers below this; None when there are none
    is_numbered: bool  # the gaps between numbers would tell who codes in a blind round how much the others do


def known_to(member: Membership) -> OperationQuerySet:
    """The operations of a member's project; of coding in a round that is still blind, only the member's own.

    Even the times and numbers of others' acts would tell what they found, as would how much of a pool nobody had taken.
    One query for the rounds.
    """
    operations = Operation.objects.in_project(member.project_id)
    hidden = [str(pk) for pk in member.project.rounds.hidden().values_list("pk", flat=True)]
    coding = f"^(document/[0-9]+|pool)/({'|'.join(hidden)})(/|$)"
    return operations.without(coding, but_by=member.user_id) if hidden else operations


def page(member: Membership, chosen: dict[str, Any]) -> Page:
    """The newest operations that fit what was chosen (person, verb, before); seven queries."""
    project = member.project
    found = known_to(member).chosen(**chosen).for_reading().newest_first()[: LENGTH + 1]
    operations = list(found)
    shown = operations[:LENGTH]
    titles = dict(project.documents.filter(pk__in=_ids("document", shown)).values_list("pk", "title"))
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=_ids("user", shown))}
    asked = _ids("round", shown) | _ids("pool", shown)
    rounds = dict(project.rounds.filter(pk__in=asked).values_list("pk", "name"))
    lines = list(_lines(shown, titles, names, rounds, Event.objects.counts(shown)))
    older = shown[-1].number if len(operations) > LENGTH else None
    return Page(lines, older, is_numbered=not project.rounds.closed_to_coder(member).exists())


def _ids(kind: str, operations: Iterable[Operation]) -> set[int]:
    return {number for operation in operations if (number := _id(kind, operation.about))}


def _id(kind: str, about: str) -> int | None:
    """12 for "document/12", and for a coder's work "document/12/3/4"; None for what is about something else."""
    said, number = [*about.split("/"), "", ""][:2]
    return int(number) if said == kind and number.isdecimal() else None


def _lines(
    operations: Iterable[Operation],
    titles: dict[int, str],
    names: dict[int, str],
    rounds: dict[int, str],
    events: dict[int, int],
) -> Iterable[Line]:
    for operation in operations:
        document, person = _id("document", operation.about), _id("user", operation.about)
        round = _id("round", operation.about) or _id("pool", operation.about)
        about = titles.get(document or 0) or names.get(person or 0) or rounds.get(round or 0) or operation.about
        yield Line(operation, document if document in titles else None, about, events.get(operation.pk, 0))
