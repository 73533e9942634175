"""How long agreement takes: invented codings of two coders.

usage: python benchmarks/agreement.py     some seconds

60 themes on 50,000 sentences, 1,000 draws, from the values of each sentence to all coefficients with their intervals,
where documents are drawn again and where sentences are. How often the intervals hold the truth:
benchmarks/agreement_intervals.py.
"""

import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- after the path

django.setup()

from reports import agreement_intervals, answers, bootstrap  # noqa: E402
from reports.measures import MEASURES  # noqa: E402

SENTENCES, THEMES, SEED, ROUNDS = 50_000, 60, 2026, 3


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


if __name__ == "__main__":
    timed()
