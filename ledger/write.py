"""`write()`: the only door through which anything in Tifa changes."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import bulk
from ledger.models import Event, Operation
from ledger.problems import Busy, OpReused, Problem, Replayed, Stale, VersionNeeded
from ledger.turnstile import turnstile

State = dict[str, Any] | None

DEADLOCK = "40P01"
MANY = 50  # events of one operation
NEXT_NUMBER = """
    INSERT INTO ledger_counter (scope, number) VALUES (%s, 1)
    ON CONFLICT (scope) DO UPDATE SET number = ledger_counter.number + 1 RETURNING number
"""


@dataclass
class Work:
    """One operation in the making; actions tell it each object's state before and after.

    `step` counts what its actor did about this thing, this operation included; 0 where nobody counted.
    """

    operation: Operation
    is_named_by_client: bool
    step: int = 0
    events: dict[tuple[str, str], Event] = field(default_factory=dict)
    known: dict[object, Any] = field(default_factory=dict)

    def once(self, key: object, look_up: Callable[[], Any]) -> Any:
        """What stays the same while this operation lasts: looked up the first time, remembered afterwards."""
        if key not in self.known:
            self.known[key] = look_up()
        return self.known[key]

    def record(self, kind: str, object_id: object, before: State, after: State) -> None:
        """Note one object's change; several changes of one object in one operation become one event."""
        if before == after:
            return
        key = (kind, str(object_id))
        first = self.events.get(key)
        self.events[key] = Event(kind=kind, object_id=key[1], before=first.before if first else before, after=after)
        if first and first.before == after:
            del self.events[key]


@contextmanager
def write(
    *,
    project: Any,
    actor: Any,
    verb: str,
    about: str = "",
    op: uuid.UUID | None = None,
    body: Any = None,
    undoes: Operation | None = None,
) -> Iterator[Work]:
    """Everything inside happens together with its events, once per `op`, or not at all.

    `project` is None for what concerns the whole site, `actor` None for what the system does by itself. `body` is what
    the client asked for (JSON): the same `op` again raises Replayed, for anything else OpReused. Whether a person's
    `op` was seen before says the database's own constraint, last, and it is looked up only where something refused: a
    repeat is rare, and what it did is taken back. Two changes that wait for each other on PostgreSQL: one is refused as
    Busy.
    """
    name = op or uuid.uuid4()
    asked = [project.pk if project else None, verb, about, body]
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()
    operation = Operation(
        project=project, actor=actor, verb=verb, about=about, op=name, digest=digest, undoes=undoes, at=timezone.now()
    )
    with turnstile():
        try:
            with transaction.atomic():
                if op and not actor:  # the constraint is about people
                    _refuse_repeat(operation)
                work = Work(operation, is_named_by_client=bool(op))
                yield work
                _close(work)
        except (IntegrityError, ObjectDoesNotExist, Problem):
            if op:  # perhaps because the same operation was done before
                _refuse_repeat(operation)
            raise
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == DEADLOCK:
                raise Busy(_("Somebody changed the same things at this moment. Please try again.")) from error
            raise


def check_version(thing: Any, version: int | None, current: Any) -> None:
    """Refuse a change made from another version of `thing` than the one that is there."""
    if version is None:
        raise VersionNeeded(_("Say which version you changed."), field="version", current=current)
    if version != thing.version:
        raise Stale(_("Somebody changed this in the meantime. This is its state now."), current=current)


def _refuse_repeat(operation: Operation) -> None:
    earlier = Operation.objects.filter(actor=operation.actor, op=operation.op).first()
    if earlier and earlier.digest != operation.digest:
        raise OpReused(_("This operation id was used for another change."), field="op")
    if earlier:
        raise Replayed(earlier)


def _next_number(scope: int) -> int:
    """Hold the scope's counter until the end; PostgreSQL looks foreign keys up before that instead of at commit."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {NEXT_NUMBER}", [scope])  # one way to the server and back
            cursor.nextset()
        else:
            cursor.execute(NEXT_NUMBER, [scope])
        number: int = cursor.fetchone()[0]
    return number


def _close(work: Work) -> None:
    """Number the operation last, so that numbers are commit order; then write it and its events."""
    if not work.events and not work.is_named_by_client:
        return
    work.operation.number = _next_number(work.operation.project_id or 0)
    work.operation.save(force_insert=True)
    for event in work.events.values():
        event.operation = work.operation
    if len(work.events) < MANY:
        Event.objects.bulk_create(work.events.values())
    else:
        _store_many(list(work.events.values()))


def _store_many(events: list[Event]) -> None:
    """As rows, without a statement built of each: a tenth of the time for an import or a copy."""
    ids = bulk.new_ids(Event, len(events))
    rows = [
        (pk, event.operation_id, event.kind, event.object_id, _as_text(event.before), _as_text(event.after))
        for pk, event in zip(ids, events, strict=True)
    ]
    bulk.insert(Event, rows)


def _as_text(state: State) -> str | None:
    return None if state is None else json.dumps(state)
