"""What becomes of a round: its plan changes, a blind one is opened, it is locked and unlocked."""

import uuid
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from annotations.actions.assigning import changing_round
from annotations.models import Assignment, Round
from annotations.problems import NotAllHandedIn, RoundBegun


def change_plan(
    *,
    round: Round,
    version: int | None,
    actor: Any,
    name: str,
    kind: str,
    is_blind: bool,
    seed: int | None = None,
    ends_on: date | None = None,
    op: uuid.UUID | None = None,
) -> Round:
    """Another name, kind, seed or end; blind or not only while nobody was given anything in it (RoundBegun).

    Whoever works in a blind round was promised that nobody looks: the way out of it is `open_round`.
    """
    plan = {"name": name, "kind": kind, "is_blind": is_blind, "seed": seed, "ends_on": ends_on}
    with changing_round(round, version=version, actor=actor, verb="change round", op=op, body=plan) as (now, _work):
        if now.is_blind != is_blind and Assignment.objects.in_round(now).exists():
            message = _("Work was given in this round already, so whether it is blind stays as it is.")
            raise RoundBegun(message, field="is_blind")
        for field, value in plan.items():
            setattr(now, field, value)
    return now


def open_round(
    *, round: Round, version: int | None, actor: Any, is_early: bool = False, op: uuid.UUID | None = None
) -> Round:
    """Show a blind round's work to those who may see others' coding; it is never hidden again.

    Raises NotAllHandedIn while somebody is not done, unless `is_early` says that this is meant.
    """
    with changing_round(round, version=version, actor=actor, verb="open round", op=op, body=is_early) as (now, work):
        if not is_early and Assignment.objects.in_round(now).to_hand_in().exists():
            raise NotAllHandedIn(_("Not everything is handed in yet. Say that you mean it."), field="is_early")
        if now.hides_others:
            now.opened_at = work.operation.at
    return now


def lock_round(*, round: Round, version: int | None, actor: Any, op: uuid.UUID | None = None) -> Round:
    """Stop all coding in a round; what is there stays as it is until it is unlocked."""
    with changing_round(round, version=version, actor=actor, verb="lock round", op=op) as (now, work):
        now.locked_at = now.locked_at or work.operation.at
    return now


def unlock_round(*, round: Round, version: int | None, actor: Any, op: uuid.UUID | None = None) -> Round:
    """Let coding go on."""
    with changing_round(round, version=version, actor=actor, verb="unlock round", op=op) as (now, _work):
        now.locked_at = None
    return now
