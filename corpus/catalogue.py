"""The list of documents: filtered, sorted, a page at a time, with a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from corpus.forms import DocumentFilter
from corpus.models import Document
from corpus.querysets import ORDERS

PER_PAGE = 50
START = "title"


@dataclass(frozen=True)
class Column:
    """One heading of the list: what it sorts by, and how the list is sorted by it now ("", ascending, descending)."""

    key: str
    label: str
    direction: str
    link: str


class Catalogue:
    """What GET asks for of a project's documents."""

    def __init__(self, project: Any, asked: Any) -> None:
        self.documents = Document.objects.in_project(project).active()
        self.filter = DocumentFilter(asked or None, project=project, documents=self.documents)
        self.order = asked.get("sort", START)
        self.number = asked.get("page", 1)

    @property
    def is_narrowed(self) -> bool:
        return any(self.filter.chosen().values())

    @cached_property
    def page(self) -> Page[Document]:
        found = self.documents.chosen(**self.filter.chosen()).sorted(self.order)
        return Paginator(found.with_counts(), PER_PAGE).get_page(self.number)

    @property
    def columns(self) -> list[Column]:
        labels = {
            "title": _("Title"),
            "author": _("Author"),
            "source": _("Source"),
            "date": _("Date"),
            "language": _("Language"),
            "added": _("Imported"),
        }
        return [self._column(key, label) for key, label in labels.items()]

    def _column(self, key: str, label: str) -> Column:
        now = self.order if self.order.removeprefix("-") in ORDERS else START
        direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
        return Column(key, label, direction, f"-{key}" if direction == "ascending" else key)
