"""The table of a document's paragraphs with their kinds, and what was chosen in it."""

from collections.abc import Iterator
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


class KindTable:
    """One page of the table; GET may ask for one kind only."""

    kinds = Paragraph.Kind.choices
    codable = CODABLE

    def __init__(self, document: Document, asked: Any) -> None:
        self.document = document
        self.kind = asked.get("kind", "") if asked.get("kind") in Paragraph.Kind.values else ""
        paragraphs = Paragraph.objects.of(document).of_kind(self.kind)
        self.page: Page[Paragraph] = Paginator(paragraphs, PER_PAGE).get_page(asked.get("page", 1))
        self.form = KindsForm()


def read_changes(sent: QueryDict) -> list[Change]:
    """What the form asks for: the ticked rows as one kind, or each row whose own choice is not what it was.

    A row is sent as `row` = "id:version=kind=codable" (as shown), `kind-id`, `codable-id`, and `ticked` = "id:version".
    """
    return list(_ticked(sent) if sent.get("do") == "ticked" else _rows(sent))


def _ticked(sent: QueryDict) -> Iterator[Change]:
    chosen = KindsForm({name: sent.get(name, "") for name in ("kind", "codable")}).checked()
    if not sent.getlist("ticked"):
        raise Problem(_("Tick the paragraphs first."), field="ticked")
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
