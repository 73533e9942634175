"""Units in their paragraphs, 25 at a time, with the themes that their coders gave them: what lists of units share."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from annotations.querysets import UnitThemeQuerySet
from annotations.text.citations import around
from corpus.models import Paragraph
from projects.models import Coder
from reports import words
from reports.links import address
from reports.scope import Scope
from reports.units import Place
from vocabulary.models import Theme

PER_PAGE = 25


@dataclass
class Given:
    """A theme on a unit, and who gave it."""

    theme: Theme
    coders: list[str] = field(default_factory=list)
    is_unsure: bool = True


@dataclass(frozen=True)
class Line:
    """One unit between what stands before and after it in its paragraph; `number` counts units from 1."""

    paragraph: Paragraph
    number: int
    before: str
    text: str
    after: str
    given: list[Given]


class UnitLines(ABC):
    """One page of a list of units. A page says which units they are (`places`) and whose themes stand beside them."""

    route = ""  # the page's own, for its turns

    def __init__(self, scope: Scope, asked: Mapping[str, Any]) -> None:
        self.scope, self.asked = scope, asked
        self.theme = asked.get("theme")

    @abstractmethod
    def places(self) -> list[Place]:
        """The units in reading order. Sizes: one entry a unit, so the whole corpus at most."""

    def themes_given(self) -> UnitThemeQuerySet:
        """The rows whose themes are shown."""
        return self.scope.unit_themes()

    @cached_property
    def page(self) -> Page[Place]:
        return Paginator(self.places(), PER_PAGE).get_page(self.asked.get("page") or 1)

    @property
    def count(self) -> str:
        return words.units(self.scope.unit, self.page.paginator.count)

    @cached_property
    def lines(self) -> list[Line]:
        places = list(self.page.object_list)
        paragraphs = Paragraph.objects.select_related("revision__document").in_bulk({pk for pk, _unit in places})
        given = self._given({pk for pk, _unit in places})
        return [self._line(paragraphs[pk], unit, given[pk, unit]) for pk, unit in places]

    def page_links(self) -> dict[str, str]:
        """previous and next, where there are such pages."""
        found = {}
        if self.page.has_previous():
            found["previous"] = self._link(self.page.previous_page_number())
        if self.page.has_next():
            found["next"] = self._link(self.page.next_page_number())
        return found

    def _given(self, paragraphs: set[int]) -> dict[Place, list[Given]]:
        """The themes of the units shown, each once, with its coders."""
        rows = self.themes_given().filter(paragraph__in=paragraphs).select_related("theme", "coder")
        rows = rows.order_by("theme__position", "theme", "coder__name", "coder")
        return together((row.theme, row.coder, (row.paragraph_id, row.unit), row.n_sure > 0) for row in rows)

    def _line(self, paragraph: Paragraph, unit: int, given: list[Given]) -> Line:
        start, end = 0, paragraph.n_chars
        if self.scope.unit == "sentence":
            start, end = paragraph.sentences[unit]
        text = paragraph.text
        before, after = around(text, start, end)
        return Line(paragraph, unit + 1, before, text[start:end], after, given)

    def _link(self, page: int) -> str:
        keys = {name: getattr(value, "pk", value) for name, value in self.asked.items()}
        keys |= {"theme": self.theme.slug if self.theme else None, "sub": 1 if self.asked.get("sub") else None}
        return address(self.route, self.scope.project.slug, {**keys, "page": page})


def together(rows: Iterable[tuple[Theme, Coder, Place, bool]]) -> dict[Place, list[Given]]:
    """By unit its themes, each once with its coders, in the order of the rows; they say whether a tag is sure."""
    found: dict[Place, dict[int, Given]] = defaultdict(dict)
    for theme, coder, place, is_sure in rows:
        given = found[place].setdefault(theme.pk, Given(theme))
        given.coders.append(coder.name)
        given.is_unsure = given.is_unsure and not is_sure
    return defaultdict(list, {place: list(themes.values()) for place, themes in found.items()})
