"""Taking work away from its coder, or giving it to another one. What was done in it stays and is its coder's."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from annotations.actions import coding, pooling, settling
from annotations.models import Assignment, Round, Slot
from annotations.problems import AssignmentExists, HandedIn, RoundLocked
from annotations.states import about, assignment_state, slot_state
from ledger.locks import locked
from ledger.problems import NotAllowed
from ledger.write import Work, check_version, write
from projects.models import Coder


def take_away(*, assignment: Assignment, version: int | None, actor: Any, op: uuid.UUID | None = None) -> Assignment:
    """Close it as it is; giving the document to the same coder again opens it again.

    Raises HandedIn, GivenBack and RoundLocked. A slot of the pool that it was taken from is free again.
    """
    project = assignment.round.project
    with write(project=project, actor=actor, verb="take away", about=about(assignment), op=op, body=version) as work:
        now = _enter(assignment, version)
        pooling.give_back(now, Assignment.GivenBack.TAKEN, "", work)
        settling.settle_all(round=now.round, documents=[now.document], actor=actor)
    return now


def move(
    *, assignment: Assignment, coder: Coder, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> Assignment:
    """Take it away and give the same paragraphs to another coder, who begins anew; as one operation.

    Raises what `take_away` does, AssignmentExists where they have it already, and NotAllowed for a coder who cannot
    code in the project. The slot of the pool that it was taken from is theirs now.
    """
    project, body = assignment.round.project, [version, coder.pk]
    with write(project=project, actor=actor, verb="move", about=about(assignment), op=op, body=body) as work:
        now = _enter(assignment, version)
        if not Coder.objects.in_project(project).able().filter(pk=coder.pk).exists():
            raise NotAllowed(_("Only coders of the project are given work."), field="coder")
        given = _give(now, coder, work)
        _hand_over(now, given, work)
        pooling.give_back(now, Assignment.GivenBack.TAKEN, "", work)
        settling.settle_all(round=now.round, documents=[now.document], actor=actor)
    return given


def _enter(assignment: Assignment, version: int | None) -> Assignment:
    """The work as it is now, locked with that of all coders of its document."""
    round = locked(Round.objects).select_related("project").get(pk=assignment.round_id)
    settling.hold(round.pk, assignment.document_id)
    now = locked(Assignment.objects).select_related("coder", "document").get(pk=assignment.pk)
    now.round = round
    if round.locked_at:
        raise RoundLocked(_("The round “%s” is locked.") % round.name)
    if now.handed_in_at:
        message = _("It is handed in: its coder is done with it. Return it first if somebody is to work on it again.")
        raise HandedIn(message)
    check_version(now, version, assignment_state(now))
    coding.refuse_given_back(now)
    return now


def _give(old: Assignment, coder: Coder, work: Work) -> Assignment:
    """The same of the document for another coder: new, or what they gave back once."""
    place = {"round": old.round, "document": old.document, "coder": coder}
    there = locked(Assignment.objects.filter(**place)).first()
    if there and not there.given_back_at:
        raise AssignmentExists(_("%s has this document in this round already.") % coder.name, field="coder")
    before = assignment_state(there) if there else None
    new = there or Assignment(**place, assigned_at=work.operation.at)
    new.paragraphs, new.probability, new.priority = old.paragraphs, old.probability, old.priority
    new.given_back_at, new.given_back_because, new.comment = None, Assignment.GivenBack.NOT, ""
    new.version += bool(there)
    new.save()
    work.record("assignment", new.pk, before, assignment_state(new))
    return new


def _hand_over(old: Assignment, new: Assignment, work: Work) -> None:
    for slot in locked(Slot.objects.of(old)):
        before = slot_state(slot)
        slot.taken_by, slot.taken_at, slot.assignment = new.coder, work.operation.at, new
        slot.version += 1
        slot.save()
        work.record("slot", slot.pk, before, slot_state(slot))
