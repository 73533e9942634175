"""What every page of agreement has: one round, the coders compared, what they answered, and the ways to the others.

Always on the coders' own work: what was decided stands under a coder of its own, which can neither be chosen here nor
is it ever pooled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from projects.models import Coder
from reports import answering, choices, editions, words
from reports.agreement_rows import Level, Table, levels
from reports.answers import Answers
from reports.counting.base import Themes
from reports.editions import Editions
from reports.links import Links, address
from reports.measures import MEASURES, Measure
from reports.scope import Scope
from reports.unit_rules import Rule
from vocabulary.models import Theme

PAGES = {
    "agreement_detail": _("Themes"),
    "agreement_pairs": _("Pairs of coders"),
    "agreement_confusion": _("Confusion of themes"),
    "agreement_groups": _("Over time and by source"),
    "agreement_sets": _("Sets and boundaries"),
}


@dataclass(frozen=True)
class Tab:
    """The way to one of the pages, with the same round and coders."""

    title: Any
    href: str
    is_current: bool


class Comparison:
    """What coders said in one round. A hidden round shows nothing. `basis` are the parameters that all pages share."""

    route = ""

    def __init__(self, scope: Scope, coders: Sequence[Coder], basis: Mapping[str, Any]) -> None:
        self.scope, self.coders, self.basis = scope, coders, basis
        self.links = Links(scope, basis)

    @property
    def is_hidden(self) -> bool:
        """Whether the round is blind and not opened: agreement would tell what others coded."""
        return self.scope.round.hides_others

    @property
    def is_too_few(self) -> bool:
        return len(self.coders) < 2

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to measure that may be seen."""
        return not self.is_hidden and not self.is_too_few and len(self.answered) > 0

    @property
    def tabs(self) -> list[Tab]:
        slug = self.scope.project.slug
        return [Tab(title, address(route, slug, self.basis), route == self.route) for route, title in PAGES.items()]

    @property
    def measures(self) -> list[Measure]:
        """Those that say something of so many coders: Cohen's kappa compares two."""
        return [measure for measure in MEASURES if measure.suits(len(self.coders))]

    @cached_property
    def answered(self) -> Answers:
        return answering.load(self.scope, self.coders, self.offered)

    @cached_property
    def offered(self) -> Editions:
        """Which version of the codebook offered which theme."""
        return editions.load(self.scope.project)

    @cached_property
    def themes(self) -> Themes:
        return choices.themes(self.scope.member, self.offered)

    @cached_property
    def table(self) -> Table:
        return Table(self.answered, self.links, self.measures)

    def level(self, theme: Theme | None, *, is_rolled: bool = False, edition: int | None = None) -> Level | None:
        """The line of the agreement page that is asked about; without a theme its first one.

        A theme that has no such line, since it has no sub-themes or was never worded otherwise, is taken by itself.
        """
        asked = theme or next(iter(self.themes.rows), None)
        found = {
            (level.is_rolled, level.edition): level
            for level in levels(self.themes, self.offered)
            if level.theme == asked
        }
        if asked and not found:
            raise Http404("No such line of the agreement page.")
        return found.get((is_rolled, edition)) or next(iter(found.values()), None)

    @property
    def compared(self) -> str:
        """How much was answered by two or more of the coders, as in "148 sentences"."""
        return words.units(self.scope.unit, len(self.answered))

    @property
    def units(self) -> str:
        return words.unit_names(self.scope.unit)

    @property
    def carried(self) -> str:
        """When a unit has a theme."""
        return words.carried(self.scope.unit, str(Rule(self.scope.rule).label))

    @property
    def whose(self) -> str:
        return ", ".join(coder.name for coder in self.coders)
