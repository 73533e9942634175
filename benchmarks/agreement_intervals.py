"""How often 95 % intervals of coefficients of agreement hold the truth, where they are given: invented codings.

usage: python benchmarks/agreement_intervals.py [themes] [sets] [boundaries] [--samples 1000]     some twenty minutes

Each sample is of documents of its own, of different lengths, in which a theme is more or less frequent, with coders who
miss it and see it more or less often in each (`agreement_worlds`). The truth is the coefficient of documents without
end; where units are drawn again within few documents, that of these documents with units without end. A situation
counts as allowed where half of the samples or more have an interval; the intervals of these samples are counted.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- after the path

django.setup()

from benchmarks.agreement_worlds import CodedSets, Marked, Theme, continuum, expected  # noqa: E402
from benchmarks.intervals import OFTEN, conclude  # noqa: E402
from reports import bootstrap  # noqa: E402
from reports.boundary_intervals import span_interval  # noqa: E402
from reports.measures import AGAINST_KEY, MEASURES, SET_MEASURES, SPAN_MEASURES  # noqa: E402
from reports.measures.alpha import ALPHA  # noqa: E402

SAMPLES, DRAWS, SEED = 1000, 500, 2026
MANY, MANY_TEXTS = 40_000, 4_000  # documents for documents without end
ENDLESS = 1e5  # times as many units for units without end


class Found(NamedTuple):
    """Of one sample and one coefficient: its interval, and the truth that it speaks of."""

    interval: bootstrap.Interval
    truth: float


Once = Callable[[np.random.Generator], dict[str, Found]]


def themes() -> dict[tuple[Any, ...], Once]:
    """One theme, 0 or 1, of two coders, of three, and of three of whom a document has two or all."""
    two = product((5, 10, 19, 20, 30, 50, 100), (0.3, 0.1, 0.05), (0.1, 0.25), (0.5,))
    uneven = product((10, 20, 30, 100), (0.3, 0.1), (0.1,), (1.0,))
    worlds = [Theme(*each, coders=2, gaps=False) for each in (*two, *uneven)]
    three = product((10, 20, 30, 100), (0.3, 0.1), (0.1, 0.25), (0.5,), (3,), (False, True))
    worlds += [Theme(*each) for each in three]
    return {world: of_units(world, _measures(world.coders)) for world in worlds}


def _measures(coders: int) -> Sequence[Any]:
    return [each for each in (*MEASURES, *AGAINST_KEY) if each.suits(coders)]


def sets() -> dict[tuple[Any, ...], Once]:
    """Four themes at once, of two coders; and one of four themes or none, as categories."""
    worlds = [CodedSets(*each) for each in product((10, 20, 50), (1.0, 0.3), (0.1, 0.25), (False, True))]
    return {world: of_units(world, [ALPHA] if world.is_single else SET_MEASURES) for world in worlds}


def boundaries() -> dict[tuple[Any, ...], Once]:
    """Passages of one theme of two coders in texts of some 3,000 characters."""
    worlds = [Marked(*each) for each in product((20, 30, 50, 100, 200), (3.0, 1.0, 0.3), (0.1, 0.25), (0.25,))]
    return {world: of_spans(world) for world in worlds}


def of_units(world: Theme | CodedSets, measures: Sequence[Any]) -> Once:
    """Documents, and units of each by what is said of them."""
    patterns = world.patterns
    known: dict[str, float] = {}

    def once(random: np.random.Generator) -> dict[str, Found]:
        if not known:
            of_all = expected(random, world, MANY)
            known.update({each.name: float(each.compute_many(patterns, of_all)) for each in measures})
        sizes, chances = world.documents_of(random, world.documents)
        table = random.multinomial(sizes, chances).astype(float)
        [found] = bootstrap.intervals(measures, patterns, table[None], draws=DRAWS, seed=int(random.integers(2**31)))
        of_these = ENDLESS * (sizes[:, None] * chances).sum(axis=0)
        return {
            each.name: Found(
                found[each.name],
                known[each.name]
                if found[each.name].resampled == bootstrap.Resampled.DOCUMENTS
                else float(each.compute_many(patterns, of_these)),
            )
            for each in measures
        }

    return once


def of_spans(world: Marked) -> Once:
    """Documents with passages."""
    known: dict[str, float] = {}

    def once(random: np.random.Generator) -> dict[str, Found]:
        if not known:
            of_all = continuum(random, world, MANY_TEXTS)
            known.update({each.name: each.compute(of_all) for each in SPAN_MEASURES})
        sample, seed = continuum(random, world, world.documents), int(random.integers(2**31))
        return {
            each.name: Found(span_interval(each, sample, draws=DRAWS, seed=seed), known[each.name])
            for each in SPAN_MEASURES
        }

    return once


KINDS = {"themes": themes, "sets": sets, "boundaries": boundaries}


def simulate(kind: str, samples: int) -> None:
    random = np.random.default_rng(SEED)
    seen: dict[str, list[list[float]]] = {}
    print(f"\n{kind}, {samples} samples: of each coefficient the samples with an interval, and how many hold the truth")
    for world, once in KINDS[kind]().items():
        found = [once(random) for _sample in range(samples)]
        cells = []
        for name in found[0]:
            is_allowed, covered, cell = told([each[name] for each in found])
            seen.setdefault(name, [[], []])[is_allowed].append(covered)
            cells.append(f"{name} {cell}")
        print(f"| {' | '.join(map(str, (*world, *cells)))} |", flush=True)
    conclude(seen)


def told(found: Sequence[Found]) -> tuple[bool, float, str]:
    """Whether intervals are allowed in the situation, how many of them hold the truth, and this in a cell."""
    held = [
        interval.low <= truth <= interval.high
        for interval, truth in found
        if interval.low is not None and interval.high is not None
    ]
    given, covered = len(held) / len(found), float(np.mean(held)) if held else np.nan
    return given >= OFTEN, covered, f"{given:.0%} {covered:.1%}" if given >= OFTEN else f"{given:.0%} ({covered:.1%})"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", nargs="*", choices=[[], *KINDS])
    parser.add_argument("--samples", type=int, default=SAMPLES)
    options = parser.parse_args()
    for kind in options.what or KINDS:
        simulate(kind, options.samples)


if __name__ == "__main__":
    main()
