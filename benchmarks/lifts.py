"""How often 95 % intervals of lifts hold the truth, where they are printed: invented corpora with two themes.

usage: python benchmarks/lifts.py [samples of each situation, 2000]     some ten minutes

Each sample is drawn from a corpus of its own, as in benchmarks/intervals.py, with two themes on its units, each keeping
to some documents; on a unit they meet `lift` times as often as by chance in its document. The lift in the whole corpus
is the truth. A situation counts as allowed where the conditions of an interval are met in half of the samples or more.
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

from benchmarks.intervals import OFTEN, SEED, Design, draw, summary  # noqa: E402
from reports.exploring.lifts import Counted, is_enough, lifts  # noqa: E402

SAMPLES, AT_ONCE = 2000, 500
DESIGNS = [
    Design(100, 20, 1), Design(60, 30, 4), Design(200, 40, 10), Design(400, 40, 40), Design(300, 60, 30),
    Design(300, 100, 10), Design(400, 100, 4, (0.05, 0.5, 0.25, 0.2)), Design(800, 200, 20),
]  # fmt: skip


class Themes(NamedTuple):
    """`shares` of the units; `within`: correlation of the units of a document; `lengths`: sd of their logarithm."""

    shares: tuple[float, float]
    within: float
    lengths: float
    lift: float


THEMES = [
    Themes(*each)
    for each in product(((0.3, 0.2), (0.1, 0.1), (0.05, 0.2)), (0, 0.1, 0.3), (0.4, 0.8, 1.1), (0.5, 1, 3))
]


def corpora(random: np.random.Generator, at: Design, themes: Themes, n: int) -> tuple[Any, Counted]:
    """The stratum of each document; documents × samples."""
    strata = np.arange(at.documents) % at.strata
    size = np.maximum(3, random.lognormal(3.2, themes.lengths, (at.documents, n)).astype(int))
    one, other = (_chances(random, at, strata, share, themes.within, n) for share in themes.shares)
    both = np.clip(themes.lift * one * other, np.maximum(one + other - 1, 0), np.minimum(one, other))
    cells = np.clip(np.stack([both, one - both, other - both, 1 - one - other + both], -1), 0, 1)
    n_both, n_one, n_other, _n = np.moveaxis(random.multinomial(size, cells / cells.sum(-1, keepdims=True)), -1, 0)
    tables = (n_both, n_both + n_one, n_both + n_other, size)
    return strata, Counted(*(table.astype(float) for table in tables))


def _chances(random: np.random.Generator, at: Design, strata: Any, share: float, within: float, n: int) -> Any:
    mean = np.clip(share * random.lognormal(-0.045, 0.3, (at.strata, n)), 0.0005, 0.95)[strata]
    times = 1 / within - 1 if within else 0
    return random.beta(mean * times, (1 - mean) * times) if times else mean


def held(random: np.random.Generator, at: Design, themes: Themes, n: int) -> tuple[Any, Any]:
    """Of n samples: whether an interval is printed, whether it holds the truth."""
    strata, all_ = corpora(random, at, themes, n)
    places, drawn = draw(random, at, strata, n)
    tables = (all_.both, all_.one, all_.other, all_.all)
    sample = Counted(*(np.take_along_axis(table, places, 0) for table in tables))
    both, one, other, whole = (table.sum(axis=0) for table in tables)
    found = lifts(sample, drawn)
    return is_enough(sample, drawn), abs(found.logarithm - np.log(both * whole / (one * other))) <= found.half


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    random, seen = np.random.default_rng(SEED), ([], [])  # type: ignore[var-annotated]
    print("| documents | drawn | strata | rates | shares | within | lengths | lift | printed | of these hold |")
    with np.errstate(all="ignore"):
        for at, themes in product(DESIGNS, THEMES):
            portions = [held(random, at, themes, min(n, AT_ONCE)) for _portion in range(max(n // AT_ONCE, 1))]
            printed, holds = (np.concatenate(parts) for parts in zip(*portions, strict=True))
            is_allowed = bool(printed.mean() >= OFTEN)
            covered = float(holds[printed].mean() if is_allowed else holds.mean())
            seen[is_allowed].append(covered)
            cells = (*at, *themes, f"{printed.mean():.0%}", f"{covered:.1%}" if is_allowed else f"({covered:.1%})")
            print(f"| {' | '.join(map(str, cells))} |", flush=True)
    print(f"allowed: {summary(seen[True])}\nnot allowed: {summary(seen[False])}")


if __name__ == "__main__":
    main()
