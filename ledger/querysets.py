"""Questions to the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from ledger.seals import EVENT_FIELDS, OPERATION_FIELDS

if TYPE_CHECKING:
    from ledger.models import Event, Operation, Seal

UNDO, REDO = "undo", "redo"  # verbs of operations that take another one back


class OperationQuerySet(QuerySet["Operation"]):
    def about(self, project: Any, about: str) -> OperationQuerySet:
        """What happened to one thing, oldest first; `about` reads like "document/12"."""
        return self.filter(project=project, about=about).order_by("number")

    def newest_first(self) -> OperationQuerySet:
        return self.order_by("-number", "-pk")

    def in_project(self, project: Any) -> OperationQuerySet:
        return self.filter(project=project)

    def from_number(self, project: Any, number: int) -> OperationQuerySet:
        """That operation and what came after it, oldest first."""
        return self.filter(project=project, number__gte=number).order_by("number")

    def without(self, pattern: str, but_by: Any) -> OperationQuerySet:
        """Not those about things whose names fit a regular expression, but for what this person did."""
        return self.filter(~Q(about__regex=pattern) | Q(actor=but_by))

    def to_undo(self) -> Operation | None:
        """Of one person's steps in one place the one that undo takes back: the last that stands, undos aside."""
        return self.standing().first()

    def to_redo(self) -> Operation | None:
        """Of one person's steps in one place the undo that redo takes back: the last that stands, nothing new since."""
        return self.redoable().first()

    def standing(self) -> OperationQuerySet:
        """Of one person's steps in one place those that undo takes back, one after the other."""
        return self.exclude(verb=UNDO).filter(undone_by=None).order_by("-number")

    def redoable(self) -> OperationQuerySet:
        """Of one person's steps in one place the undos that redo takes back, one after the other."""
        new = self.exclude(verb__in=(UNDO, REDO)).order_by("-number").values("number")[:1]
        undone = self.filter(verb=UNDO, undone_by=None, number__gt=Coalesce(Subquery(new), 0))
        return undone.order_by("-number")

    def count_own(self, project: Any, about: str, actor: Any, until: int | None = None) -> int:
        """How much this person did about one thing, up to the operation of this number: tells nothing of others."""
        own = self.filter(project=project, about=about, actor=actor)
        return (own if until is None else own.filter(number__lte=until)).count()

    def with_events(self, kind: str = "") -> OperationQuerySet:
        """Those that changed something; of one kind, if it is named."""
        events = apps.get_model("ledger", "Event").objects.filter(operation=OuterRef("pk"))  # models import this module
        return self.filter(Exists(events.filter(kind=kind) if kind else events))

    def since(self, project: Any, moment: Any) -> OperationQuerySet:
        """What happened in a project from a moment on; looked up from the end, so that old operations cost nothing."""
        before = self.filter(project=project, at__lt=moment).order_by("-number").values("number")[:1]
        later = self.filter(project=project, number__gt=Coalesce(Subquery(before), 0))
        return later.filter(at__gte=moment)

    def rows_to_seal(self, project: Any, after: int) -> Iterator[tuple[Any, ...]]:
        """What seals.digests takes of all operations with higher numbers, one row an event; read as it is consumed."""
        events = [f"events__{name}" for name in EVENT_FIELDS]
        rows = self.filter(project=project, number__gt=after).order_by("number", "pk", "events__id")
        return rows.values_list("number", *OPERATION_FIELDS, *events).iterator(chunk_size=2000)

    def own(self, project: Any, actor: Any, op: Any) -> Operation | None:
        """What this person did in a project under this id."""
        return self.filter(project=project, actor=actor, op=op).first()

    def verbs(self) -> list[str]:
        """The kinds of acts there are."""
        return list(self.order_by("verb").values_list("verb", flat=True).distinct())

    def chosen(self, person: Any, verb: str | None, before: int | None) -> OperationQuerySet:
        """By this person, of this kind, with lower numbers; each left out of account when it is None or empty."""
        wanted = {"actor": person, "verb": verb, "number__lt": before}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def for_reading(self) -> OperationQuerySet:
        """With their people and the operations that undo them."""
        return self.select_related("actor", "undoes", "undone_by")

    def undone(self, project: Any, abouts: Iterable[str]) -> set[int]:
        """Ids of the operations about these things that stand undone: undone, and that undo not undone itself."""
        undos = self.filter(project=project, about__in=list(abouts)).exclude(undoes=None)
        undone_by = dict(undos.values_list("undoes_id", "pk"))
        standing: dict[int, bool] = {}
        for pk in sorted(undone_by, reverse=True):
            standing[pk] = not standing.get(undone_by[pk], True)
        return {pk for pk, stands in standing.items() if not stands}


class EventQuerySet(QuerySet["Event"]):
    def counts(self, operations: Iterable[Operation]) -> dict[int, int]:
        """How many events each of these operations has, by its id, in one query."""
        counted = self.filter(operation__in=list(operations)).order_by().values_list("operation")
        return dict(counted.annotate(Count("pk")))

    def of(self, kind: str, object_id: object) -> EventQuerySet:
        """The history of one object, oldest first."""
        return self.filter(kind=kind, object_id=str(object_id)).order_by("id")

    def is_there(self, kind: str, operations: Any) -> dict[str, bool]:
        """Each object of a kind that these operations touched: whether it was there after the last of them."""
        touched = self.filter(kind=kind, operation__in=operations).order_by("id")
        return dict(touched.values_list("object_id", ExpressionWrapper(Q(after__isnull=False), BooleanField())))

    def objects_of(self, operations: Iterable[Operation]) -> list[tuple[str, str]]:
        """(kind, id) of what these operations changed; looked up by them, since there are few of them."""
        changed = self.filter(operation__in=list(operations)).order_by("id")
        return list(changed.values_list("kind", "object_id"))

    def in_project(self, project: Any) -> EventQuerySet:
        return self.filter(operation__project=project)

    def known(self, kind: str, object_ids: Iterable[object]) -> set[str]:
        """Which of these ids an object of the kind has or ever had."""
        events = self.filter(kind=kind, object_id__in=[str(each) for each in object_ids])
        return set(events.values_list("object_id", flat=True))

    def with_people(self) -> EventQuerySet:
        return self.select_related("operation__actor")

    def last_version(self, kind: str, object_id: object) -> int:
        """The highest version the object ever had; 0 when it never was."""
        return self.last_versions(kind, [object_id]).get(str(object_id), 0)

    def last_states(self, kind: str, object_ids: Iterable[object]) -> dict[str, dict[str, Any]]:
        """The last state in which each object was there, in one query; objects that never were are left out."""
        events = self.filter(kind=kind, object_id__in=[str(each) for each in object_ids]).order_by("id")
        return {event.object_id: event.after or event.before or {} for event in events}

    def last_versions(self, kind: str, object_ids: Iterable[object]) -> dict[str, int]:
        """The highest version each object ever had, read without the states; objects that never were are left out."""
        told = (Cast(KeyTextTransform("version", state), IntegerField()) for state in ("after", "before"))
        events = self.filter(kind=kind, object_id__in=[str(each) for each in object_ids]).order_by()
        return dict(events.values_list("object_id").annotate(version=Max(Coalesce(*told))))


class SealQuerySet(QuerySet["Seal"]):
    def chain(self, project: Any) -> SealQuerySet:
        """The seals of a project, or of the site (None), in their order."""
        return self.filter(project=project).order_by("from_number", "pk")
