"""Where coders drew the boundaries of passages, in what all of them read: a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from projects.models import Coder
from reports.measures.continuum import Continuum, Span, lay_out
from reports.scope import Scope


@dataclass
class Boundaries:
    """What was read by all: `lengths` of its documents in code points, paragraphs end to end, and spans by theme.

    `spans`: theme -> for each coder (document, start, end). Sizes: one entry a passage and theme.
    """

    coders: Sequence[Coder]
    lengths: list[int] = field(default_factory=list)
    n_paragraphs: int = 0
    spans: dict[int, list[list[Span]]] = field(default_factory=dict)

    def continuum(self, theme: int) -> Continuum:
        """The passages of one theme."""
        return lay_out(self.lengths, self.spans.get(theme, [[] for _coder in self.coders]))

    def n_passages(self, theme: int) -> list[int]:
        """By coder."""
        return [len(spans) for spans in self.spans.get(theme, [[] for _coder in self.coders])]


def load(scope: Scope, coders: Sequence[Coder]) -> Boundaries:
    """The passages of these coders on the paragraphs that every one of them marked as read."""
    found = Boundaries(coders)
    place_of = {coder.pk: place for place, coder in enumerate(coders)}
    begins = _lay_paragraphs(scope, coders, found)
    spans: dict[int, list[list[Span]]] = defaultdict(lambda: [[] for _coder in coders])
    rows = scope.taggings().filter(coder__in=coders).order_by()
    columns = ("tag", "coder", "paragraph", "content_object__start", "content_object__end")
    for theme, coder, paragraph, start, end in rows.values_list(*columns):
        if paragraph in begins:
            document, begin = begins[paragraph]
            spans[theme][place_of[coder]].append((document, begin + start, begin + end))
    found.spans = dict(spans)
    return found


def _lay_paragraphs(scope: Scope, coders: Sequence[Coder], found: Boundaries) -> dict[int, tuple[int, int]]:
    """paragraph -> (place of its document, where it begins there), of those that all read; fills in the lengths."""
    rows = scope.readings().filter(coder__in=coders).order_by("document", "paragraph__ordinal", "paragraph", "coder")
    marks = list(rows.values_list("document", "paragraph", "paragraph__n_chars"))
    readers = Counter(paragraph for _document, paragraph, _size in marks)
    places: dict[int, int] = {}
    begins: dict[int, tuple[int, int]] = {}
    for document, paragraph, size in marks:
        if readers[paragraph] < len(coders) or paragraph in begins:
            continue
        place = places.setdefault(document, len(places))
        if place == len(found.lengths):
            found.lengths.append(0)
        begins[paragraph] = (place, found.lengths[place])
        found.lengths[place] += size
    found.n_paragraphs = len(begins)
    return begins
