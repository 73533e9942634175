"""The sentences, paragraphs or documents behind a number of the co-occurrence page: those that carry both themes."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from corpus.models import Paragraph
from reports import book, choices, editions, words
from reports.cubes import pairing
from reports.cubes.loading import Loading, coder_of
from reports.cubes.tallying import Tallying
from reports.exploring.forms import plain
from reports.exploring.levels import level_of
from reports.exploring.together import Together
from reports.filters import Filters
from reports.links import address
from reports.scope import Scope
from reports.unit_lines import PER_PAGE, Given, Line, UnitLines
from reports.units import Place
from vocabulary.models import Theme


class TogetherList(UnitLines):
    """One page of them, in reading order; only the documents of this page are read. A closed round shows none."""

    route = "cooccurrence_list"

    def __init__(self, scope: Scope, asked: Mapping[str, Any], filters: Filters | None = None, told: str = "") -> None:
        super().__init__(scope, asked)
        self.told = told
        self.level = level_of(scope.unit, asked.get("level"))
        self.editions = editions.load(scope.project)
        self.codebook = choices.themes(scope.member, self.editions)
        pairs = pairing.load(scope, self.codebook, self.editions, filters)
        self.documents = np.unique(pairs.documents)
        self.one, self.other = self._asked_theme("theme"), self._asked_theme("other")
        self.counts = Together(pairs, [], self.level).by_document(self.one.pk, self.other.pk, self.documents)

    def _asked_theme(self, name: str) -> Theme:
        theme: Theme = self.asked[name]
        return theme

    @cached_property
    def page(self) -> Page[Any]:
        page: Page[Any] = Paginator(range(int(self.counts.sum())), PER_PAGE).get_page(self.asked.get("page") or 1)
        page.object_list = self._found(page.start_index() - 1, page.end_index()) if self.counts.any() else []
        return page

    def places(self) -> list[Place]:
        return self._found(0, int(self.counts.sum()))

    @property
    def count(self) -> str:
        return words.units(self.unit, self.page.paginator.count)

    @property
    def unit(self) -> str:
        """What is listed: the project's unit, or paragraphs or documents."""
        return self.scope.unit if self.level == "unit" else self.level

    @property
    def whose(self) -> str:
        return self.scope.coder.name if self.scope.coder else _("all coders together")

    def _given(self, paragraphs: set[int]) -> dict[Place, list[Given]]:
        """The themes of units; of a paragraph or document that holds several, none: they stand on its own page."""
        return super()._given(paragraphs) if self.unit == self.scope.unit else defaultdict(list)

    def _line(self, paragraph: Paragraph, unit: int, given: list[Given]) -> Line:
        if self.unit == self.scope.unit:
            return super()._line(paragraph, unit, given)
        return Line(paragraph, 1, "", paragraph.text, "", given)

    def _link(self, page: int) -> str:
        plain_ones = {name: plain(value) for name, value in self.asked.items()}
        return address(self.route, self.scope.project.slug, {**plain_ones, "page": page})

    def _found(self, start: int, end: int) -> list[Place]:
        """From the start-th to the end-th, exclusive."""
        ends = np.cumsum(self.counts)
        rows = np.flatnonzero((ends > start) & (ends - self.counts < end))
        loading = Loading(self.scope.round, coder_of(self.scope), self._book)
        parts = loading.tallied(self.documents[rows].tolist())
        found = [place for part in parts for place in self._both(part, loading)]
        before = int((ends - self.counts)[rows[0]])
        return found[start - before : end - before]

    @cached_property
    def _book(self) -> book.Book:
        return book.bind(self.scope.unit, self.codebook, self.editions)

    def _both(self, tallying: Tallying, loading: Loading) -> list[Place]:
        """Where both stand: (paragraph, index of the unit), the index 0 for paragraphs and documents."""
        places = tallying.places
        unit, column = tallying.carrying(loading.coders)
        place_of = np.repeat(np.arange(len(places.sizes)), places.sizes)
        holder = {"unit": unit, "paragraph": place_of[unit], "document": places.document_of_unit[unit]}[self.level]
        columns = (self._book.themes.index(theme.pk) for theme in (self.one, self.other))
        both = np.intersect1d(*(holder[column == each] for each in columns))
        if self.level == "unit":
            homes, index = place_of[both], both - places.offsets[place_of[both]]
        elif self.level == "paragraph":
            homes, index = both, np.zeros_like(both)
        else:
            rows, first = np.unique(places.documents, return_index=True)
            homes, index = first[np.searchsorted(rows, both)], np.zeros_like(both)
        return list(zip(places.homes[homes].tolist(), index.tolist(), strict=True))
