"""A stratified sample with proportional allocation (Cochran 1977, sections 5.5 and 5.9).

Of N_h ids in a stratum n_h are drawn without replacement, so each of them is in the sample with probability n_h / N_h,
which is what is stored. The n_h are fixed by the sizes alone: the share of each stratum, rounded by largest remainders
(ties to the smaller stratum key), and at least one, so that no id has probability 0.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import floor

from annotations.drawing.shuffling import shuffled

Stratum = tuple[int, int]  # source (0: unknown), year (0: undated)


@dataclass(frozen=True)
class Sample:
    """What was drawn, the ids of all strata together, and with which probability in (0, 1] each stratum's were."""

    ids: frozenset[int]
    probabilities: dict[Stratum, float]


def draw(strata: Mapping[Stratum, Collection[int]], number: int, seed: int, purpose: str) -> Sample:
    """Draw about `number` ids: more only where strata that would get none get one; all where there are not as many."""
    sizes = {stratum: len(ids) for stratum, ids in strata.items() if ids}
    wanted = allocate(sizes, number)
    chosen = (
        shuffled(strata[stratum], seed, f"{purpose}/{stratum[0]}/{stratum[1]}")[:n] for stratum, n in wanted.items()
    )
    return Sample(
        frozenset(each for some in chosen for each in some),
        {stratum: n / sizes[stratum] for stratum, n in wanted.items()},
    )


def allocate(sizes: Mapping[Stratum, int], number: int) -> dict[Stratum, int]:
    """How many to draw of each stratum that holds so many: in [1, size], within 1 of its share of `number`."""
    whole = sum(sizes.values())
    number = min(max(number, 0), whole)
    exact = {stratum: (number * size) // whole for stratum, size in sizes.items()} if whole else {}
    by_remainder = sorted(exact, key=lambda stratum: (-(number * sizes[stratum] % whole), stratum))
    for stratum in by_remainder[: number - sum(exact.values())]:
        exact[stratum] += 1
    return {stratum: max(1, exact[stratum]) for stratum in sorted(exact)}


def part(size: int, share: float) -> int:
    """A share in (0, 1] of so many, rounded half up, at least one of any."""
    return max(1, floor(size * share + 0.5)) if size else 0
