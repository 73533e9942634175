"""Who gets which document: so many different coders each, with balanced loads.

Greedy list scheduling, stratum by stratum, the heaviest documents of each first (Graham 1969): a document goes to the
coders with the least load so far; the seed decides between equals. A load is a number of paragraphs to read. Where
nobody had anything before and everybody may get everything, the loads of two coders differ by at most the heaviest
document; inside one stratum by at most twice that, since they differ by at most once that before and after it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from annotations.drawing.sampling import Stratum
from annotations.drawing.shuffling import shuffled

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Piece:
    """One document to give to `coders` different coders; `had_by` have it already and count, `barred` get it never."""

    id: int
    stratum: Stratum
    load: int
    coders: int
    had_by: Collection[int] = NOBODY
    barred: Collection[int] = NOBODY


class TooFewCoders(Exception):
    """A document needs more different coders than there are."""


def balance(
    pieces: Iterable[Piece], coders: Collection[int], seed: int, loads: Mapping[int, int] | None = None
) -> dict[int, tuple[int, ...]]:
    """Who gets each piece beside those who have it, smallest id first; `loads` is what coders have to read already."""
    load = {coder: (loads or {}).get(coder, 0) for coder in coders}
    given: dict[int, tuple[int, ...]] = {}
    for piece in _in_turn(pieces, seed):
        free = [each for each in shuffled(coders, seed, f"coders/{piece.id}") if not _is_out(piece, each)]
        missing = max(0, piece.coders - len(set(piece.had_by)))
        if missing > len(free):
            raise TooFewCoders
        chosen = sorted(sorted(free, key=lambda coder: load[coder])[:missing])
        for coder in chosen:
            load[coder] += piece.load
        given[piece.id] = tuple(chosen)
    return dict(sorted(given.items()))


def _in_turn(pieces: Iterable[Piece], seed: int) -> Iterable[Piece]:
    """Stratum by stratum, the heaviest first, equally heavy ones by chance."""
    for _stratum, some in groupby(sorted(pieces, key=lambda each: each.stratum), key=lambda each: each.stratum):
        known = {each.id: each for each in some}
        mixed = [known[pk] for pk in shuffled(known, seed, "documents in turn")]
        yield from sorted(mixed, key=lambda each: -each.load)


def _is_out(piece: Piece, coder: int) -> bool:
    return coder in piece.had_by or coder in piece.barred
