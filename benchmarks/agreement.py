"""How long agreement takes, and how often its 95 % intervals hold the truth: invented codings of two coders.

usage: python benchmarks/agreement.py [time] [truth] [--samples 1000]     both without a word; some three minutes

Time: 60 themes on 50,000 sentences, 1,000 draws, from the values of each sentence to all coefficients with their
intervals, where documents are drawn again and where sentences are. Truth: each document has a share of the theme of its
own (beta-binomial) and coders who miss it and see it more or less often; the truth is alpha of documents without end,
or, for few documents, of these documents with sentences without end.
"""

import argparse
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- after the path

django.setup()

from reports import agreement_intervals, answers, bootstrap  # noqa: E402
from reports.measures import MEASURES  # noqa: E402
from reports.measures.alpha import ALPHA, alpha_many  # noqa: E402

SENTENCES, THEMES, SEED, ROUNDS = 50_000, 60, 2026, 3
OFTEN = 0.5  # of the samples: where fewer have an interval, the situation counts as not allowed
PATTERNS = [(1, 1), (1, 0), (0, 1), (0, 0)]
MANY = 200_000  # documents for documents without end


class Situation(NamedTuple):
    documents: int
    share: float
    missed: float  # how often a coder misses the theme, on average


SITUATIONS = [
    Situation(documents, share, missed)
    for documents in (5, 10, 20, 30, 50, 100, 200)
    for share in (0.3, 0.1, 0.05)
    for missed in (0.1, 0.25)
]


def timed() -> None:
    random = np.random.default_rng(SEED)
    measures = [each for each in MEASURES if each.suits(2)]
    size = f"{SENTENCES:,} sentences, {THEMES} themes, {bootstrap.DRAWS} draws"
    print(f"{size}, {len(measures)} coefficients, best of {ROUNDS}")
    for documents in (2000, 200, 10):
        home = np.sort(random.integers(documents, size=SENTENCES))
        themes = [_values(random, random.uniform(0.005, 0.2)) for _theme in range(THEMES)]
        seconds = min(_once(measures, themes, home, documents) for _round in range(ROUNDS))
        print(f"| {documents} documents | {seconds:.2f} s |", flush=True)
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _values(random: np.random.Generator, share: float) -> Any:
    """Sentences × coders: 1 or 0, and missing for one in fifty."""
    truth = random.random(SENTENCES) < share
    said = np.where(random.random((SENTENCES, 2)) < 0.9, truth[:, None], random.random((SENTENCES, 2)) < share)
    return np.where(random.random((SENTENCES, 1)) < 0.02, answers.MISSING, said).astype(np.int8)


def _once(measures: Any, themes: Any, home: Any, documents: int) -> float:
    begun = time.perf_counter()
    lines = [answers.count_patterns(said, answers.is_compared(said), home, documents) for said in themes]
    for line in lines:
        for each in measures:
            each.compute(line.ratings)
    agreement_intervals.intervals(measures, lines)
    return time.perf_counter() - begun


def truth(samples: int) -> None:
    random = np.random.default_rng(SEED)
    print(f"\n{samples} samples of each situation: 95 % intervals of alpha that hold the truth, where they are given")
    print("| documents | share | missed | alpha | given | hold the truth |")
    for at in SITUATIONS:
        kept = np.array([_holds(random, at) for _sample in range(samples)])
        given = kept[~np.isnan(kept)]
        is_allowed = len(given) >= OFTEN * samples
        shown = f"{given.mean():.1%}" if is_allowed else "not allowed"
        print(
            f"| {' | '.join(map(str, at))} | {_alpha(random, at):.3f} | {len(given) / samples:.0%} | {shown} |",
            flush=True,
        )


def _holds(random: np.random.Generator, at: Situation) -> float:
    """Whether the interval holds the truth; nan where there is none."""
    sizes, chances = _documents(random, at.documents, at)
    table = bootstrap.Table(PATTERNS, random.multinomial(sizes, chances).astype(float))
    found = bootstrap.interval(ALPHA, table, draws=500, seed=int(random.integers(2**31)))
    if found.low is None or found.high is None:
        return np.nan
    is_all = found.resampled == bootstrap.Resampled.DOCUMENTS
    true = _alpha(random, at) if is_all else float(alpha_many(PATTERNS, (sizes[:, None] * chances).sum(axis=0)))
    return float(found.low <= true <= found.high)


KNOWN: dict[tuple[float, float], float] = {}


def _alpha(random: np.random.Generator, at: Situation) -> float:
    """Alpha of documents without end."""
    key = (at.share, at.missed)
    if key not in KNOWN:
        sizes, chances = _documents(random, MANY, at)
        KNOWN[key] = float(alpha_many(PATTERNS, (sizes[:, None] * chances).sum(axis=0)))
    return KNOWN[key]


def _documents(random: np.random.Generator, n: int, at: Situation) -> tuple[Any, Any]:
    """Sentences of n documents, and documents × patterns: how likely each pattern is in each."""
    sizes = np.maximum(5, random.lognormal(3.2, 0.5, n).astype(int))
    has = random.beta(at.share * 5, (1 - at.share) * 5, n)
    missed = random.beta(at.missed * 20, (1 - at.missed) * 20, (n, 2))
    seen = np.clip(0.8 * missed * (has / (1 - has + 1e-9))[:, None], 0, 0.5)
    parts = [
        chance * np.where(a, says[:, 0], 1 - says[:, 0]) * np.where(b, says[:, 1], 1 - says[:, 1])
        for chance, says in ((has, 1 - missed), (1 - has, seen))
        for a, b in PATTERNS
    ]
    found = np.stack(parts, axis=1).reshape(n, 2, len(PATTERNS)).sum(axis=1)
    return sizes, found / found.sum(axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", nargs="*", choices=[[], "time", "truth"])
    parser.add_argument("--samples", type=int, default=1000)
    options = parser.parse_args()
    if "time" in options.what or not options.what:
        timed()
    if "truth" in options.what or not options.what:
        truth(options.samples)


if __name__ == "__main__":
    main()
