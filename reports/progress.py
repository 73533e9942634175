"""The table of reading: of each document what is read, unread, tagged, without theme, unsure and not codable (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.models import Document
from reports import words
from reports.counting.base import NO_GAP, Tally
from reports.material import Material, Number


@dataclass(frozen=True)
class Row:
    """One document, or (document None) all. `is_complete`: all of it is read and every assignment is handed in."""

    document: Document | None
    codable: Number
    read: Number
    read_share: str
    unread: Number
    tagged: Number
    none: Number
    unsure: Number
    passages: Number
    not_codable: str
    handed_in: int
    assigned: int
    is_complete: bool


def rows(material: Material, documents: Iterable[Document]) -> list[Row]:
    return [_row(material, document, [document.pk]) for document in documents]


def total(material: Material) -> Row:
    return _row(material, None, [document.pk for document in material.documents])


def _row(material: Material, document: Document | None, keys: list[int]) -> Row:
    figures, is_open = material.figures, not material.scope.is_closed
    codable = sum(figures.codable.get(key, 0) for key in keys)
    read = sum(figures.read[NO_GAP].get(key, 0) for key in keys)
    tally = sum((figures.tagged.get(key, Tally()) for key in keys), Tally())
    n_passages = sum(material.passages.by_document.get(key, 0) for key in keys)
    done, assigned = (sum(material.handed_in.get(key, (0, 0))[which] for key in keys) for which in (0, 1))
    place, links = document.pk if document else None, material.links

    def number(n: int, state: str) -> Number:
        return Number(words.whole(n), links.units(state, place) if n and is_open else "")

    return Row(
        document=document,
        codable=number(codable, "codable"),
        read=number(read, "read"),
        read_share=words.percent(read, codable, 0),
        unread=number(codable - read, "unread"),
        tagged=number(tally.units, "tagged"),
        none=number(read - tally.units, "none"),
        unsure=number(tally.unsure, "unsure"),
        passages=Number(words.whole(n_passages), links.passages(place) if n_passages else ""),
        not_codable=words.whole(sum(figures.not_codable.get(key, 0) for key in keys)),
        handed_in=done,
        assigned=assigned,
        is_complete=0 < codable == read and done == assigned,
    )
