"""The page of units behind a number: each unit in its paragraph, with the themes that its coders gave it."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from annotations.text.citations import around
from corpus.models import Paragraph
from reports import choices, editions, units, words
from reports.links import address
from reports.scope import Scope
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


class UnitPage:
    """The units of one question, 25 at a time. A closed round shows none: they are its coders' work."""

    def __init__(self, scope: Scope, asked: dict[str, Any]) -> None:
        self.scope, self.asked = scope, asked
        self.editions = editions.load(scope.project)
        self.themes = choices.themes(scope.member, self.editions)
        self.theme, self.document = asked.get("theme"), asked.get("document")
        self.state = units.State(asked.get("state") or units.State.TAGGED)

    @cached_property
    def page(self) -> Page[units.Place]:
        places = [] if self.scope.is_closed else units.find(self.scope, self._question(), self.editions)
        return Paginator(places, PER_PAGE).get_page(self.asked.get("page") or 1)

    @property
    def count(self) -> str:
        return words.units(self.scope.unit, self.page.paginator.count)

    @property
    def whose(self) -> str:
        return self.scope.coder.name if self.scope.coder else _("all coders together")

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

    def _question(self) -> units.Question:
        family: frozenset[int] = frozenset()
        if self.theme:
            family = self.themes.family(self.theme.pk) if self.asked.get("sub") else frozenset({self.theme.pk})
        document = self.document.pk if self.document else None
        return units.Question(self.state, document, self.theme.pk if self.theme else None, family)

    def _given(self, paragraphs: set[int]) -> dict[units.Place, list[Given]]:
        """The themes of the units shown, each once, with its coders."""
        rows = self.scope.unit_themes().filter(paragraph__in=paragraphs).select_related("theme", "coder")
        by_place: dict[units.Place, dict[int, Given]] = defaultdict(dict)
        for row in rows.order_by("theme__position", "theme", "coder__name", "coder"):
            given = by_place[row.paragraph_id, row.unit].setdefault(row.theme_id, Given(row.theme))
            given.coders.append(row.coder.name)
            given.is_unsure = given.is_unsure and row.n_sure == 0
        return defaultdict(list, {place: list(found.values()) for place, found in by_place.items()})

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
        return address("unit_list", self.scope.project.slug, {**keys, "page": page})
