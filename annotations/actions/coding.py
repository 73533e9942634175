"""What a coder changes in one document: all changes of one call happen together, as one step of undo."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from annotations.actions import asking, dismissing, passages, reading, tagging, vocabulary
from annotations.actions.changes import Ask, Change, Dismiss, Edit, Read, Retract, Reword, Tag, Unread, Withdraw
from annotations.models import Assignment, Round
from annotations.problems import GivenBack, HandedIn, RoundLocked
from annotations.states import about
from ledger.locks import locked
from ledger.problems import NotAllowed
from ledger.write import Work, write
from projects.rights import holds

VERBS = {
    Tag: "tag",
    Edit: "edit",
    Withdraw: "withdraw",
    Read: "read",
    Unread: "unread",
    Ask: "ask",
    Reword: "reword",
    Retract: "retract",
    Dismiss: "dismiss",
}
SEVERAL = "change"  # the verb of an operation of several kinds
DO_ALL = {Tag: tagging.tag_all, Withdraw: passages.withdraw_all}  # those that stand behind one another, at once
DO = {
    Edit: passages.edit,
    Read: reading.read,
    Unread: reading.unread,
    Ask: asking.ask,
    Reword: asking.reword,
    Retract: asking.retract,
    Dismiss: dismissing.dismiss,
}


def change_document(
    *, assignment: Assignment, changes: Sequence[Change], actor: Any, op: uuid.UUID | None = None
) -> Work:
    """Apply all changes, or none: raises the Problem of the first that is wrong. What was done comes back."""
    verbs = list(dict.fromkeys(VERBS[type(change)] for change in changes))
    verb = verbs[0] if len(verbs) == 1 else SEVERAL
    body = [[VERBS[type(change)], _said(change)] for change in changes] if op else None
    try:
        with write(
            project=assignment.round.project, actor=actor, verb=verb, about=about(assignment), op=op, body=body
        ) as work:
            _apply(changes, enter(assignment, actor, work), work)
    except IntegrityError:
        tagging.refuse_doubles(assignment, changes)
        raise
    return work


def _said(change: Change) -> dict[str, Any]:
    """Its values; what accepts nothing reads as it did before there were suggestions."""
    said = asdict(change)
    return said if said.get("accepts", True) else {name: said[name] for name in said if name != "accepts"}


def _apply(changes: Sequence[Change], assignment: Assignment, work: Work) -> None:
    for kind, several in groupby(changes, type):
        if kind in DO_ALL:
            DO_ALL[kind](assignment, list(several), work)  # type: ignore[operator]
            continue
        for change in several:
            DO[kind](assignment, change, work)  # type: ignore[operator]


def enter(assignment: Assignment, actor: Any, work: Work) -> Assignment:
    """Lock the assignment for this change; refuse who may not code there, and what is handed in or locked.

    An actor of None is the system itself (imports, machines). `work` learns which codebook is published, and counts the
    actor's steps here: whatever changes this work holds this lock.
    """
    now = locked(Assignment.objects).select_related("coder").get(pk=assignment.pk)
    now.round = Round.objects.as_it_is(now.round_id, actor, about(now))  # now that we hold the lock
    work.step = now.round.steps + 1  # type: ignore[attr-defined]
    vocabulary.found_with(now.round, work)
    if actor is not None and not _may_code(now, actor, now.round.role):  # type: ignore[attr-defined]
        raise NotAllowed(_("Only its coder may change this work."))
    if now.round.locked_at:
        raise RoundLocked(_("The round “%s” is locked.") % now.round.name)
    refuse_given_back(now)
    if not now.is_open:
        raise HandedIn(_("This document is handed in. Reopen it to change anything."))
    return now


def refuse_given_back(assignment: Assignment) -> None:
    """Raise GivenBack for what its coder skipped or left idle, and for what was taken away."""
    if assignment.given_back_because == Assignment.GivenBack.TAKEN:
        raise GivenBack(_("This document was taken away from its coder. What was done in it stays."))
    if assignment.given_back_at:
        raise GivenBack(_("This document was given back. Take it up again on the page My work to change anything."))


def _may_code(assignment: Assignment, actor: Any, role: str | None) -> bool:
    """Its coder, while a member who may code; and the site admin, who corrects."""
    is_own = assignment.coder.user_id == actor.pk and role is not None and holds(role, "code")
    return is_own or bool(actor.is_superuser)
