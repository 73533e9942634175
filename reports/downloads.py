"""THE table of what can be downloaded as a file: from the name in the address to what makes the figure.

A figure is made from what GET asks for and from the member who asks, as its page is. It is None where there is nothing
to show: no round yet, an address that asks for what is not there, or work that the round still hides.
"""

from collections.abc import Callable, Mapping

from django.http import QueryDict

from projects.models import Membership
from reports import agreement_figures, agreement_sets_figures, coverage_figures, frequency
from reports.exploring.base import Exploration, explored
from reports.exploring.cooccurrence import Cooccurrence
from reports.exploring.couples import Couples
from reports.exploring.forms import CooccurrenceForm, ExplorationForm, PositionsForm, TrendsForm
from reports.exploring.positions import Positions
from reports.exploring.trends import Trends
from reports.exploring.two_groups import TwoGroups
from reports.exploring.two_groups import figure as two_groups
from reports.figures import Figure

Maker = Callable[[QueryDict, Membership], Figure | None]


def _explored(page: type[Exploration], asks: type[ExplorationForm]) -> Maker:
    """The figure of a page with one picture."""

    def make(asked: QueryDict, member: Membership) -> Figure | None:
        form = asks(asked, member=member)
        made = explored(page, form) if form.is_valid() else None
        return made.figure if made else None

    return make


FIGURES: Mapping[str, Maker] = {
    "themes": frequency.figure,
    "lines": coverage_figures.heat,
    "reading": coverage_figures.reading,
    "agreement": agreement_figures.themes_asked,
    "agreement-pairs": agreement_figures.pairs_asked,
    "agreement-confusion": agreement_figures.confusion_asked,
    "agreement-groups": agreement_figures.groups_asked,
    "agreement-sets": agreement_sets_figures.asked(agreement_sets_figures.sets),
    "agreement-boundaries": agreement_sets_figures.asked(agreement_sets_figures.boundaries),
    Cooccurrence.name: _explored(Cooccurrence, CooccurrenceForm),
    Couples.name: _explored(Couples, CooccurrenceForm),
    Trends.name: _explored(Trends, TrendsForm),
    TwoGroups.name: two_groups,
    Positions.name: _explored(Positions, PositionsForm),
}


def found(name: str, asked: QueryDict, member: Membership) -> Figure | None:
    """The figure of that name as this member may see it."""
    make = FIGURES.get(name)
    return make(asked, member) if make else None
