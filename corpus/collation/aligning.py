"""Which paragraphs and stretches of a text are still there in a corrected one, beyond doubt (pure).

A paragraph of some length that stands once in both texts is the same, wherever it stands. A short one, or one of
several alike, is only where its neighbours say so. In what is left, stretches are looked for (`stretches`); one that is
out of order counts only when it is as long as a sentence, since short phrases turn up again by chance.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.collation.stretches import SURE, Stretch, stretches
from corpus.collation.tokens import weight

MOVED = 100  # the weight from which a stretch may stand in another order
ROUNDS = 5  # of looking again, each after paragraphs were recognised

Pair = tuple[int, int]  # indexes of an old and of a new paragraph


@dataclass(frozen=True)
class Alignment:
    """`same` has the paragraphs that stand unchanged, old index to new; `parts` the stretches of others, by old index.

    All of it one to one: no word of the new text answers two words of the old one.
    """

    same: dict[int, int] = field(default_factory=dict)
    parts: dict[int, list[Stretch]] = field(default_factory=lambda: defaultdict(list))

    def covering(self, paragraph: int, start: int, end: int) -> Stretch | None:
        """The unchanged stretch that holds all of [start, end) of an old paragraph; None where there is none."""
        if paragraph in self.same:
            return Stretch(paragraph, start, self.same[paragraph], start, end - start)
        return next((each for each in self.parts[paragraph] if each.start <= start and end <= each.end), None)

    def counterparts(self) -> dict[int, int]:
        """For each old paragraph the new one that has most of it; those of which nothing is left are left out."""
        found = {}
        for (i, j), _n in sorted(self.pairs().items(), key=lambda row: (row[1], row[0])):
            found[i] = j  # the one that shares most is the last
        return found | self.same

    def origins(self) -> dict[int, int]:
        """For each new paragraph the old one from which most of it comes; new text is left out."""
        found = {}
        for (i, j), _n in sorted(self.pairs().items(), key=lambda row: (row[1], row[0])):
            found[j] = i
        return found | {j: i for i, j in self.same.items()}

    def pairs(self) -> dict[Pair, int]:
        """How many code points each old and new paragraph share in stretches that were found."""
        shared = Counter[Pair]()
        for found in self.parts.values():
            for each in found:
                shared[each.old, each.new] += each.length
        return dict(shared)


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Compare two lists of paragraphs."""
    same = _unique(old, new)
    found: list[Stretch] = []
    for _round in range(ROUNDS):
        taken = set(same.values())
        left = {index: text for index, text in enumerate(old) if index not in same}
        right = {index: text for index, text in enumerate(new) if index not in taken}
        found = _in_order(same, stretches(left, right), old)
        more = _by_neighbours(old, new, same, {(each.old, each.new) for each in found})
        if not more:
            break
        same |= more
    parts: dict[int, list[Stretch]] = defaultdict(list)
    taken = set(same.values())
    for each in found:
        if each.old not in same and each.new not in taken:
            parts[each.old].append(each)
    return Alignment(same, parts)


def _unique(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The paragraphs of some length that stand once in each text."""
    there, here = _places(old), _places(new)
    alone = {text: at[0] for text, at in here.items() if len(at) == 1}
    return {at[0]: alone[text] for text, at in there.items() if len(at) == 1 and text in alone and weight(text) >= SURE}


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        places[text].append(index)
    return places


def _by_neighbours(old: Sequence[str], new: Sequence[str], same: dict[int, int], linked: set[Pair]) -> dict[int, int]:
    """Short and repeated paragraphs, for as long as each makes others certain.

    A run of equal paragraphs counts between two that are certain; one that stands once in both texts beside one.
    """
    there, here = Counter(old), Counter(new)
    links = {*linked, *same.items(), (-1, -1), (len(old), len(new))}
    free, open_ = set(range(len(old))) - same.keys(), set(range(len(new))) - set(same.values())
    found: dict[int, int] = {}
    waiting = sorted(links)
    while waiting:
        i, j = waiting.pop()
        run = _run(old, new, (i, j), free, open_)
        is_closed = (i + len(run) + 1, j + len(run) + 1) in links
        beside = [] if i < 0 or i == len(old) else [(i - 1, j - 1), *run[:1]]
        alone = [(m, n) for m, n in beside if m in free and n in open_ and there[old[m]] == here[new[n]] == 1]
        for m, n in run if is_closed else [pair for pair in alone if old[pair[0]] == new[pair[1]]]:
            found[m] = n
            free.discard(m)
            open_.discard(n)
            links.add((m, n))
            waiting.append((m, n))
    return found


def _run(old: Sequence[str], new: Sequence[str], after: Pair, free: set[int], open_: set[int]) -> list[Pair]:
    """The equal paragraphs that follow a pair in both texts."""
    run = []
    i, j = after[0] + 1, after[1] + 1
    while i in free and j in open_ and old[i] == new[j]:
        run.append((i, j))
        i, j = i + 1, j + 1
    return run


def _in_order(same: dict[int, int], found: list[Stretch], old: Sequence[str]) -> list[Stretch]:
    """Without the short ones that stand in another order than the bulk of the text."""
    whole = [Stretch(i, 0, j, 0, len(old[i])) for i, j in same.items()]
    all_ = sorted([*whole, *found], key=lambda each: (each.old, each.start))
    weights = [weight(old[each.old][each.start : each.end]) for each in all_]
    kept = heaviest_chain([(each.new, each.at) for each in all_], weights)
    sure = [each for index, each in enumerate(all_) if index in kept or weights[index] >= MOVED]
    return [each for each in sure if each.old not in same]


def heaviest_chain(keys: Sequence[tuple[int, int]], weights: Sequence[int]) -> set[int]:
    """The indexes of the increasing subsequence of `keys` with the greatest sum of `weights`; n log n steps."""
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)), start=1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # best sum up to a rank, and the index it ends with
    before = [-1] * len(keys)
    for index, key in enumerate(keys):
        best, rank = (0, -1), ranks[key] - 1
        while rank > 0:
            best, rank = max(best, tree[rank]), rank - (rank & -rank)
        before[index], total, rank = best[1], (best[0] + weights[index], index), ranks[key]
        while rank < len(tree):
            tree[rank], rank = max(tree[rank], total), rank + (rank & -rank)
    last = max(tree)[1]
    chain = set()
    while last >= 0:
        chain.add(last)
        last = before[last]
    return chain
