"""Whose work one may see: the rule for rows (`seen_by`), for one coder in one round, and for figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from projects.rights import holds

if TYPE_CHECKING:
    from annotations.models import Round
    from projects.models import Coder

# A blind round hides everybody's work from everybody else until a supervisor has opened it: these fields say so.
HIDING = {"is_blind": True, "opened_at": None}
HIDDEN_ROUND = Q(**{f"round__{name}": value for name, value in HIDING.items()})


def seen_by(member: Any) -> Q:
    """Rows whose coder is the member, and all rows of rounds that hide nothing from the member's role."""
    own = Q(coder__user=member.user_id)
    if not holds(member.role, "see own coding"):
        return Q(pk__in=[])
    if not holds(member.role, "see others' coding"):
        return own
    return own | ~HIDDEN_ROUND


def may_see(member: Any, round: Round, coder: Coder) -> bool:
    """The rule of `seen_by` for the work of one coder in one round."""
    if coder.user_id == member.user_id:
        return holds(member.role, "see own coding")
    return holds(member.role, "see others' coding") and not round.hides_others


def sees_only_own(member: Any, round: Round) -> bool:
    """Whether a member may not even look at others' progress in a round: as its coder while it hides others.

    Who may see no figures never may.
    """
    if not holds(member.role, "see figures"):
        return True
    return round.hides_others and member.project.rounds.closed_to_coder(member).filter(pk=round.pk).exists()
