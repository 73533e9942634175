"""What the pool is to a coder: where the next document can be taken, and what was given back.

In a blind round nothing here says what others have: neither how much is left, nor who took what.
"""

from functools import cached_property

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import gettext as _

from annotations.models import Assignment, Round, Slot
from annotations.problems import PoolEmpty, RoundNeeded
from projects.models import Coder, Membership, Project

SHOWN = 20  # of what was given back, the last


class Offer:
    """The pools of a project for one of its coders, in a fixed number of queries."""

    def __init__(self, member: Membership) -> None:
        self.member = member

    @cached_property
    def coder(self) -> Coder | None:
        return coder_of(self.member)

    @cached_property
    def rounds(self) -> list[Round]:
        """Open rounds with a pool; each says whether it `offers` the coder anything."""
        return list(Round.objects.in_project(self.member.project_id).offering(self.coder)) if self.coder else []

    @property
    def has_some(self) -> bool:
        """Whether there is anything to take."""
        return any(round.offers for round in self.rounds)  # type: ignore[attr-defined]

    @property
    def has_choice(self) -> bool:
        return len(self.rounds) > 1

    @cached_property
    def given_back(self) -> list[Assignment]:
        """One's own, the last first; each says whether it `is_free`, so that one may take it up again."""
        mine = Assignment.objects.in_project(self.member.project_id).of(self.member.user).in_active_documents()
        same = Slot.objects.filter(round=OuterRef("round"), document=OuterRef("document"), round__locked_at=None)
        return list(mine.given_back().annotate(is_free=Exists(same.free())).with_all()[:SHOWN])


def coder_of(member: Membership) -> Coder | None:
    """Under whose name a member codes; None for who never could."""
    return Coder.objects.in_project(member.project_id).of(member.user).first()


def round_meant(project: Project, round: int | None) -> Round:
    """From which round's pool to take: the named one (404: there is none), else the only open one with a pool.

    Raises PoolEmpty where no round has a pool, RoundNeeded where several have one.
    """
    rounds = Round.objects.in_project(project).select_related("project")
    if round is not None:
        named = rounds.filter(pk=round).first()
        if named is None:
            raise Http404("No such round.")
        return named
    pooled = list(rounds.pooled())
    if not pooled:
        raise PoolEmpty(_("No round has a pool to take documents from."))
    if len(pooled) > 1:
        current = {"rounds": [{"id": each.pk, "name": each.name} for each in pooled]}
        raise RoundNeeded(_("Say in which round."), field="round", current=current)
    return pooled[0]
