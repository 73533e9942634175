"""Short sentences for what a manager does with a corrected text."""

from typing import Any

from annotations.actions import revising
from annotations.actions.revising import Chosen
from annotations.models import Anchor, Passage
from annotations.revision_plan import Place, RevisionPlan
from corpus.actions import correcting
from corpus.drafting import File
from corpus.models import Document, Paragraph, Revision
from tests.conftest import TEXT

NOTHING = "Nothing in this paragraph matters to anybody."
LAST = "One more paragraph was left out when the text was printed, and here it is."


def propose(document: Document, text: str, actor: Any = None, name: str = "better.txt") -> Revision:
    return correcting.propose_revision(document=document, file=File(name, text.encode()), actor=actor)


def corrected(document: Document, old: str, new: str) -> Revision:
    """The short article with other words, waiting."""
    assert old in TEXT
    return propose(document, TEXT.replace(old, new))


def plan(document: Document) -> RevisionPlan:
    revision = document.revisions.pending().get()
    return RevisionPlan(Document.objects.select_related("project").get(pk=document.pk), revision)


def version(document: Document) -> int:
    return Document.objects.get(pk=document.pk).version


def adopt(document: Document, actor: Any = None) -> int:
    return revising.adopt(document=document, version=version(document), actor=actor)


def take_back(document: Document, actor: Any = None) -> None:
    revising.take_back(document=document, version=version(document), actor=actor)


def put(document: Document, place: Place, words: str = "", actor: Any = None) -> Anchor:
    """Say that the passages of a place stand on these words of the corrected text; without any, that they are gone."""
    seen = place.anchor.version if place.anchor else None
    chosen = Chosen(place.spot, seen)
    if words:
        paragraph = next(each for each in plan(document).new if words in each.text)
        start = paragraph.text.index(words)
        chosen = Chosen(place.spot, seen, paragraph.pk, start, start + len(words))
    return revising.anchor(document=document, chosen=chosen, actor=actor)


def quotes(document: Document) -> list[tuple[int, str]]:
    """(ordinal, words) of the passages on the current text; the words as the text has them."""
    rows = Passage.objects.filter(document=document).on_current_text().select_related("paragraph")
    found = [(each.paragraph.ordinal, each.paragraph.text[each.start : each.end], each.quote) for each in rows]
    assert all(words == quote for _ordinal, words, quote in found)
    return sorted((ordinal, words) for ordinal, words, _quote in found)


def read_ordinals(document: Document, coder: Any) -> list[int]:
    read = Paragraph.objects.of(document).filter(pk__in=coder.readings.values("paragraph"))
    return list(read.values_list("ordinal", flat=True))
