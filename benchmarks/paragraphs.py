"""How often 95 % intervals of shares hold the truth where paragraphs were drawn: invented corpora.

usage: python benchmarks/paragraphs.py [samples of each situation, 1000]     some five minutes

Paragraphs of one to five units are drawn of all documents, or of documents that were drawn first, as Tifa draws them;
what is known of the two draws is what is stored, so that reports.drawn_paragraphs has to find the first one again. The
rest is as in benchmarks/intervals.py.
"""

import os
import sys
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- after the path

django.setup()

from annotations.drawing.sampling import allocate, part  # noqa: E402
from benchmarks.intervals import FIGURES, SEED, Design, Held, Theme, conclude, draw, of_sample, tell  # noqa: E402
from reports.design import Drawn, Ints  # noqa: E402
from reports.drawn_paragraphs import drawn_from  # noqa: E402

SAMPLES = 1000


class Two(NamedTuple):
    """A draw of documents, and of each hundred paragraphs of these so many."""

    documents: Design
    of_hundred: int


DRAWS = [
    Two(Design(40, 40, 1), 20), Two(Design(100, 100, 4), 5), Two(Design(200, 200, 10), 10),
    Two(Design(400, 400, 20), 2),
    Two(Design(100, 30, 1), 50), Two(Design(200, 40, 4), 30), Two(Design(200, 100, 10), 20), Two(Design(400, 60, 1), 5),
]  # fmt: skip
THEMES = [Theme(*each) for each in product((0.3, 0.1), (0.1, 0.3), (0.4, 0.8))]


class Corpus(NamedTuple):
    """Of each document its stratum and number of paragraphs; of each paragraph its document, units, those with it."""

    strata: Ints
    sizes: Ints
    home: Ints
    units: Ints
    with_it: Ints


def corpus(random: np.random.Generator, at: Design, theme: Theme) -> Corpus:
    strata = np.arange(at.documents) % at.strata
    sizes = np.maximum(2, random.lognormal(2.3, theme.lengths, at.documents).astype(int))
    mean = np.clip(theme.share * random.lognormal(-0.045, 0.3, at.strata), 0.0005, 0.95)[strata]
    times = 1 / theme.within - 1
    chance = random.beta(mean * times, (1 - mean) * times)
    home = np.repeat(np.arange(at.documents), sizes)
    units = random.integers(1, 6, len(home))
    return Corpus(strata, sizes, home, units, random.binomial(units, chance[home]))


def sample(random: np.random.Generator, two: Two, all_: Corpus) -> tuple[Ints, Drawn]:
    """The drawn paragraphs, and how they were drawn by what is stored of it."""
    at, strata_of = two.documents, all_.strata[all_.home]
    places, by = draw(random, at, all_.strata, 1)
    is_there = np.isin(all_.home, places[:, 0])
    first = dict(zip(by.strata.tolist(), by.probabilities.tolist(), strict=True))
    n_of = np.bincount(strata_of[is_there], minlength=at.strata)
    there = {(stratum, 0): int(n) for stratum, n in enumerate(n_of) if n}
    rows, chances = [], []
    for (stratum, _year), number in allocate(there, part(int(is_there.sum()), two.of_hundred / 100)).items():
        rows.append(random.permutation(np.flatnonzero(is_there & (strata_of == stratum)))[:number])
        chances.append(np.full(number, first[stratum] * number / n_of[stratum]))
    chosen = np.concatenate(rows)
    drawn = drawn_from(np.concatenate(chances), all_.home[chosen], all_.strata, all_.sizes)
    if drawn is None:
        raise ValueError("several probabilities in a stratum")
    return chosen, drawn


def once(random: np.random.Generator, two: Two, theme: Theme) -> list[tuple[Any, Any]]:
    """Of each figure whether one sample has an interval, and whether this holds the truth."""
    all_ = corpus(random, two.documents, theme)
    chosen, drawn = sample(random, two, all_)
    is_first = random.random(len(all_.sizes))[all_.home] < 0.5
    parts = (np.ones_like(is_first), is_first, ~is_first)
    truths = [all_.with_it[each].sum() / max(all_.units[each].sum(), 1) for each in parts]
    y, x, h = (table[chosen, None].astype(float) for table in (all_.with_it, all_.units, is_first))
    return [(held.printed[0], held.holds[0]) for held in of_sample(y, x, h, drawn, truths)]


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    random = np.random.default_rng(SEED)
    seen: dict[str, list[list[float]]] = {figure: [[], []] for figure in FIGURES}
    print(f"| documents | drawn | strata | of 100 paragraphs | share | within | lengths | {' | '.join(FIGURES)} |")
    with np.errstate(all="ignore"):
        for two, theme in product(DRAWS, THEMES):
            found = np.array([once(random, two, theme) for _sample in range(n)], bool)
            cells = []
            for place, figure in enumerate(FIGURES):
                is_allowed, covered, cell = tell(Held(*found[:, place].T))
                seen[figure][is_allowed].append(covered)
                cells.append(cell)
            print(f"| {' | '.join(map(str, (*two.documents[:3], two.of_hundred, *theme, *cells)))} |", flush=True)
    conclude(seen)


if __name__ == "__main__":
    main()
