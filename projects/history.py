"""A page of a project's history: operations, newest first, in a fixed number of queries at any depth."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ledger.models import Event, Operation
from projects.models import Project

LENGTH = 50


@dataclass(frozen=True)
class Line:
    operation: Operation
    document: int | None  # the id of the document it is about
    title: str  # of that document, else what the operation says it is about
    events: int  # how many objects it changed


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    older: int | None  # older lines have numbers below this; None when there are none


def page(project: Project, chosen: dict[str, Any]) -> Page:
    """The newest operations that fit what was chosen (person, verb, before); four queries at most."""
    found = Operation.objects.in_project(project).chosen(**chosen).for_reading().newest_first()[: LENGTH + 1]
    operations = list(found)
    shown = operations[:LENGTH]
    ids = {number for operation in shown if (number := document_of(operation.about))}
    titles = dict(project.documents.filter(pk__in=ids).values_list("pk", "title"))
    lines = list(_lines(shown, titles, Event.objects.counts(shown)))
    return Page(lines, shown[-1].number if len(operations) > LENGTH else None)


def document_of(about: str) -> int | None:
    """12 for "document/12"; None for what is about something else."""
    kind, _, number = about.partition("/")
    return int(number) if kind == "document" and number.isdecimal() else None


def _lines(operations: Iterable[Operation], titles: dict[int, str], events: dict[int, int]) -> Iterable[Line]:
    for operation in operations:
        number = document_of(operation.about)
        document = number if number in titles else None
        title = titles[document] if document else operation.about
        yield Line(operation, document, title, events.get(operation.pk, 0))
