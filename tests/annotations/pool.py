"""Short sentences for what happens to a pool in tests."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from annotations.actions import assigning, pooling
from annotations.models import Assignment, Round, Slot
from ledger.models import Operation
from projects.models import Coder, User
from tests.annotations.people import read


def fill(round: Round, documents: list[Any], each: int = 1, **more: Any) -> int:
    return pooling.fill(round=round, documents=documents, each=each, actor=None, **more)


def take(round: Round, user: User, op: uuid.UUID | None = None) -> Assignment:
    coder = Coder.objects.get(project=round.project, user=user)
    return pooling.take_next(round=round, coder=coder, actor=user, op=op)


def skip(assignment: Assignment, reason: str = "Not my field") -> Assignment:
    return pooling.skip(assignment=assignment, reason=reason, actor=assignment.coder.user)


def hand_in(assignment: Assignment) -> None:
    read(assignment)
    assigning.hand_in(assignment=assignment, actor=assignment.coder.user)


def later(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def free(round: Round) -> list[tuple[int, int]]:
    """Document and number of each free slot."""
    return sorted(Slot.objects.in_round(round).free().values_list("document_id", "number"))


def verbs(round: Round) -> list[str]:
    """What happened to the pool, in order."""
    of_pools = ("fill pool", "empty pool", "take", "skip", "return idle")
    found = Operation.objects.filter(project=round.project_id, verb__in=of_pools)
    return list(found.order_by("number").values_list("verb", flat=True))
