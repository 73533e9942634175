"""The order in which the parts of a page are read: columns one after the other, what spans them between."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from corpus.importers.pdf.segments import Segment

FEWEST = 3  # lines on one side of a gutter
MANY = 12  # lines of a document with the same left edge
LONG = 10  # a line of text, in sizes of its letters
MARGIN = 50  # points at the left of a page in which only indents begin
MOST_GUTTERS = 40
CLOSE = 1.6  # sizes from one line of a paragraph to the next
NARROWEST = 7  # a column, in sizes of its letters
FULL = 0.6  # of a column's width: how long the usual line of one is; the cells of a table are shorter
DEEPEST = 4  # columns in columns
Region = list[Segment]


def edges(pages: Iterable[Iterable[Segment]]) -> list[float]:
    """Left edges that many lines of a document share: where its columns may begin on pages with few lines in one."""
    counted = Counter(round(segment.x0) for page in pages for segment in page if segment.width > LONG * segment.size)
    return [float(edge) for edge, n in counted.items() if n >= MANY]


def regions(segments: Sequence[Segment], shared: Sequence[float] = (), depth: int = 0) -> list[Region]:
    """The segments in reading order, in groups that are columns, or stand across them; each from top to bottom."""
    ordered = sorted(segments, key=lambda each: (-each.y, each.x0))
    best: list[Region] = []
    most = 0
    for gutter in _gutters(ordered, shared) if depth < DEEPEST else ():
        parts, n_in_columns = _parted(ordered, gutter)
        if n_in_columns > most:
            best, most = parts, n_in_columns
    if not best:
        return [ordered] if ordered else []
    return [region for part in best for region in regions(part, shared, depth + 1)]


def _gutters(segments: Region, shared: Sequence[float]) -> list[float]:
    """Where columns may begin: left edges that several segments share, but the first."""
    counted = Counter(round(segment.x0) for segment in segments)
    often = {float(edge) for edge, n in counted.items() if n >= FEWEST}
    left = min((segment.x0 for segment in segments), default=0)
    right = max((segment.x0 for segment in segments), default=0)
    return sorted(edge - 1 for edge in {*often, *shared} if left + MARGIN < edge < right + 2)[:MOST_GUTTERS]


def _parted(segments: Region, gutter: float) -> tuple[list[Region], int]:
    """From top to bottom: what spans the gutter, columns as left and right; and how many segments are in columns."""
    parts: list[Region] = []
    n_in_columns, is_open = 0, False
    for is_across, band in _bands(segments, gutter):
        left = [each for each in band if each.x1 <= gutter + 1]
        right = [each for each in band if each.x0 >= gutter - 1]
        if not is_across and _are_columns(left, right):
            parts += [left, right]
            n_in_columns += len(band)
            is_open = False
        elif is_open:
            parts[-1] += band
        else:
            parts.append(list(band))
            is_open = True
    return parts, n_in_columns


def _bands(segments: Region, gutter: float) -> list[tuple[bool, Region]]:
    bands: list[tuple[bool, Region]] = []
    for number, segment in enumerate(segments):
        is_across = segment.x0 < gutter - 1 and segment.x1 > gutter + 1
        if not is_across and bands and bands[-1][0]:
            beside = segments[number + 1 : number + 2]
            is_across = _is_last_line(segment, bands[-1][1][-1]) and all(_is_below(segment, each) for each in beside)
        if not bands or bands[-1][0] != is_across:
            bands.append((is_across, []))
        bands[-1][1].append(segment)
    return bands


def _is_last_line(segment: Segment, above: Segment) -> bool:
    """The short end of a paragraph that stands across: close below it, at its left edge, in its size."""
    is_close = 0 < above.y - segment.y < CLOSE * segment.size
    return is_close and segment.size == above.size and abs(segment.x0 - above.x0) < 2 * segment.size


def _is_below(above: Segment, segment: Segment) -> bool:
    return above.y - segment.y > 0.5 * above.size


def _are_columns(left: Region, right: Region) -> bool:
    """Lines on both sides; most of those on the longer one reach across it, as cells of a table do not."""
    if not left or not right or max(len(left), len(right)) < FEWEST:
        return False
    longer = max(left, right, key=len)
    width = max(each.x1 for each in longer) - min(each.x0 for each in longer)
    return _usual(longer) >= FULL * width and all(_usual(side) >= NARROWEST * _size(side) for side in (left, right))


def _usual(side: Region) -> float:
    return median(each.width for each in side)


def _size(side: Region) -> float:
    return median(each.size for each in side)
