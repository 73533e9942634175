"""Where passages of a text stand in its corrected one (pure; offsets are half-open code points).

Exactly, where the words are unchanged and their place is beyond doubt (`corpus.collation.aligning`); else the best
proposal there is, with a score and why it is doubtful; or nowhere. Anchoring by quote, neighbours and position, as
Hypothesis does for web pages ("Fuzzy anchoring", 2013), but nothing that is only likely is taken for certain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.text.resembling import Resemblance, Texts
from corpus.collation.aligning import Alignment, align

EXACT, DOUBTFUL, GONE = "exact", "doubtful", "gone"

Span = tuple[int, int, int]  # index of the paragraph, start, end


@dataclass(frozen=True)
class Anchored:
    """What becomes of a span: `outcome`, its place in the new text (None where it is gone), and how sure that is.

    `score` in [0, 1], 1 for what is exact, 0 for what is gone. `why` names what is doubtful: "words" are others,
    they stand at several "places", they stand once but nothing around them says so ("apart"); "" when exact or gone.
    """

    outcome: str
    place: Span | None = None
    score: float = 0.0
    why: str = ""


def reanchor(
    old: Sequence[str], new: Sequence[str], spans: Sequence[Span], alignment: Alignment | None = None
) -> list[Anchored]:
    """What becomes of each span of the old paragraphs, in their order; equal spans become the same."""
    aligned = alignment or align(old, new)
    resembling = Resemblance(Texts(old), Texts(new), aligned)
    known: dict[Span, Anchored] = {}
    for span in spans:
        if span not in known:
            known[span] = _exact(aligned, span) or _proposed(resembling, span)
    return [known[span] for span in spans]


def _exact(aligned: Alignment, span: Span) -> Anchored | None:
    paragraph, start, end = span
    stretch = aligned.covering(paragraph, start, end)
    if stretch is None:
        return None
    at = stretch.at + start - stretch.start
    return Anchored(EXACT, (stretch.new, at, at + end - start), 1.0)


def _proposed(resembling: Resemblance, span: Span) -> Anchored:
    best = resembling.best(span)
    if best is None:
        return Anchored(GONE)
    return Anchored(DOUBTFUL, best.place, best.score, best.why)
