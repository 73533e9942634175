"""The difference of two texts for people: paragraph beside paragraph, with the words that are others (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.collation.aligning import Alignment, align, heaviest_chain
from corpus.collation.tokens import tokens

SAME, CHANGED, REMOVED, ADDED, MOVED_FROM, MOVED_TO = "same", "changed", "removed", "added", "moved-from", "moved-to"
ALIKE = 0.5  # of their words, from which two paragraphs in one place are one that changed


@dataclass(frozen=True)
class Piece:
    """Words of one side: `is_other` where the other side has not got them."""

    text: str
    is_other: bool


@dataclass(frozen=True)
class Row:
    """Two paragraphs that answer each other, or one that has none on the other side; indexes from 0.

    For what moved, `other` is the index at which it stands on the other side.
    """

    kind: str
    old: int | None = None
    new: int | None = None
    other: int | None = None


def rows(old: Sequence[str], new: Sequence[str], alignment: Alignment | None = None) -> list[Row]:
    """Every paragraph of both texts once, in the order of the new one, what was removed where it stood."""
    aligned = alignment or align(old, new)
    pairs = _pairs(aligned, old)
    moved = {i: j for i, j in aligned.same.items() if pairs.get(i) != j}
    return list(_rows(old, new, _with_alike(pairs, old, new, moved), moved))


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts cut where they differ, at words; the pieces of each, joined, are the text exactly."""
    mine, theirs = _spans(before), _spans(after)
    cut = ([before[a:b] for a, b in mine], [after[a:b] for a, b in theirs])
    left, right = [], []
    for tag, a, b, c, d in SequenceMatcher(None, *cut, False).get_opcodes():
        left.append(Piece("".join(cut[0][a:b]), tag != "equal"))
        right.append(Piece("".join(cut[1][c:d]), tag != "equal"))
    return tuple(each for each in left if each.text), tuple(each for each in right if each.text)


def _spans(text: str) -> list[tuple[int, int]]:
    """Words and other characters, and the white space between them."""
    found, at = [], 0
    for start, end in tokens(text):
        found += [(at, start)] if at < start else []
        found.append((start, end))
        at = end
    return [*found, (at, len(text))] if at < len(text) else found


def _pairs(aligned: Alignment, old: Sequence[str]) -> dict[int, int]:
    """The old paragraphs that have an answer in the same order, by their indexes."""
    origins = aligned.origins()
    both = [(i, j) for i, j in aligned.counterparts().items() if origins.get(j) == i]
    kept = heaviest_chain([(j, 0) for _i, j in sorted(both)], [len(old[i]) for i, _j in sorted(both)])
    return dict(pair for index, pair in enumerate(sorted(both)) if index in kept)


def _with_alike(pairs: dict[int, int], old: Sequence[str], new: Sequence[str], moved: dict[int, int]) -> dict[int, int]:
    """And those between two pairs that look alike: short ones, with no run of words in common."""
    found, at = dict(pairs), (-1, -1)
    taken = set(moved.values())
    for i, j in [*sorted(pairs.items()), (len(old), len(new))]:
        left = [index for index in range(at[0] + 1, i) if index not in moved]
        right = [index for index in range(at[1] + 1, j) if index not in taken]
        for one, other in zip(left, right, strict=False):
            if SequenceMatcher(None, old[one].split(), new[other].split(), False).ratio() >= ALIKE:
                found[one] = other
        at = (i, j)
    return found


def _rows(old: Sequence[str], new: Sequence[str], pairs: dict[int, int], moved: dict[int, int]) -> Iterator[Row]:
    came, next_old = {j: i for i, j in moved.items()}, 0
    answers = {j: i for i, j in pairs.items()}
    for j, text in enumerate(new):
        i = answers.get(j)
        if i is None:
            kind = MOVED_TO if j in came else ADDED
            yield Row(kind, None, j, came.get(j))
            continue
        yield from _gone(range(next_old, i), moved)
        next_old = i + 1
        yield Row(SAME if old[i] == text else CHANGED, i, j)
    yield from _gone(range(next_old, len(old)), moved)


def _gone(indexes: range, moved: dict[int, int]) -> Iterator[Row]:
    for i in indexes:
        yield Row(MOVED_FROM if i in moved else REMOVED, i, None, moved.get(i))
