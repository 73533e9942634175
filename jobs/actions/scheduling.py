"""Queueing what recurs when it is due, and saying that a worker is there."""

from datetime import timedelta

from django.db import transaction

from jobs import clock
from jobs.actions import queueing
from jobs.kinds import kinds
from jobs.models import Schedule, Worker
from ledger.turnstile import turnstile


def queue_due() -> None:
    """One job of every kind that recurs and is due: at first at once, then one interval after the other."""
    for kind in kinds().values():
        every = kind.every() if kind.every else None
        if every and not Schedule.objects.of_kind(kind.name).waiting(clock.now(), every).exists():
            _queue(kind.name, every)


def _queue(kind: str, every: timedelta) -> None:
    """Of several workers that find it due, one queues it: the others find it queued, or running."""
    with turnstile(), transaction.atomic():
        at = clock.now()
        Schedule.objects.get_or_create(kind=kind, defaults={"next_at": at - clock.SLACK})
        if Schedule.objects.of_kind(kind).due(at, every).update(next_at=at + every):
            queueing.enqueue(kind, key=kind)


def appear(worker: str) -> None:
    """The worker is there."""
    with turnstile(), transaction.atomic():
        Worker.objects.update_or_create(name=worker, defaults={"seen_at": clock.now()})


def leave(worker: str) -> None:
    """The worker goes, on purpose."""
    with turnstile(), transaction.atomic():
        Worker.objects.filter(name=worker).delete()
