"""The coefficients equal independent packages on random ratings: krippendorff 0.9 and scikit-learn."""

import random

import krippendorff
import numpy
import pytest
from sklearn.metrics import cohen_kappa_score, f1_score

from reports.measures.alpha import alpha
from reports.measures.f1 import f1
from reports.measures.kappa import kappa
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
