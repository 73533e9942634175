"""The pool of a round: supervisors fill and empty it, coders take from it, and give back what they do not code."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count, islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from annotations.actions import coding, settling
from annotations.actions.wording import checked
from annotations.idleness import idle_from
from annotations.models import Assignment, Round, Slot
from annotations.problems import PoolEmpty, RoundLocked, TooManySlots
from annotations.states import about, assignment_state, slot_state
from corpus.models import Document
from ledger.locks import locked
from ledger.problems import Busy, NotAllowed, Replayed, Stale
from ledger.write import Work, write
from projects.models import Coder, Membership
from projects.rights import holds

MOST_SLOTS = 20_000  # that one operation makes
BATCH = 500


def missing(round: Round, documents: Iterable[Document], each: int) -> dict[int, list[int]]:
    """By document the numbers of the slots that it lacks to be read by so many coders; the lowest that are free."""
    given, wanted = Slot.objects.in_round(round).numbers(), [document.pk for document in documents]
    lacking = {pk: max(each - len(given.get(pk, ())), 0) for pk in wanted}
    return {pk: list(islice(_unused(given.get(pk, set())), n)) for pk, n in lacking.items()}


def fill(
    *,
    round: Round,
    documents: Sequence[Document],
    each: int,
    actor: Any,
    priority: int = 0,
    expected: int | None = None,
    op: uuid.UUID | None = None,
) -> int:
    """Let each of the documents have so many slots, as one operation; how many were made.

    Slots that are there stay, the free ones among them with this priority. Raises TooManySlots; and Stale where not as
    many are lacking as were `expected`.
    """
    body = {"documents": [one.pk for one in documents], "each": each, "priority": priority}
    with write(
        project=round.project, actor=actor, verb="fill pool", about=f"round/{round.pk}", op=op, body=body
    ) as work:
        _refuse_locked(locked(Round.objects).get(pk=round.pk))  # who fills it too waits
        if any(one.project_id != round.project_id for one in documents):
            raise NotAllowed(_("Round and document are not of one project."))
        new = missing(round, documents, each)
        n = sum(map(len, new.values()))
        _refuse_other_number(n, expected)
        slots = [Slot(round=round, document_id=pk, number=i, priority=priority) for pk in new for i in new[pk]]
        for slot in Slot.objects.bulk_create(slots, batch_size=BATCH):
            work.record("slot", slot.pk, None, slot_state(slot))
        _prefer(Slot.objects.in_round(round).on_any(new), priority, work)
    return n


def empty(*, round: Round, actor: Any, op: uuid.UUID | None = None) -> int:
    """Take all slots out of the pool that nobody has taken; how many there were."""
    with write(project=round.project, actor=actor, verb="empty pool", about=f"pool/{round.pk}", op=op) as work:
        free = list(locked(Slot.objects.in_round(round).free()))
        for slot in free:
            work.record("slot", slot.pk, slot_state(slot), None)
        Slot.objects.in_round(round).filter(pk__in=[slot.pk for slot in free]).delete()
    return len(free)


def take_next(*, round: Round, coder: Coder, actor: Any, op: uuid.UUID | None = None) -> Assignment:
    """Give the coder the slot whose turn it is; the same `op` again gives the same assignment. Raises PoolEmpty.

    Two who ask at the same moment get two slots: each leaves out what the other holds (PostgreSQL), or waits for its
    turn (SQLite). Two requests of one coder follow each other.
    """
    project, place = round.project, f"round/{round.pk}/{coder.pk}"
    try:
        with write(project=project, actor=actor, verb="take", about=place, op=op) as work:
            now = _enter(round, coder, actor)
            offered = Slot.objects.in_round(now).offered_to(coder).in_turn(now.order_seed)
            return _take(_first(offered), coder, work)
    except Replayed as again:
        taken = again.operation.events.get(kind="assignment")
        return Assignment.objects.with_all().get(pk=taken.object_id)


def resume(*, assignment: Assignment, actor: Any, op: uuid.UUID | None = None) -> Assignment:
    """Take a document up again that one gave back, while the pool still has a slot of it; raises PoolEmpty."""
    project = assignment.round.project
    with write(project=project, actor=actor, verb="take", about=about(assignment), op=op) as work:
        now = _enter(assignment.round, assignment.coder, actor)
        same = Assignment.objects.get(pk=assignment.pk)
        if not same.given_back_at:
            return same
        if same.given_back_because == Assignment.GivenBack.TAKEN:
            raise NotAllowed(_("This document was taken away from you; ask a supervisor for it."))
        return _take(_first(Slot.objects.in_round(now).on(same.document_id).free()), assignment.coder, work)


def skip(*, assignment: Assignment, reason: str, actor: Any, op: uuid.UUID | None = None) -> Assignment:
    """Give a document back and say why; what was done in it stays. Raises WrongWords, and what `coding.enter` does."""
    project = assignment.round.project
    with write(project=project, actor=actor, verb="skip", about=about(assignment), op=op, body=reason) as work:
        settling.hold(assignment.round_id, assignment.document_id)
        now = coding.enter(assignment, actor, work)
        give_back(now, Assignment.GivenBack.SKIPPED, checked(reason, "reason"), work)
        settling.settle_all(round=now.round, documents=[now.document], actor=actor)
    return now


def return_idle(*, round: Round, now: datetime, actor: Any = None) -> int:
    """Let what was taken from the pool and is idle go back there, each as an operation of its own; how many it were.

    Idle is what its coder took, and last changed anything in, more days before `now` than the project gives.
    """
    since = idle_from(round.project, now)
    if since is None or round.locked_at:
        return 0
    idle = Slot.objects.in_round(round).idle_since(since).order_by("pk")
    found = Assignment.objects.with_round().filter(pk__in=idle.values("assignment"))
    return sum(_return(assignment, since, actor) for assignment in found.order_by("pk"))


def _return(assignment: Assignment, since: datetime, actor: Any) -> bool:
    """Whether it was idle still, now that its coder cannot change anything in it meanwhile."""
    project = assignment.round.project
    with write(project=project, actor=actor, verb="return idle", about=about(assignment)) as work:
        settling.hold(assignment.round_id, assignment.document_id)
        now = locked(Assignment.objects).get(pk=assignment.pk)
        is_idle = Slot.objects.of(now).idle_since(since).exists()
        if is_idle:
            give_back(now, Assignment.GivenBack.IDLE, "", work)
            settling.settle_all(round=assignment.round, documents=[assignment.document], actor=actor)
    return is_idle


def _unused(numbers: set[int]) -> Iterable[int]:
    return (number for number in count(1) if number not in numbers)


def _refuse_locked(round: Round) -> None:
    if round.locked_at:
        raise RoundLocked(_("The round “%s” is locked.") % round.name)


def _refuse_other_number(n: int, expected: int | None) -> None:
    if n > MOST_SLOTS:
        raise TooManySlots(_("At most %d slots at once, please: choose fewer documents.") % MOST_SLOTS, field="each")
    if expected not in (None, n):
        words = _("The pool or the documents changed since you looked: %d slots are lacking now.") % n
        raise Stale(words, current={"slots": n})


def _prefer(slots: Any, priority: int, work: Work) -> None:
    """Let free slots have this priority."""
    others = list(locked(slots.free().exclude(priority=priority)))
    for slot in others:
        before = slot_state(slot)
        slot.priority, slot.version = priority, slot.version + 1
        work.record("slot", slot.pk, before, slot_state(slot))
    Slot.objects.bulk_update(others, ["priority", "version"], batch_size=BATCH)


def _enter(round: Round, coder: Coder, actor: Any) -> Round:
    """The round as it is now; the coder is locked, so that their requests follow each other."""
    member = Membership.objects.filter(project=round.project_id, user=actor).first() if actor else None
    if member is None or coder.user_id != actor.pk or not holds(member.role, "code"):
        raise NotAllowed(_("Only coders of the project take work from the pool, and each for themselves."))
    locked(Coder.objects.filter(project=round.project_id)).get(pk=coder.pk)
    now = Round.objects.get(pk=round.pk)
    _refuse_locked(now)
    return now


def _first(slots: Any) -> Slot:
    """The first that nobody holds; where others hold all of them, the first that they leave."""
    found: Slot | None = locked(slots, skip_held=True).first() or locked(slots).first()
    if found is None:
        raise PoolEmpty(_("There is nothing in the pool that you could take now."))
    return found


def _take(slot: Slot, coder: Coder, work: Work) -> Assignment:
    """The coder's assignment of a free slot's document: a new one, or the one that was given back."""
    place = {"round_id": slot.round_id, "document_id": slot.document_id, "coder": coder}
    there = locked(Assignment.objects.filter(**place)).first()
    if there and not there.given_back_at:
        raise Busy(_("Somebody gave you this document at this moment. Please try again."))
    before, free = assignment_state(there) if there else None, slot_state(slot)
    taken = there or Assignment(**place, assigned_at=work.operation.at)
    _open(taken, slot)
    slot.taken_by, slot.taken_at, slot.assignment = coder, work.operation.at, taken
    slot.version += 1
    slot.save()
    work.operation.about = about(taken)  # known only now
    work.record("assignment", taken.pk, before, assignment_state(taken))
    work.record("slot", slot.pk, free, slot_state(slot))
    return Assignment.objects.with_all().get(pk=taken.pk)


def _open(assignment: Assignment, slot: Slot) -> None:
    """Store an assignment as its slot says it is to be; Busy where it was given by hand just now."""
    assignment.paragraphs, assignment.probability = slot.paragraphs, slot.probability
    assignment.priority = slot.priority
    assignment.given_back_at, assignment.given_back_because, assignment.comment = None, "", ""
    assignment.version += bool(assignment.pk)
    try:
        with transaction.atomic():
            assignment.save()
    except IntegrityError as given:
        raise Busy(_("Somebody gave you this document at this moment. Please try again.")) from given


def give_back(assignment: Assignment, because: str, words: str, work: Work) -> None:
    """Close it as it is, and free the slot that it was taken from."""
    before = assignment_state(assignment)
    assignment.given_back_at, assignment.given_back_because = work.operation.at, because
    assignment.returned_at, assignment.comment = None, words
    assignment.version += 1
    assignment.save()
    work.record("assignment", assignment.pk, before, assignment_state(assignment))
    for slot in locked(Slot.objects.of(assignment)):
        taken = slot_state(slot)
        slot.taken_by = slot.taken_at = slot.assignment = None
        slot.version += 1
        slot.save()
        work.record("slot", slot.pk, taken, slot_state(slot))
