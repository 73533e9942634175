"""The page of a corrected text: the difference, and the places of passages that are not certain in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from annotations.actions import revising
from annotations.models import Question
from annotations.revision_plan import Place, RevisionPlan, Target
from annotations.text.citations import around
from corpus.collation import differing
from corpus.collation.differing import Piece
from corpus.models import Document, Paragraph
from ledger.models import Operation

PER_PAGE, AT_ONCE = 40, 20  # paragraphs of the difference; places that wait

KINDS = {
    differing.CHANGED: _("changed"),
    differing.REMOVED: _("removed"),
    differing.ADDED: _("added"),
    differing.MOVED_FROM: _("moved from here"),
    differing.MOVED_TO: _("moved to here"),
}
WHY = {
    "words": _("Its words are others now."),
    "places": _("Its words stand at several places."),
    "apart": _("Its words stand here, but nothing around them says so."),
    "": _("Nothing like it is left."),
}


@dataclass(frozen=True)
class Line:
    """Two paragraphs beside each other, or how many unchanged ones are left out here (`n_same`)."""

    kind: str
    n_same: int = 0
    old: Paragraph | None = None
    new: Paragraph | None = None
    before: Sequence[Piece] = ()
    after: Sequence[Piece] = ()
    other: int = 0  # the ordinal on the other side, of what moved

    @property
    def words(self) -> str:
        return str(KINDS[self.kind])


@dataclass(frozen=True)
class Quoted:
    """Words with some of the text around them."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def before(self) -> str:
        return around(self.paragraph.text, self.start, self.end)[0]

    @property
    def after(self) -> str:
        return around(self.paragraph.text, self.start, self.end)[1]

    @property
    def name(self) -> str:
        return f"{self.paragraph.pk}/{self.start}/{self.end}"


@dataclass(frozen=True)
class Review:
    """One place: its words now, and the proposal, or what was said of it."""

    place: Place
    now: Quoted
    proposal: Quoted | None
    answer: Quoted | None

    @property
    def why(self) -> str:
        return str(WHY[self.place.found.why])

    @property
    def pieces(self) -> tuple[Sequence[Piece], Sequence[Piece]]:
        """Its words and those that are proposed or chosen, cut where they differ."""
        then = self.answer or self.proposal
        return differing.pieces(self.now.words, then.words) if then else (_whole_words(self.now), ())

    @property
    def near(self) -> int | str:
        """The ordinal of the paragraph that is proposed, where one is."""
        return self.proposal.paragraph.ordinal if self.proposal else ""


class RevisionPage:
    """A document with its corrected text, or without one: `plan` None."""

    def __init__(self, document: Document, number: str | None = None) -> None:
        self.document, self.number = document, number
        revision = document.revisions.pending().first()
        self.plan = RevisionPlan(document, revision) if revision else None

    @cached_property
    def adoption(self) -> Operation | None:
        """The adoption that could be taken back."""
        return None if self.plan else revising.last_adoption(self.document)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many passages move exactly, wait for a word, or have got one; how many read marks and questions go."""
        places = self.plan.places if self.plan else []
        exact = sum(place.n_passages for place in places if place.is_exact)
        waiting = sum(place.n_passages for place in places if place.is_waiting)
        gone = sum(place.n_passages for place in places if place.is_waiting and place.proposal is None)
        answered = sum(place.n_passages for place in places) - exact - waiting
        return {"exact": exact, "doubtful": waiting - gone, "gone": gone, "answered": answered}

    @cached_property
    def n_places_gone(self) -> int:
        return sum(place.proposal is None for place in self.plan.waiting) if self.plan else 0

    @cached_property
    def n_to_read(self) -> int:
        """Codable paragraphs that are to be read again, or for the first time."""
        same = {each.pk for each in self.plan.same.values()} if self.plan else set()
        return sum(each.is_codable and each.pk not in same for each in self.plan.new) if self.plan else 0

    @cached_property
    def questions(self) -> list[Question]:
        """Those about paragraphs of which nothing is left."""
        if self.plan is None:
            return []
        asked = Question.objects.filter(document=self.document).on_current_text().with_place().order_by("asked_at")
        kept = self.plan.counterparts
        return [each for each in asked if each.paragraph_id not in kept and each.passage is None]

    @cached_property
    def waiting(self) -> list[Review]:
        """The first places that wait for a word, in reading order."""
        return [self._review(place) for place in self.plan.waiting[:AT_ONCE]] if self.plan else []

    @property
    def n_waiting(self) -> int:
        return len(self.plan.waiting) if self.plan else 0

    @cached_property
    def answered(self) -> list[Review]:
        places = self.plan.places if self.plan else []
        return [self._review(each) for each in places if not each.is_exact and not each.is_waiting]

    @cached_property
    def lines(self) -> Page[Line]:
        """The difference, some paragraphs at a time."""
        return Paginator(list(self._rows()), PER_PAGE).get_page(self.number)

    def shown(self) -> Iterator[Line]:
        """The lines of this page; only of these the words are compared."""
        for line in self.lines:
            if line.kind == differing.CHANGED and line.old and line.new:
                before, after = differing.pieces(line.old.text, line.new.text)
                yield replace(line, before=before, after=after)
            else:
                yield replace(line, before=_whole(line.old), after=_whole(line.new))

    def _rows(self) -> Iterator[Line]:
        if self.plan is None:
            return
        old, new, n_same = self.plan.old, self.plan.new, 0
        before, after = ([each.text for each in side] for side in (old, new))
        for row in differing.rows(before, after, self.plan.alignment):
            if row.kind == differing.SAME:
                n_same += 1
                continue
            if n_same:
                yield Line(differing.SAME, n_same)
            n_same = 0
            sides = (None if row.old is None else old[row.old], None if row.new is None else new[row.new])
            yield Line(row.kind, 0, *sides, other=0 if row.other is None else row.other + 1)
        if n_same:
            yield Line(differing.SAME, n_same)

    def _review(self, place: Place) -> Review:
        target = self.plan.targets.get(place.spot) if self.plan else None
        return Review(place, Quoted(place.paragraph, *place.spot[1:]), _quoted(place.proposal), _quoted(target))


def _whole_words(quoted: Quoted) -> Sequence[Piece]:
    return [Piece(quoted.words, False)]


def _whole(paragraph: Paragraph | None) -> Sequence[Piece]:
    return [Piece(paragraph.text, True)] if paragraph else []


def _quoted(target: Target | None) -> Quoted | None:
    return Quoted(*target) if target else None
