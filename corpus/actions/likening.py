"""Texts of a project that are nearly those of an import: found by their sketches, compared by their texts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from corpus import nearness
from corpus.models import Revision, Sketch
from ledger import bulk

AT_ONCE = 200  # texts whose bands are looked up together
SHARED = 2  # bands from which two texts are compared; one alone is often chance
COMPARED = 3  # texts that a text is compared with: those that share most bands
COLUMNS = ("revision_id", "band")


class Like(NamedTuple):
    """A document whose text is nearly the same, and how much, from 0 to 1."""

    document: int
    title: str
    likeness: float


def keep_sketches(revisions: Sequence[Revision]) -> None:
    """Inside an operation, so that their texts are found."""
    bulk.insert(Sketch, [(each.pk, band) for each in revisions for band in nearness.bands(each.text)], COLUMNS)


def alike(project: Any, texts: Sequence[str]) -> list[Like | None]:
    """For each text the document of the project that is most like it, if that is NEAR or more."""
    parts = [texts[begin : begin + AT_ONCE] for begin in range(0, len(texts), AT_ONCE)]
    return [found for part in parts for found in _alike(project, part)]


def _alike(project: Any, texts: Sequence[str]) -> Iterator[Like | None]:
    bands = [nearness.bands(text) for text in texts]
    owners: dict[int, list[int]] = {}
    for band, revision in Sketch.objects.of_current(project).among({each for some in bands for each in some}):
        owners.setdefault(band, []).append(revision)
    shared = [Counter(revision for band in some for revision in owners.get(band, ())) for some in bands]
    likely = [[revision for revision, n in some.most_common(COMPARED) if n >= SHARED] for some in shared]
    known = {each.pk: each for each in Revision.objects.with_document({pk for some in likely for pk in some})}
    for text, some in zip(texts, likely, strict=True):
        found = [_like(text, known[pk]) for pk in some]
        best = max(found, key=lambda each: each.likeness, default=None)
        yield best if best and best.likeness >= nearness.NEAR else None


def _like(text: str, revision: Revision) -> Like:
    return Like(revision.document_id, revision.document.title, nearness.likeness(text, revision.text))
