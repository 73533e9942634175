"""Running heads and feet, and page numbers: found because they return at the same place of several pages."""

import re
from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from corpus.importers.base import Block
from corpus.importers.pdf.segments import Segment

FEW = 8  # rows on a page, of which only the first and the last may stand in the margins
LONG = 8  # characters that hardly meet at one place by chance
N_ROWS = 3  # from the top and from the foot of a page, among which heads and feet are looked for
NUMBER = re.compile(
    r"(?:page |p\. ?|seite )?(\d{1,4})(?: ?(?:of|/|von) ?\d{1,4})?|[-–—·] ?(\d{1,4}) ?[-–—·]|"
    r"第 ?(\d{1,4}) ?页(?:.{0,3}共 ?\d{1,4} ?页)?",
    re.IGNORECASE,
)
ROMAN = re.compile(r"[ivxl]{1,7}", re.IGNORECASE)
REPEATED = _("Stands at the same place of several pages.")
ONLY_NUMBER = _("A number that counts the pages.")
Pages = Sequence[Sequence[Segment]]


def found(pages: Pages) -> dict[int, Block]:
    """What each segment (by its id) that is no part of the text is."""
    edges = [_edges(page) for page in pages]
    verdicts: dict[int, Block] = {}
    for segment in _numbers(edges):
        verdicts[id(segment)] = Block(segment.text, "page_number", ONLY_NUMBER)
    for segment in _repeated(edges):
        verdicts.setdefault(id(segment), Block(segment.text, "furniture", REPEATED))
    return verdicts


def _edges(page: Sequence[Segment]) -> list[Segment]:
    """The first and last rows of a page."""
    heights = sorted({round(segment.y) for segment in page})
    n_rows = N_ROWS if len(heights) > FEW else 1
    rows = {*heights[:n_rows], *heights[-n_rows:]}
    return [segment for segment in page if round(segment.y) in rows]


def _numbers(edges: Pages) -> list[Segment]:
    """Those that grow as the pages do: the number less the page is the same on two pages, at about one height."""
    series: dict[tuple[int, int], list[Segment]] = defaultdict(list)
    for number, page in enumerate(edges):
        for segment in page:
            counted = _number(segment.text)
            if counted is not None:
                series[counted - number, round(segment.y / 8)].append(segment)
    alone = len(edges) == 1
    return [
        each
        for (_less, height), same in series.items()
        for each in same
        if len({s.page for s in same}) > 1 or (alone and _is_outermost(each, edges[0]))
    ]


def _is_outermost(segment: Segment, page: Sequence[Segment]) -> bool:
    return segment.y in {min(each.y for each in page), max(each.y for each in page)} and len(page) > 1


def _number(text: str) -> int | None:
    match = NUMBER.fullmatch(text.strip())
    if match:
        return int(next(group for group in match.groups() if group))
    return _roman(text.strip().lower()) if ROMAN.fullmatch(text.strip()) else None


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _repeated(edges: Pages) -> list[Segment]:
    """The same words, numbers aside, at the same height of several pages; two of many are enough for a longer line."""
    places: dict[tuple[str, int], list[Segment]] = defaultdict(list)
    for page in edges:
        for segment in page:
            places[re.sub(r"\d+", "#", segment.text), round(segment.y / 3)].append(segment)
    repeated = []
    for (words, _height), same in places.items():
        n_pages = len({segment.page for segment in same})
        if n_pages > 2 or (n_pages == 2 and (len(edges) == 2 or len(words) > LONG)):
            repeated += same
    return repeated
