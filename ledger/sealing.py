"""Sealing what happened, and verifying it: the chain of seals of each project, and of the site (None).

A seal changes nothing that people made, so it is no operation. It is written by a backup, never inside a save.
"""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ledger import seals
from ledger.models import Counter, Operation, Seal
from ledger.seals import Fault
from ledger.turnstile import turnstile

LOWEST = -(2**63)  # below every number, so that one below 1 is found as well


def seal(project: Any) -> Seal | None:
    """Seal the operations that are not sealed yet; the chain's last seal, None when nothing ever happened.

    All is read and hashed before anything is written, so that writers wait for a few rows only. Of two that seal at the
    same time one wins, and both answers are true.
    """
    end = _last_number(project)
    last = Seal.objects.chain(project).last()
    begin = last.to_number + 1 if last else 1
    found = dict(seals.digests(Operation.objects.rows_to_seal(project, after=begin - 1)))
    new: list[Seal] = []
    for first in range(begin, end + 1, seals.AT_MOST):
        numbers = range(first, min(first + seals.AT_MOST, end + 1))
        new.append(_link(project, numbers, found, new[-1] if new else last))
    try:
        with turnstile(), transaction.atomic():
            Seal.objects.bulk_create(new, batch_size=100)
    except IntegrityError:  # another process sealed them
        pass
    return Seal.objects.chain(project).last()


def verify(project: Any) -> list[Fault]:
    """What in the history of a project is not as it was numbered and sealed; empty when all is.

    Holds while people work: what is numbered between the first and the last question is left for the next time.
    """
    before = _last_number(project)
    chain = list(Seal.objects.chain(project))
    found = list(seals.digests(Operation.objects.rows_to_seal(project, after=LOWEST)))
    after = _last_number(project)
    return seals.faults(chain, [each for each in found if not before < each[0] <= after], before)


def _last_number(project: Any) -> int:
    counter = Counter.objects.filter(scope=project.pk if project else 0).first()
    return counter.number if counter else 0


def _link(project: Any, numbers: range, found: Mapping[int, bytes], before: Seal | None) -> Seal:
    made = Seal(
        project=project,
        from_number=numbers[0],
        to_number=numbers[-1],
        digests=b"".join(found.get(number, seals.NONE) for number in numbers),
        previous=before.sha256 if before else "",
        sealed_at=timezone.now(),
    )
    made.sha256 = seals.sha256_of(made)
    return made
