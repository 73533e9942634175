"""How often 95 % intervals of shares hold the truth, where they are printed and where not: invented corpora.

usage: python benchmarks/intervals.py [samples of each situation, 4000] [places of designs, from 0]     some ten minutes

Each sample is drawn from a corpus of its own: documents of different lengths in strata of source and year, themes that
keep to some documents more than to others (beta-binomial with the given correlation within documents). Documents are
drawn as Tifa draws them, and the share in the whole corpus is the truth. A situation counts as allowed where the
conditions of an interval are met in half of the samples or more; the intervals of these samples are counted. Samples of
paragraphs: benchmarks/paragraphs.py.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- after the path

django.setup()

from annotations.drawing.sampling import allocate  # noqa: E402
from reports.conditions import Seen  # noqa: E402
from reports.design import Drawn  # noqa: E402
from reports.intervals import bounds, half_widths  # noqa: E402

SAMPLES, SEED, AT_ONCE = 4000, 2026, 1000
LOW, HIGH = 0.93, 0.97
OFTEN = 0.5  # of the samples


class Design(NamedTuple):
    """`drawn` of `documents` in strata, all alike or each with a rate of its own."""

    documents: int
    drawn: int
    strata: int
    rates: tuple[float, ...] = ()


class Theme(NamedTuple):
    """`share` of the units; `within`: correlation of the units of a document; `lengths`: sd of their logarithm."""

    share: float
    within: float
    lengths: float


class Corpora(NamedTuple):
    """Documents × samples: units, and units with the theme; the stratum of each document."""

    strata: Any
    size: Any
    units: Any


DESIGNS = [
    Design(100, 20, 1), Design(200, 20, 4), Design(60, 30, 4), Design(150, 30, 1), Design(200, 40, 10),
    Design(400, 40, 20), Design(400, 40, 40), Design(400, 60, 1), Design(300, 60, 30), Design(300, 100, 10),
    Design(200, 50, 4, (0.1, 0.6, 0.3, 0.2)), Design(400, 100, 4, (0.05, 0.5, 0.25, 0.2)),
    Design(300, 75, 4, (0.15, 0.4, 0.25, 0.2)), Design(800, 200, 20), Design(600, 400, 10),
]  # fmt: skip
THEMES = [Theme(*each) for each in product((0.5, 0.2, 0.05, 0.02, 0.005), (0, 0.1, 0.3), (0.4, 0.8, 1.1))]


def corpora(random: np.random.Generator, at: Design, theme: Theme, n: int) -> Corpora:
    strata = np.arange(at.documents) % at.strata
    size = np.maximum(3, random.lognormal(3.2, theme.lengths, (at.documents, n)).astype(int))
    mean = np.clip(theme.share * random.lognormal(-0.045, 0.3, (at.strata, n)), 0.0005, 0.95)[strata]
    times = 1 / theme.within - 1 if theme.within else 0
    chance = random.beta(mean * times, (1 - mean) * times) if times else mean
    return Corpora(strata, size.astype(float), random.binomial(size, chance).astype(float))


def draw(random: np.random.Generator, at: Design, strata: Any, n: int) -> tuple[Any, Drawn]:
    """The places of the drawn documents, documents × samples, and how they were drawn."""
    sizes = np.bincount(strata)
    if at.rates:
        wanted = [max(1, round(size * rate)) for size, rate in zip(sizes, at.rates, strict=True)]
    else:
        wanted = [*allocate({(stratum, 0): int(size) for stratum, size in enumerate(sizes)}, at.drawn).values()]
    places = [
        np.flatnonzero(strata == stratum)[np.argsort(random.random((size, n)), axis=0)[:number]]
        for stratum, (size, number) in enumerate(zip(sizes, wanted, strict=True))
    ]
    chances = np.repeat(np.array(wanted) / sizes, wanted)
    return np.concatenate(places), Drawn(chances, np.repeat(np.arange(len(sizes)), wanted))


class Held(NamedTuple):
    """Of each sample: whether an interval is printed, whether it holds the truth."""

    printed: Any
    holds: Any


def estimates(random: np.random.Generator, at: Design, theme: Theme, n: int) -> Iterator[Held]:
    """In the order of FIGURES, what became of n samples."""
    all_ = corpora(random, at, theme, n)
    places, drawn = draw(random, at, all_.strata, n)
    half = (random.random((at.documents, n)) < 0.5).astype(float)
    y, x, h = (np.take_along_axis(table, places, 0) for table in (all_.units, all_.size, half))
    truths = [_share(all_.units * part, all_.size * part) for part in (half, 1 - half)]
    yield from of_sample(y, x, h, drawn, (_share(all_.units, all_.size), *truths))


def of_sample(y: Any, x: Any, h: Any, drawn: Drawn, truths: Sequence[Any]) -> Iterator[Held]:
    """From units with the theme, units, and what is of the first half, rows × samples; the truths of all and halves."""
    yield _held(y, x, drawn, truths[0])
    parts = [(y * part, x * part) for part in (h, 1 - h)]
    yield _held(*parts[0], drawn, truths[1])
    one, other = (bounds(*part, drawn) for part in parts)
    half_width = half_widths(one.residuals - other.residuals, drawn)
    enough = np.all([Seen.of(*part, drawn).is_enough for part in parts], axis=0)
    yield Held(enough, abs(one.value - other.value - (truths[1] - truths[2])) <= half_width)


def _share(units: Any, size: Any) -> Any:
    return units.sum(axis=0) / size.sum(axis=0)


def _held(y: Any, x: Any, drawn: Drawn, truth: Any) -> Held:
    found = bounds(y, x, drawn)
    return Held(Seen.of(y, x, drawn).is_enough, (found.low <= truth) & (truth <= found.high))


FIGURES = ("share", "half of them", "difference")


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    designs = [DESIGNS[int(place)] for place in sys.argv[2:]] or DESIGNS
    random = np.random.default_rng(SEED)
    print(f"{n} samples of each situation; of each figure the share of samples with an interval, and of these")
    print("intervals how many hold the truth; in brackets, where it is not allowed, what intervals would have held")
    print(f"| documents | drawn | strata | share | within | lengths | {' | '.join(FIGURES)} |")
    seen: dict[str, list[list[float]]] = {figure: [[], []] for figure in FIGURES}
    with np.errstate(all="ignore"):
        for at, theme in product(designs, THEMES):
            cells = []
            for figure, held in zip(FIGURES, _together(random, at, theme, n), strict=True):
                is_allowed, covered, cell = tell(held)
                seen[figure][is_allowed].append(covered)
                cells.append(cell)
            rates = f"{at.strata}, rates {', '.join(map(str, at.rates))}" if at.rates else f"{at.strata}"
            print(
                f"| {at.documents} | {at.drawn} | {rates} | {' | '.join(map(str, theme))} | {' | '.join(cells)} |",
                flush=True,
            )
    conclude(seen)


def tell(held: Held) -> tuple[bool, float, str]:
    """Whether intervals are allowed in the situation, how many of them hold the truth, and this in a cell."""
    printed = float(held.printed.mean())
    is_allowed = printed >= OFTEN
    covered = float(held.holds[held.printed].mean() if is_allowed else held.holds.mean())
    return is_allowed, covered, f"{printed:.0%} {covered:.1%}" if is_allowed else f"{printed:.0%} ({covered:.1%})"


def conclude(seen: dict[str, list[list[float]]]) -> None:
    """Of each figure how much was held, where it is not allowed and where it is."""
    for figure, [not_allowed, allowed] in seen.items():
        print(f"| {figure}, allowed | {summary(allowed)} |\n| {figure}, not allowed | {summary(not_allowed)} |")


def summary(covered: list[float]) -> str:
    if not covered:
        return "none"
    inside = sum(LOW <= each <= HIGH for each in covered)
    found = " to ".join(f"{each:.1%}" for each in (min(covered), max(covered)))
    return f"{len(covered)} situations: {found}, mean {np.mean(covered):.1%}, {inside} of them within 93 to 97 %"


def _together(random: np.random.Generator, at: Design, theme: Theme, n: int) -> list[Held]:
    """In portions that fit in memory."""
    step = min(n, AT_ONCE)
    portions = [list(estimates(random, at, theme, step)) for _portion in range(n // step)]
    return [Held(*(np.concatenate(parts) for parts in zip(*each, strict=True))) for each in zip(*portions, strict=True)]


if __name__ == "__main__":
    main()
