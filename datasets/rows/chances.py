"""With which probability a sample drew what somebody read: that of their assignment; None where nothing was drawn."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from annotations.models import Assignment

Place = tuple[int, int, int]  # document, round, coder


@dataclass
class Chances:
    """Inclusion probabilities in (0, 1] by document, round and coder.

    What was decided has no assignment of its own: it has the probability that all who read the document share.
    """

    own: dict[Place, float | None] = field(default_factory=dict)
    shared: dict[tuple[int, int], set[float | None]] = field(default_factory=lambda: defaultdict(set))

    def of(self, document: int, round: int, coder: int) -> float | None:
        """None also where coders of one document were drawn with different probabilities."""
        if (document, round, coder) in self.own:
            return self.own[document, round, coder]
        known = self.shared.get((document, round), set())
        return next(iter(known)) if len(known) == 1 else None


def chances(project: Any, documents: Iterable[int]) -> Chances:
    """Those of all work on these documents, in one query; what was given back aside where nobody is named."""
    found = Chances()
    rows = Assignment.objects.in_project(project).on_any(documents)
    for *place, chance, given_back in rows.values_list("document", "round", "coder", "probability", "given_back_at"):
        document, round, coder = place
        found.own[document, round, coder] = chance
        if given_back is None:
            found.shared[document, round].add(chance)
    return found
