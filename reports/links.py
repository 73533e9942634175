"""From a number to what it counts: the units, the passages, or the same page in another order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from reports.scope import Scope


def address(route: str, slug: str, query: Mapping[str, Any]) -> str:
    """The address of a page of a project; empty parameters are left out."""
    return _with_query(reverse(route, args=[slug]), query)


def _with_query(path: str, query: Mapping[str, Any]) -> str:
    given = {name: value for name, value in query.items() if value not in (None, "", False, [])}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


@dataclass
class Links:
    """The links of one page of figures. `choices` are the page's own parameters, kept when it is sorted."""

    scope: Scope
    choices: Mapping[str, Any] = field(default_factory=dict)

    def units(self, state: str, **asked: Any) -> str:
        """The units behind a number of the coverage page."""
        return self._to("unit_list", {"state": state, **asked})

    def units_by_state(self, **asked: Any) -> Callable[[str], str]:
        """The same for the many states of one line, whose parameters are written once."""
        before, behind = self.units("any", **asked).split("state=any", 1)
        return lambda state: f"{before}state={state}{behind}"

    def passages(self, **asked: Any) -> str:
        """The passages behind a number."""
        return self._to("passage_list", asked)

    def compared(self, state: str, **asked: Any) -> str:
        """The units behind a number of the agreement page, of the same coders."""
        return address("agreement_units", self.scope.project.slug, {**self.choices, "state": state, **asked})

    def agreement(self) -> str:
        """The page of agreement in the same round."""
        return address("agreement_detail", self.scope.project.slug, {"round": self.scope.round.pk})

    def agreement_file(self) -> str:
        """The table of the agreement page as a file."""
        return address("agreement_download", self.scope.project.slug, self.choices)

    def together(self, one: str, other: str) -> str:
        """The units, paragraphs or documents that carry both themes, by their slugs."""
        asked = {**self.choices, "figure": None, "theme": one, "other": other}
        return address("cooccurrence_list", self.scope.project.slug, asked)

    def figure(self, name: str, suffix: str) -> str:
        """A figure of this page as a file."""
        path = reverse("figure_download", args=[self.scope.project.slug, name, suffix])
        return _with_query(path, {**self.choices, "page": None})

    def here_without(self, *names: str) -> str:
        """The same page without some of its parameters."""
        return self.here(**dict.fromkeys(names))

    def here(self, **changed: Any) -> str:
        return address("coverage_detail", self.scope.project.slug, {**self.choices, **changed})

    def _to(self, route: str, asked: Mapping[str, Any]) -> str:
        """With the coder and the round of the page, unless others are asked for; True is sent as 1."""
        whose = {"coder": self.scope.coder.pk if self.scope.coder else None, "round": self.scope.round.pk}
        query = {name: 1 if value is True else value for name, value in {**whose, **asked}.items()}
        return _with_query(self.path[route], query)

    @cached_property
    def path(self) -> dict[str, str]:
        """Looked up once for the thousands of links of a page."""
        return {route: reverse(route, args=[self.scope.project.slug]) for route in ("unit_list", "passage_list")}
