"""Whether a document can be decided in a round, and if not, why: who reads it, who has not handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import Assignment, Round
from projects.models import Coder

READY, WAITING, HIDDEN, ALONE = "ready", "waiting", "hidden", "alone"


@dataclass(frozen=True)
class Standing:
    """One document in one round; `work` is that of the coders whose values are compared."""

    round: Round
    work: tuple[Assignment, ...]

    @property
    def state(self) -> str:
        """READY, or what is in the way: a single coder, a round that hides them, work that is not handed in."""
        if len(self.work) < 2:
            return ALONE
        if self.round.hides_others:
            return HIDDEN
        return WAITING if self.missing else READY

    @property
    def missing(self) -> list[Coder]:
        """Who has not handed in."""
        return [each.coder for each in self.work if each.is_open]

    @property
    def coders(self) -> list[Coder]:
        return [each.coder for each in self.work]


def standings(work: Iterable[Assignment]) -> dict[tuple[int, int], Standing]:
    """By document and round, in the order in which they come; the work is that of readers, with coder and round."""
    found: dict[tuple[int, int], list[Assignment]] = {}
    for each in work:
        found.setdefault((each.document_id, each.round_id), []).append(each)
    return {place: Standing(several[0].round, tuple(several)) for place, several in found.items()}


def best(found: Iterable[Standing], round: int | None) -> Standing | None:
    """That of the round asked for; without one the last that can be decided, else the last with several coders."""
    some = [each for each in found if round in (None, each.round.pk)]
    ranks = {READY: 3, WAITING: 2, HIDDEN: 2, ALONE: 1}
    return max(some, key=lambda each: (ranks[each.state], each.round.pk), default=None)
