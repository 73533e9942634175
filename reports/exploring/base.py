"""What the pages with a picture share: a scope, what was asked for, and one figure that also leaves as files."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from reports import words
from reports.exploring.forms import plain
from reports.figures import Figure
from reports.links import Links
from reports.scope import Scope


class Exploration(ABC):
    """One page. A round that still hides its work has no figure."""

    name = ""  # of the figure, in the address of its files

    def __init__(self, scope: Scope, asked: Mapping[str, Any]) -> None:
        self.scope, self.asked = scope, asked
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
        """Whose work in which round it is, for the note below a figure."""
        return _("Round “%(round)s”, %(whose)s.") % {"round": self.scope.round.name, "whose": self.whose}
