"""Krippendorff 1995, On the reliability of unitizing continuous data, Sociological Methodology 25: 47–76, p. 57 ff.

Of its four pairs of observers A and D are compared; for B and C the expected disagreement printed in the paper follows
a sign that the book of 2004 corrects.
"""

import pytest

from reports.measures.alpha_u import alpha_u, disagreement
from reports.measures.continuum import Continuum, lay_out, once

LENGTH, ENDLESS = 24, 0


def pair(*observers: list[tuple[int, int]]) -> Continuum:
    """From (beginning, length) of each unit, as the paper prints them."""
    spans = [[(0, begin, begin + length) for begin, length in units] for units in observers]
    return lay_out([LENGTH], spans)


A = pair([(2, 8), (14, 6)], [(4, 4), (15, 2)])
D = pair([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)])


@pytest.mark.parametrize(("observers", "published"), [(A, 0.03125), (D, 0.38715)])
def test_observed_disagreement(observers: Continuum, published: float) -> None:
    assert round(disagreement(observers, once(observers)).observed[0], 5) == published


@pytest.mark.parametrize(("observers", "published"), [(A, 0.553), (D, 0.066)])
def test_alpha_with_the_continuum_stretched_to_infinity(observers: Continuum, published: float) -> None:
    assert round(alpha_u(observers, step=ENDLESS), 3) == published


@pytest.mark.parametrize("observers", [A, D])
def test_stretching_comes_near_to_it(observers: Continuum) -> None:
    times = 100_000
    far = [[(0, int(a), int(b)) for a, b in zip(m.starts, m.ends, strict=True)] for m in observers.coders]
    stretched = [[(0, start * times, end * times) for _document, start, end in spans] for spans in far]
    found = alpha_u(lay_out([LENGTH * times], stretched))
    assert found == pytest.approx(alpha_u(observers, step=ENDLESS), abs=1e-4)
