"""The table of a document's paragraphs with their kinds, and what was chosen in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from corpus.actions.kinds import Change
from corpus.forms import CODABLE, KindsForm
from corpus.models import Document, Paragraph
from ledger.problems import Problem

PER_PAGE = 100
_CHOSEN = {"": None, "yes": True, "no": False}


@dataclass(frozen=True)
class Row:
    """One paragraph as the table shows it: what is chosen for it, and `shown`, what was there when it was chosen."""

    paragraph: Paragraph
    shown: str
    kind: str
    codable: str
    is_ticked: bool

    @property
    def pair(self) -> str:
        return self.shown.partition("=")[0]


class KindTable:
    """One page of the table; GET may ask for one kind only. What was `sent` and refused stays chosen."""

    kinds = Paragraph.Kind.choices
    codable = CODABLE

    def __init__(self, document: Document, asked: Any, sent: QueryDict | None = None) -> None:
        self.document = document
        self.kind = asked.get("kind", "") if asked.get("kind") in Paragraph.Kind.values else ""
        paragraphs = Paragraph.objects.of(document).of_kind(self.kind)
        self.page: Page[Paragraph] = Paginator(paragraphs, PER_PAGE).get_page(asked.get("page", 1))
        self.form = bulk_form(sent) if sent else KindsForm()
        self.sent = sent or QueryDict()

    def rows(self) -> Iterator[Row]:
        shown = {row.partition(":")[0]: row for row in self.sent.getlist("row")}
        ticked = set(self.sent.getlist("ticked"))
        for paragraph in self.page:
            kind, codable = paragraph.kind, paragraph.codable_choice
            now = f"{paragraph.pk}:{paragraph.version}={kind}={codable}"
            row = shown.get(str(paragraph.pk), now)
            chosen = (self.sent.get(f"kind-{paragraph.pk}", kind), self.sent.get(f"codable-{paragraph.pk}", codable))
            yield Row(paragraph, row, *chosen, row.partition("=")[0] in ticked)


def bulk_form(sent: QueryDict) -> KindsForm:
    """What to make of the ticked paragraphs; not valid when none is ticked or no kind is chosen."""
    return KindsForm({name: sent.get(name, "") for name in ("kind", "codable", "ticked")})


def read_changes(sent: QueryDict) -> list[Change]:
    """Each row whose own choice is not what it was; when the ticked rows are marked, these as one kind instead.

    A row is sent as `row` = "id:version=kind=codable" (as shown), `kind-id`, `codable-id`, and `ticked` = "id:version".
    """
    changes = {change.paragraph: change for change in _rows(sent)}
    if sent.get("do") == "ticked":
        changes |= {change.paragraph: change for change in _ticked(sent)}
    return list(changes.values())


def n_unmarked(sent: QueryDict) -> int:
    """How many paragraphs are ticked though only the rows are saved."""
    return 0 if sent.get("do") == "ticked" else len(sent.getlist("ticked"))


def _ticked(sent: QueryDict) -> Iterator[Change]:
    chosen = bulk_form(sent).checked()
    for pair in sent.getlist("ticked"):
        pk, version = _numbers(pair)
        yield Change(pk, version, chosen["kind"], _CHOSEN[chosen["codable"]])


def _rows(sent: QueryDict) -> Iterator[Change]:
    for row in sent.getlist("row"):
        pair, _separator, shown = row.partition("=")
        pk, version = _numbers(pair)
        kind, codable = sent.get(f"kind-{pk}", ""), sent.get(f"codable-{pk}", "")
        if f"{kind}={codable}" != shown:
            yield Change(pk, version, kind, _CHOSEN.get(codable))


def _numbers(pair: str) -> tuple[int, int]:
    """ "12:3" as (12, 3)."""
    first, _separator, second = pair.partition(":")
    if not (first.isdecimal() and second.isdecimal() and len(first) < 19 and len(second) < 10):
        raise Problem(_("This is no paragraph."), field="paragraph")
    return int(first), int(second)
