"""What each rule would decide of a document now, so that the page can say it before anybody presses the button."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.actions.verdicts import RULES, is_for_rules
from annotations.cells import Differences

WORDS = {"agreement": gettext_lazy("Decide all that agree"), "majority": gettext_lazy("Decide by majority")}


@dataclass(frozen=True)
class Rule:
    """How many cells a rule decides with yes and with no, of `n_open`."""

    name: str
    n_yes: int
    n_no: int
    n_open: int

    @property
    def n(self) -> int:
        return self.n_yes + self.n_no

    @property
    def words(self) -> str:
        return str(WORDS[self.name])

    @property
    def effect(self) -> str:
        """What it does, and what it leaves open."""
        counts = {"yes": self.n_yes, "no": self.n_no, "rest": self.n_open - self.n}
        if not self.n_no:
            return _("%(yes)d yes, %(rest)d stay open") % counts
        return _("%(yes)d yes, %(no)d no, %(rest)d stay open") % counts


def rules_of(found: Differences) -> list[Rule]:
    """Every rule, in the order of the page. Cells are counted once, by how many carry and how many read it."""
    votes = Counter(cell.votes for cell in found.cells if is_for_rules(cell))
    return [_rule(name, votes, found.n_to_decide) for name in WORDS]


def _rule(name: str, votes: Counter[tuple[int, int]], n_open: int) -> Rule:
    counts = Counter[str | None]()
    for (n_carrying, n_readers), n in votes.items():
        counts[RULES[name](n_carrying, n_readers)] += n
    return Rule(name, counts["yes"], counts["no"], n_open)
