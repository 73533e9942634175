"""What the adoption of a corrected text would do with the passages of the current one: read in few queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotations.models import Anchor, Dismissal, Passage
from annotations.text.reanchoring import EXACT, Anchored, reanchor
from corpus.collation.aligning import Alignment, align
from corpus.models import Document, Paragraph, Revision

Spot = tuple[int, int, int]  # id of a paragraph, start, end
Target = tuple[Paragraph, int, int]  # where it stands in the corrected text


@dataclass(frozen=True)
class Place:
    """The same words of all passages that lie exactly there: what becomes of them, and what a manager said of it."""

    spot: Spot
    paragraph: Paragraph
    n_passages: int
    found: Anchored
    proposal: Target | None
    anchor: Anchor | None

    @property
    def is_exact(self) -> bool:
        return self.found.outcome == EXACT

    @property
    def is_waiting(self) -> bool:
        return not self.is_exact and self.anchor is None

    @property
    def quote(self) -> str:
        return self.paragraph.text[self.spot[1] : self.spot[2]]


class RevisionPlan:
    """A document's current text beside the corrected one. No names of coders and no themes: rounds may be blind."""

    def __init__(self, document: Document, revision: Revision) -> None:
        self.document, self.revision = document, revision
        self.old = list(Paragraph.objects.of(document))
        self.new = list(Paragraph.objects.of_revision(revision))
        self.index = {each.pk: index for index, each in enumerate(self.old)}
        self.by_id = {each.pk: each for each in self.new}

    @cached_property
    def alignment(self) -> Alignment:
        return align([each.text for each in self.old], [each.text for each in self.new])

    @cached_property
    def counterparts(self) -> dict[int, Paragraph]:
        """The new paragraph that has most of an old one, by the old one's id."""
        return {self.old[i].pk: self.new[j] for i, j in self.alignment.counterparts().items()}

    @cached_property
    def same(self) -> dict[int, Paragraph]:
        """The new paragraph of an old one whose text is unchanged, by the old one's id."""
        return {self.old[i].pk: self.new[j] for i, j in self.alignment.same.items()}

    @cached_property
    def places(self) -> list[Place]:
        """Where passages of people lie, in reading order."""
        counts = self._spots(is_machine=False)
        spots = sorted(counts, key=lambda spot: (self.index[spot[0]], *spot[1:]))
        anchors = {(a.paragraph_id, a.start, a.end): a for a in Anchor.objects.of_revision(self.revision)}
        found = zip(spots, self._anchored(spots), strict=True)
        return [self._place(spot, counts[spot], each, anchors.get(spot)) for spot, each in found]

    @cached_property
    def targets(self) -> dict[Spot, Target | None]:
        """Where each place stands then; None for what is withdrawn. Those that still wait are left out.

        What only a machine suggested, and is not found exactly, is withdrawn: the machine may be asked again.
        """
        of_people = {place.spot: self._target(place) for place in self.places if not place.is_waiting}
        spots = list(self._spots(is_machine=True))
        found = zip(spots, self._anchored(spots), strict=True)
        suggested = {spot: self._as_target(each) if each.outcome == EXACT else None for spot, each in found}
        return suggested | of_people

    @property
    def waiting(self) -> list[Place]:
        return [place for place in self.places if place.is_waiting]

    def exactly(self, rows: Iterable[Dismissal]) -> dict[int, Target]:
        """Where other things lie that name words, by their ids; those are left out whose words are not certain."""
        named = list(rows)
        spots = [(row.paragraph_id, row.start, row.end) for row in named]
        pairs = zip(named, self._anchored(spots), strict=True)
        return {row.pk: self._as_target(each) for row, each in pairs if each.outcome == EXACT}

    def _spots(self, *, is_machine: bool) -> Counter[Spot]:
        """Where passages lie on the current text, and how many of them on each spot."""
        lying = Passage.objects.filter(document=self.document).on_current_text().order_by()
        of_kind = lying.filter(coder__kind="machine") if is_machine else lying.exclude(coder__kind="machine")
        return Counter(of_kind.values_list("paragraph", "start", "end"))

    def _anchored(self, spots: Iterable[Spot]) -> list[Anchored]:
        spans = [(self.index[paragraph], start, end) for paragraph, start, end in spots]
        old, new = ([each.text for each in side] for side in (self.old, self.new))
        return reanchor(old, new, spans, self.alignment)

    def _place(self, spot: Spot, n: int, found: Anchored, anchor: Anchor | None) -> Place:
        proposal = self._as_target(found) if found.place else None
        return Place(spot, self.old[self.index[spot[0]]], n, found, proposal, anchor)

    def _as_target(self, found: Anchored) -> Target:
        index, start, end = found.place or (0, 0, 0)
        return self.new[index], start, end

    def _target(self, place: Place) -> Target | None:
        if place.is_exact:
            return place.proposal
        anchor: Any = place.anchor
        if anchor.outcome == Anchor.Outcome.WITHDRAWN:
            return None
        return self.by_id[anchor.to_paragraph_id], anchor.to_start, anchor.to_end
