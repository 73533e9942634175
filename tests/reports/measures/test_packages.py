"""The coefficients equal independent packages on random ratings: krippendorff 0.9, nltk and scikit-learn."""

import random
from typing import Any

import krippendorff
import numpy
import pytest
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score, f1_score, precision_score, recall_score

from reports.measures.alpha import alpha
from reports.measures.f1 import f1
from reports.measures.fleiss import fleiss
from reports.measures.jaccard import alpha_jaccard
from reports.measures.kappa import kappa
from reports.measures.masi import alpha_masi
from reports.measures.precision import precision
from reports.measures.recall import recall
from tests.reports.measures.rows import ratings

EXACT = 1e-9


def said(seed: int, coders: int, values: int, gaps: float) -> list[list[int | None]]:
    """Forty units, each with a truth that coders tell with errors and gaps."""
    draw = random.Random(seed)
    units = []
    for _unit in range(40):
        truth = draw.randrange(values)
        told = [truth if draw.random() < 0.7 else draw.randrange(values) for _coder in range(coders)]
        units.append([None if draw.random() < gaps else value for value in told])
    return units


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("coders", "values", "gaps"), [(2, 2, 0), (2, 2, 0.3), (4, 2, 0.4), (5, 4, 0.2)])
def test_alpha_equals_krippendorffs_package(seed: int, coders: int, values: int, gaps: float) -> None:
    units = said(seed, coders, values, gaps)
    data = numpy.array([[numpy.nan if value is None else value for value in unit] for unit in units]).T
    wanted = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert alpha(ratings(units)) == pytest.approx(float(wanted), abs=EXACT)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("values", [2, 4])
def test_kappa_equals_scikit_learn(seed: int, values: int) -> None:
    units = said(seed, 2, values, 0)
    first, second = zip(*units, strict=True)
    assert kappa(ratings(units)) == pytest.approx(float(cohen_kappa_score(first, second)), abs=EXACT)


@pytest.mark.parametrize("seed", range(5))
def test_f1_equals_scikit_learn(seed: int) -> None:
    units = said(seed, 2, 2, 0)
    first, second = zip(*units, strict=True)
    assert f1(ratings(units)) == pytest.approx(float(f1_score(first, second)), abs=EXACT)


@pytest.mark.parametrize("seed", range(5))
def test_precision_and_recall_equal_scikit_learn(seed: int) -> None:
    units = said(seed, 2, 2, 0)
    key, coder = zip(*units, strict=True)
    assert precision(ratings(units)) == pytest.approx(float(precision_score(key, coder)), abs=EXACT)
    assert recall(ratings(units)) == pytest.approx(float(recall_score(key, coder)), abs=EXACT)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("coders", "values"), [(2, 2), (3, 2), (5, 4)])
def test_fleiss_kappa_equals_multi_pi_of_nltk(seed: int, coders: int, values: int) -> None:
    units = said(seed, coders, values, 0)
    assert fleiss(ratings(units)) == pytest.approx(AnnotationTask(data=triples(units)).pi(), abs=EXACT)


def triples(units: list) -> list[tuple[int, int, Any]]:
    """(coder, unit, value) of what is not missing."""
    return [(c, u, v) for u, unit in enumerate(units) for c, v in enumerate(unit) if v is not None]


def jaccard_distance(one: frozenset, other: frozenset) -> float:
    return 1 - len(one & other) / len(one | other) if one | other else 0.0


def masi_distance(one: frozenset, other: frozenset) -> float:
    """With exact thirds: nltk's own has .67 and .33."""
    if one == other:
        return 0.0
    contains, meets = one <= other or other <= one, bool(one & other)
    return 1 - (1 - jaccard_distance(one, other)) * (2 / 3 if contains else 1 / 3 if meets else 0)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("gaps", [0, 0.3])
@pytest.mark.parametrize(("ours", "distance"), [(alpha_jaccard, jaccard_distance), (alpha_masi, masi_distance)])
def test_alpha_of_sets_equals_nltk(seed: int, gaps: float, ours: Any, distance: Any) -> None:
    sets = [frozenset(), frozenset("A"), frozenset("AB"), frozenset("ABC"), frozenset("BC"), frozenset("C")]
    units = [[None if v is None else sets[v] for v in unit] for unit in said(seed, 3, len(sets), gaps)]
    kept = [unit for unit in units if sum(value is not None for value in unit) > 1]
    wanted = AnnotationTask(data=triples(kept), distance=distance).alpha()
    assert ours(ratings(units)) == pytest.approx(wanted, abs=EXACT)
