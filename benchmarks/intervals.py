"""How often the 95 % intervals of the coverage page hold the truth, where they are printed: invented corpora.

usage: python benchmarks/intervals.py [samples of each situation, 2000]     about a minute

Corpora are made anew for every ten samples: documents of different lengths in strata of source and year, themes that
keep to some documents more than to others (beta-binomial: the smaller the concentration, the more). Of each, documents
are drawn as Tifa draws them, and the share in the whole corpus is the truth.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- after the path

django.setup()

from annotations.drawing.sampling import allocate  # noqa: E402
from reports.intervals import Drawn, Estimate, difference, shares  # noqa: E402

SAMPLES, ANEW, SEED = 2000, 10, 2026
FEW = 0.05  # a situation in which hardly any interval is printed says nothing about those that are


class Situation(NamedTuple):
    documents: int
    drawn: int
    strata: int
    share: float
    concentration: float


class Corpus(NamedTuple):
    stratum: Any
    size: Any
    units: Any  # with the theme


SITUATIONS = [
    Situation(*size, share, concentration)
    for size in ((200, 20, 1), (200, 40, 1), (200, 40, 10), (60, 30, 4), (1000, 100, 20), (200, 100, 10))
    for share in (0.3, 0.1, 0.03)
    for concentration in (3, 15)
]


def corpus(random: np.random.Generator, at: Situation) -> Corpus:
    stratum = random.integers(0, at.strata, at.documents)
    size = np.maximum(5, random.lognormal(3.6, 0.6, at.documents).astype(int))
    mean = np.clip(at.share * np.exp(random.normal(0, 0.3, at.strata)), 0.001, 0.9)[stratum]
    chance = random.beta(mean * at.concentration, (1 - mean) * at.concentration)
    return Corpus(stratum, size.astype(float), random.binomial(size, chance).astype(float))


def sample(random: np.random.Generator, all_: Corpus, number: int) -> tuple[Any, Drawn]:
    """The places of the drawn documents, and how they were drawn."""
    sizes = np.bincount(all_.stratum)
    wanted = allocate({(stratum, 0): int(n) for stratum, n in enumerate(sizes) if n}, number)
    chosen = np.concatenate(
        [random.permutation(np.flatnonzero(all_.stratum == stratum))[:n] for (stratum, _), n in wanted.items()]
    )
    chance = {stratum: n / sizes[stratum] for (stratum, _), n in wanted.items()}
    strata = all_.stratum[chosen]
    return chosen, Drawn(np.array([chance[stratum] for stratum in strata]), strata)


def estimates(random: np.random.Generator, at: Situation, n: int) -> Iterator[tuple[str, Estimate, float]]:
    """(which figure, the estimate, the truth) of n samples."""
    for turn in range(n):
        if turn % ANEW == 0:
            all_ = corpus(random, at)
            halves = random.random(at.documents) < 0.5
            part = all_.units / all_.size
        chosen, drawn = sample(random, all_, at.drawn)
        y, x, half = all_.units[chosen], all_.size[chosen], halves[chosen]
        columns = np.stack([y, part[chosen], y * half], 1), np.stack([x, np.ones(len(x)), x * half], 1)
        pooled, mean, domain = shares(*columns, drawn)
        first, second = _share(all_, halves), _share(all_, ~halves)
        yield "share", pooled, all_.units.sum() / all_.size.sum()
        yield "mean", mean, part.mean()
        yield "part", domain, first
        yield "difference", difference((y * half, y * ~half), (x * half, x * ~half), drawn), first - second


def _share(all_: Corpus, which: Any) -> float:
    return float(all_.units[which].sum() / all_.size[which].sum())


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    random = np.random.default_rng(SEED)
    print(f"{n} samples of each situation; of each figure: intervals printed, and how many of them hold the truth")
    print(
        "| documents | drawn | strata | share | concentration | share | mean of documents | half of them | difference |"
    )
    whole: dict[str, list[bool]] = {}
    for at in SITUATIONS:
        held: dict[str, list[bool]] = {"share": [], "mean": [], "part": [], "difference": []}
        for figure, estimate, truth in estimates(random, at, n):
            if estimate.low is not None and estimate.high is not None:
                held[figure].append(estimate.low <= truth <= estimate.high)
        cells = [f"{len(some) / n:4.0%} {np.mean(some):6.1%}" if len(some) > FEW * n else "–" for some in held.values()]
        print(f"| {' | '.join(map(str, at))} | {' | '.join(cells)} |", flush=True)
        for figure, some in held.items():
            whole.setdefault(figure, []).extend(some)
    print("| all | | | | |", " | ".join(f"{np.mean(some):.1%} of {len(some)}" for some in whole.values()), "|")


if __name__ == "__main__":
    main()
