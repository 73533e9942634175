"""What was done in some documents in one round, read once as arrays of numbers, whoever did it: eight queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.models import Passage, Question, Reading, Round, Tagging, UnitTheme
from annotations.text.units import units_of
from corpus.models import Document, Paragraph, Source
from reports.cube import Described
from vocabulary.models import Theme

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """Some documents of a project: those with ids from `first` to `last`, or exactly those of `only`."""

    first: int = 0
    last: int = 2**62
    only: Collection[int] | None = None

    def where(self, field: str) -> dict[str, Any]:
        if self.only is not None:
            return {f"{field}__in": list(self.only)}
        if (self.first, self.last) == (0, 2**62):
            return {}
        return {f"{field}__gte": self.first, f"{field}__lte": self.last}


EVERYTHING = Part()


@dataclass(frozen=True)
class Evidence:
    """Tables of ids, one row a thing and one column a field, as the names of the constants below say.

    Paragraphs are those of the current texts, by document and then as they are read. Read marks stand on codable ones.
    """

    described: Described
    paragraphs: Ints
    readings: Ints
    given: Ints
    spans: Ints
    asked: Ints

    PARAGRAPH = ("document", "pk", "is_codable", "n_sentences", "n_chars")
    READING = ("coder", "paragraph", "version")
    GIVEN = ("coder", "paragraph", "unit", "theme", "n", "n_sure")
    SPAN = ("coder", "document", "paragraph", "start", "end", "theme")
    ASKED = ("coder", "paragraph", "unit")


def gather(round: Round, part: Part = EVERYTHING) -> Evidence:
    """Read it; as many queries for one document as for all.

    The indexes of codes begin with round and theme: without the themes being named, some documents are looked for among
    all codes of the round.
    """
    project = round.project
    themes = [] if part == EVERYTHING else list(Theme.objects.in_project(project).values_list("pk", flat=True))
    live = {"document__withdrawn_at": None, "round": round, **part.where("document")}
    paragraphs = Paragraph.objects.filter(
        revision__document__project=project,
        revision__document__withdrawn_at=None,
        revision__state="current",
        **part.where("revision__document"),
    ).order_by("revision__document", "ordinal")
    texts = _table(paragraphs, "revision__document", "pk", "is_codable", "n_sentences", "n_chars")
    return Evidence(
        described=describe(project, part),
        paragraphs=texts,
        readings=_table(Reading.objects.filter(**live), "coder", "paragraph", "codebook_version"),
        given=_table(
            UnitTheme.objects.filter(**live, **_among("theme", themes)),
            "coder",
            "paragraph",
            "unit",
            "theme",
            "n",
            "n_sure",
        ),
        spans=_spans({**live, **_among("tag", themes)}),
        asked=_asked(round, live, texts),
    )


def describe(project: Any, part: Part = EVERYTHING) -> Described:
    """The documents of a part that are not withdrawn, with what is known of them: two queries."""
    documents = Document.objects.in_project(project).active().filter(**part.where("pk")).order_by("pk")
    rows = list(documents.values_list("pk", "source", "year", "language"))
    authority_of = dict(Source.objects.filter(project=project).values_list("pk", "authority"))
    authorities = [authority_of.get(source, "") for _pk, source, _year, _language in rows]
    names, codes = sorted(set(authorities)), sorted({row[3] for row in rows})
    return Described(
        documents=_ints(row[0] for row in rows),
        sources=_ints(row[1] or 0 for row in rows),
        authorities=_ints(names.index(name) for name in authorities),
        years=_ints(row[2] for row in rows),
        languages=_ints(codes.index(row[3]) for row in rows),
        authority_names=names,
        language_codes=codes,
    )


def _among(field: str, themes: Collection[int]) -> dict[str, Any]:
    return {f"{field}__in": themes} if themes else {}


def _ints(values: Any) -> Ints:
    return np.fromiter(values, np.int64)


def _table(rows: Any, *fields: str) -> Ints:
    flat = np.fromiter(chain.from_iterable(rows.values_list(*fields).iterator(chunk_size=5000)), np.int64)
    return flat.reshape(-1, len(fields))


def _spans(live: dict[str, Any]) -> Ints:
    """One row for each theme of each passage."""
    names = ("coder", "document", "paragraph", "content_object__start", "content_object__end", "tag")
    return _table(Tagging.objects.filter(**live).order_by(), *names)


def _asked(round: Round, live: dict[str, Any], texts: Ints) -> Ints:
    """The units that unresolved questions leave open: those of the words asked about, or of the whole paragraph."""
    questions = list(Question.objects.filter(**live).unresolved().select_related("paragraph"))
    spans = Passage.objects.among({each.passage for each in questions if each.passage}).in_bulk() if questions else {}
    home_of = _homes(texts) if round.project.unit == "document" else {}
    rows: list[Sequence[int]] = []
    for each in questions:
        text, span = each.paragraph, spans.get(each.passage)
        start, end = (span.start, span.end) if span else (0, text.n_chars)
        home = home_of.get(each.document_id, each.paragraph_id)
        units = units_of(round.project.unit, text.text, text.sentences, start, end)
        rows.extend((each.coder_id, home, unit) for unit in units)
    return np.array(rows, np.int64).reshape(-1, 3)


def _homes(texts: Ints) -> dict[int, int]:
    """Document -> its first paragraph."""
    found: dict[int, int] = {}
    for document, paragraph in texts[:, :2].tolist():
        found.setdefault(document, paragraph)
    return found
