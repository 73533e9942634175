"""The rounds of a project, how far each is, and what opening a blind one would show to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.models import Round
from projects.models import Membership
from vocabulary import codebook
from vocabulary.entries import Codebook


@dataclass(frozen=True)
class Row:
    """One round with the counts of RoundQuerySet.with_work; `is_own_only` hides them from its own blind coder."""

    round: Round
    is_own_only: bool

    @property
    def n_given(self) -> int:
        return int(self.round.n_given)  # type: ignore[attr-defined]

    @property
    def n_handed_in(self) -> int:
        return int(self.round.n_handed_in)  # type: ignore[attr-defined]

    @property
    def n_to_hand_in(self) -> int:
        return self.n_given - self.n_handed_in

    @property
    def is_done(self) -> bool:
        """Whether everything that was given is handed in."""
        return self.n_given > 0 and self.n_to_hand_in == 0


def chosen(rounds: Sequence[Round], asked: str | None) -> Round | None:
    """The round asked for, else the last that is not locked, else the last."""
    named = [round for round in rounds if str(round.pk) == asked]
    open_ = [round for round in rounds if not round.locked_at]
    return next(iter(named or open_[-1:] or rounds[-1:]), None)


class Rounds:
    """All rounds, the newest on top, in three queries; `codebook` is what coders read by now."""

    def __init__(self, member: Membership) -> None:
        self.member = member

    @cached_property
    def rows(self) -> list[Row]:
        rounds = Round.objects.in_project(self.member.project).with_work().newest_first()
        return [Row(round, round.pk in self._closed) for round in rounds]

    @cached_property
    def codebook(self) -> Codebook | None:
        return codebook.current(self.member.project)

    def row(self, pk: int) -> Row | None:
        """One of them."""
        return next((row for row in self.rows if row.round.pk == pk), None)

    @cached_property
    def _closed(self) -> set[int]:
        """Blind ones in which the member codes, and so may not look how far others are."""
        rounds = Round.objects.in_project(self.member.project)
        return set(rounds.closed_to_coder(self.member).values_list("pk", flat=True))
