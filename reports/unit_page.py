"""The page of units behind a number of the coverage page."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus.models import Document
from reports import book, choices, editions, units, words
from reports.cubes import loading
from reports.cubes.evidence import Part, gather
from reports.filters import Filters
from reports.links import address
from reports.scope import Scope
from reports.unit_lines import PER_PAGE, UnitLines


class UnitPage(UnitLines):
    """The units of one question. A closed round shows none: they are its coders' work."""

    route = "unit_list"

    def __init__(self, scope: Scope, asked: Mapping[str, Any], filters: Filters | None = None) -> None:
        super().__init__(scope, asked)
        self.editions = editions.load(scope.project)
        self.themes = choices.themes(scope.member, self.editions)
        self.document, self.filters = asked.get("document"), filters or Filters()
        self.state = units.State(asked.get("state") or units.State.TAGGED)
        known = self.theme is None or self.theme in self.themes.rows
        self.question = units.Question(self.state, self.theme.pk if self.theme else None, bool(asked.get("sub")))
        self.is_empty = scope.is_closed or not known
        self.counts = self._counts()

    @cached_property
    def page(self) -> Page[Any]:
        """Reads the documents of this page only. By document it holds the rows of documents, else units."""
        n = int((self.counts > 0).sum()) if self.is_by_document else int(self.counts.sum())
        page: Page[Any] = Paginator(range(n), PER_PAGE).get_page(self.asked.get("page") or 1)
        if self.is_by_document:
            page.object_list = np.flatnonzero(self.counts)[page.start_index() - 1 : page.end_index()].tolist()
        else:
            page.object_list = self._found(page.start_index() - 1, page.end_index()) if n else []
        return page

    @property
    def is_by_document(self) -> bool:
        """Whether the documents that have such units are listed, not the units."""
        return self.asked.get("per") == "document"

    @property
    def count(self) -> str:
        n = self.page.paginator.count
        return words.units("document" if self.is_by_document else self.scope.unit, n)

    @property
    def shown_documents(self) -> list[tuple[Document, str, str]]:
        """The documents of this page, each with how many of the units it has, and their address."""
        rows = list(self.page.object_list)
        found = Document.objects.in_bulk(self.documents[rows].tolist())
        listed = [(found[pk], int(n)) for pk, n in zip(self.documents[rows].tolist(), self.counts[rows], strict=True)]
        return [(each, words.units(self.scope.unit, n), self._here(document=each.pk)) for each, n in listed]

    def _here(self, **changed: Any) -> str:
        """The units of the same question, changed."""
        keys = {name: getattr(value, "pk", value) for name, value in self.asked.items()}
        keys |= {"theme": self.theme.slug if self.theme else None, "sub": 1 if self.asked.get("sub") else None}
        return address(self.route, self.scope.project.slug, {**keys, "page": None, "per": None, **changed})

    def places(self) -> list[units.Place]:
        return self._found(0, int(self.counts.sum()))

    @property
    def whose(self) -> str:
        return self.scope.coder.name if self.scope.coder else _("all coders together")

    @property
    def in_documents(self) -> str:
        """ "in 5 documents": those that have such units."""
        n = int((self.counts > 0).sum())
        return ngettext("in %(n)s document", "in %(n)s documents", n) % {"n": words.whole(n)}

    def _counts(self) -> Any:
        """How many of the units each document has."""
        cube = loading.load(self.scope, self.themes, self.editions)
        self.documents = cube.documents
        rows = self.filters.rows(cube.described) & (not self.is_empty)
        if self.asked.get("month"):
            of_month = self.scope.documents().published_in(self.asked["month"]).values_list("pk", flat=True)
            rows &= np.isin(cube.documents, list(of_month))
        return units.counts(cube, self.question) * rows if not self.is_empty else np.zeros(len(rows), np.int64)

    def _found(self, start: int, end: int) -> list[units.Place]:
        """From the start-th unit to the end-th, exclusive."""
        ends = np.cumsum(self.counts)
        rows = np.flatnonzero((ends > start) & (ends - self.counts < end))
        if not len(rows):
            return []
        evidence = gather(self.scope.round, Part(only=self.documents[rows].tolist()))
        people = units.people_of(self.scope.project)
        bound = book.bind(self.scope.unit, self.themes, self.editions)
        coder = loading.coder_of(self.scope)
        coders = people if coder is None else [coder]
        found = units.find(evidence, bound, coders, people, self.question)
        before = int((ends - self.counts)[rows[0]])
        return found[start - before : end - before]
