"""What the pages with a picture share: a scope, what was asked for, and one figure that also leaves as files."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from reports import words
from reports.exploring.forms import ExplorationForm, plain
from reports.figures import Figure
from reports.filters import Filters
from reports.links import Links, address
from reports.scope import Scope


class Exploration(ABC):
    """One page. A round that still hides its work has no figure.

    Only documents that fit the `filters` count; `told` says these in words, `narrows` are their parameters.
    """

    name = ""  # of the figure, in the address of its files
    route = ""  # of the page

    def __init__(
        self,
        scope: Scope,
        asked: Mapping[str, Any],
        filters: Filters | None = None,
        *,
        told: str = "",
        narrows: Iterable[str] = (),
    ) -> None:
        self.scope, self.asked, self.filters = scope, asked, filters or Filters()
        self.told, self.narrows = told, narrows
        self.links = Links(scope, {name: plain(value) for name, value in asked.items()})

    @abstractmethod
    def make(self) -> Figure | None:
        """The figure of an open round; None where there is nothing to show yet, which `missing` says in words."""

    @cached_property
    def figure(self) -> Figure | None:
        return None if self.scope.is_closed else self.make()

    @property
    def missing(self) -> str:
        """Why there is no figure."""
        return _("There is nothing to show yet.")

    @property
    def whose(self) -> str:
        return self.scope.coder.name if self.scope.coder else _("all coders together")

    @property
    def units(self) -> str:
        return words.unit_names(self.scope.unit)

    @property
    def basis(self) -> str:
        """Whose work in which round it is, and in which documents, for the note below a figure."""
        whose = _("Round “%(round)s”, %(whose)s.") % {"round": self.scope.round.name, "whose": self.whose}
        return f"{whose} {_('Only documents with %s.') % self.told}" if self.told else whose

    def here(self, **changed: Any) -> str:
        """The same page with some parameters changed."""
        return address(self.route, self.scope.project.slug, {**self.links.choices, **changed})

    def all_link(self) -> str:
        """The same page without filters."""
        return self.here(**dict.fromkeys(self.narrows))


def explored(page: type[Exploration], form: ExplorationForm) -> Exploration | None:
    """The page that a valid form asks for; None while the project has no round."""
    scope = form.scope()
    if scope is None:
        return None
    return page(scope, form.cleaned_data, form.filters(), told=form.told, narrows=form.narrows)
