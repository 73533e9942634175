"""The table of documents by themes: one figure in each cell, with a step of the colour scale (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

from django.core.paginator import Page, Paginator

from corpus.models import Document
from reports import words
from reports.counting.base import NO_GAP
from reports.material import Material, Number
from vocabulary.models import Theme

STEPS = 5
PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    document: Document
    read: Number
    cells: list[Number]


@dataclass(frozen=True)
class Head:
    """A column: its theme, and the link that orders the documents by it."""

    theme: Theme
    href: str
    is_sorted: bool


class Matrix:
    """`view.sort` is title, year, read, or a theme's slug; "-" before it turns it round."""

    def __init__(self, material: Material, view: Any) -> None:
        self.material, self.view = material, view
        self.page: Page[Document] = Paginator(self._sorted(), PER_PAGE).get_page(view.page)

    @property
    def documents(self) -> Sequence[Document]:
        """Those on this page."""
        return self.page.object_list  # type: ignore[return-value]

    @cached_property
    def heads(self) -> list[Head]:
        return [Head(theme, self._sort_link(theme.slug), self._key == theme.slug) for theme in self._themes]

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(document) for document in self.documents]

    @cached_property
    def totals(self) -> list[Number]:
        """The last line: all documents together, also those on other pages."""
        return [self._cell(theme, None) for theme in self._themes]

    @cached_property
    def largest(self) -> str:
        """What the darkest colour stands for, in words."""
        n, of = max(self._counted, default=(0, 0), key=lambda value: value[0] / value[1])
        return words.percent(n, of, 0) if self.view.figure == "share" else words.whole(n)

    def sort_links(self) -> dict[str, str]:
        return {key: self._sort_link(key) for key in ("title", "year", "read")}

    def page_links(self) -> dict[str, str]:
        """previous and next, where there are such pages."""
        found = {}
        if self.page.has_previous():
            found["previous"] = self.material.links.here(page=self.page.previous_page_number()) + "#documents"
        if self.page.has_next():
            found["next"] = self.material.links.here(page=self.page.next_page_number()) + "#documents"
        return found

    @property
    def _themes(self) -> list[Theme]:
        return self.material.themes.rows

    @property
    def _key(self) -> str:
        return str(self.view.sort).removeprefix("-")

    def _sort_link(self, key: str) -> str:
        """Numbers first show the largest, texts the first; the same again turns it round."""
        first = key if key == "title" else f"-{key}"
        turned = f"-{key}" if key == "title" else key
        return self.material.links.here(sort=turned if self.view.sort == first else first, page=None) + "#documents"

    def _sorted(self) -> list[Document]:
        is_turned = str(self.view.sort).startswith("-")
        theme = next((row for row in self._themes if row.slug == self._key), None)
        documents = list(self.material.documents)
        if theme:
            documents.sort(key=lambda document: self._rank(theme, document), reverse=is_turned)
        elif self._key == "year":
            documents.sort(key=lambda document: document.year, reverse=is_turned)
        elif self._key == "read":
            documents.sort(key=lambda document: self._n_read(document), reverse=is_turned)
        elif is_turned:
            documents.reverse()
        return documents

    def _row(self, document: Document) -> Row:
        links = self.material.links
        n = self._n_read(document)
        read = Number(words.whole(n), links.units("read", document.pk) if n else "")
        return Row(document, read, [self._cell(theme, document) for theme in self._themes])

    def _n_read(self, document: Document) -> int:
        return self.material.figures.read[NO_GAP].get(document.pk, 0)

    def _rank(self, theme: Theme, document: Document) -> float:
        n, of = self._value(theme, document)
        return n / of if of else -1

    def _value(self, theme: Theme, document: Document | None) -> tuple[int, int]:
        """(n, of): units of read units for a share, else (n, 1); of = 0 is missing. No document: all of them."""
        material, sub = self.material, self.view.sub
        if self.view.figure == "passages":
            n = material.n_passages(theme.pk, document.pk, sub) if document else material.all_passages(theme.pk, sub)
            return n, 1
        tally = material.tally(theme.pk, document.pk, sub) if document else material.tallied(theme.pk, sub)
        of = material.read_for(theme.pk, document.pk if document else None)
        return tally.units, of if self.view.figure == "share" else min(of, 1)

    def _cell(self, theme: Theme, document: Document | None) -> Number:
        n, of = self._value(theme, document)
        place, links = document.pk if document else None, self.material.links
        if self.view.figure == "passages":
            href = links.passages(place, theme.slug, self.view.sub)
        else:
            href = links.units("tagged", place, theme.slug, self.view.sub)
        is_share = self.view.figure == "share"
        text = words.bare_percent(n, of) if is_share else words.whole(n) if of else words.MISSING
        spoken = words.fraction(n, of, self.material.scope.unit) if is_share else ""
        return Number(text, href if n else "", spoken, step(n, of, self._top) if document else 0)

    @cached_property
    def _top(self) -> Fraction:
        return max((Fraction(n, of) for n, of in self._counted), default=Fraction(1)) or Fraction(1)

    @cached_property
    def _counted(self) -> list[tuple[int, int]]:
        """All cells that are not missing."""
        values = (self._value(theme, document) for theme in self._themes for document in self.material.documents)
        return [value for value in values if value[1]]


def step(n: int, of: int, top: Fraction) -> int:
    """The step of the colour scale for n of `of`: 0 for nothing, STEPS for the largest share, exactly."""
    return ceil(STEPS * Fraction(n, of) / top) if n and of else 0
