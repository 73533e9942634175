"""A small study worked by hand, and a recount that shares no code with what it checks."""

from collections.abc import Iterator
from typing import Any

from annotations.models import Assignment, Passage, Reading
from annotations.text.units import words
from corpus.actions import importing
from corpus.models import Document, Paragraph
from projects.models import Project, User
from tests.annotations.people import paragraphs, read, tag
from tests.conftest import assign

DOORS = """Doors

China opens its door wider. Trade grows fast. The Belt and Road connects many countries.

Self-reliance in technology is the aim. Security comes first.

Nothing in this paragraph matters to anybody.
"""
ROADS = """Roads

Roads are built. Ports are built too.

Trade follows the roads. Nobody is left out. Security is kept.
"""
CHINESE = "门\n\n中国开放的大门越开越大。贸易增长很快😀。𠮷是一个罕见的字。\n\n安全第一。自立自强！\n"


def add(project: Project, text: str, name: str, **metadata: Any) -> Document:
    return importing.import_text(project=project, name=name, data=text.encode(), actor=None, metadata=metadata)


def work_of_ada(document: Document, ada: User, round: Any) -> Assignment:
    """¶ 1 and 2 of 3 are read, a theme stands on the unread one, and a parent and its child share a sentence."""
    adas = assign(document, ada, round)
    first, second, _third = paragraphs(adas)
    tag(adas, "China opens its door wider.", "opening-up")
    tag(adas, "Trade grows fast.", "trade", "opening-up", unsure=("trade",))
    tag(adas, "Belt and Road", "bri")
    tag(adas, "matters", "security")
    read(adas, first, second)
    return adas


def recount(project: Project, round: Any, coders: set[int]) -> dict[str, Any]:
    """Figures from passages, read marks and text alone, sentence by sentence in Python; never from UnitTheme."""
    read: dict[int, set[tuple[int, int]]] = {}
    given: dict[tuple[int, str], set[tuple[int, int]]] = {}
    for document in Document.objects.filter(project=project):
        places = {(p.pk, unit) for p in _codable(document) for unit in range(len(_spans(project, p)))}
        marks = Reading.objects.filter(round=round, coder__in=coders, document=document).values_list(
            "coder", "paragraph"
        )
        read[document.pk] = {place for place in places if place[0] in {paragraph for _coder, paragraph in marks}}
        for coder, paragraph, unit, slug in _codes(project, round, document):
            if (coder, paragraph) in set(marks) and (paragraph, unit) in places:
                given.setdefault((document.pk, slug), set()).add((paragraph, unit))
    return {"read": read, "given": given}


def _codes(project: Project, round: Any, document: Document) -> Iterator[tuple[int, int, int, str]]:
    for passage in Passage.objects.filter(round=round, document=document).select_related("paragraph"):
        for unit, (start, end) in enumerate(_spans(project, passage.paragraph)):
            for a, b in words(passage.paragraph.text[start:end]):
                if passage.start <= start + a and start + b <= passage.end:
                    for slug in passage.taggings.values_list("tag__slug", flat=True):
                        yield passage.coder_id, passage.paragraph_id, unit, slug


def _codable(document: Document) -> list[Paragraph]:
    return list(Paragraph.objects.filter(revision__document=document, revision__state="current", is_codable=True))


def _spans(project: Project, paragraph: Paragraph) -> list[list[int]]:
    return paragraph.sentences if project.unit == "sentence" else [[0, paragraph.n_chars]]
