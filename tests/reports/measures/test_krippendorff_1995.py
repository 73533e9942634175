"""Krippendorff 1995, On the reliability of unitizing continuous data, Sociological Methodology 25: 47–76, p. 57 ff.

Of its four pairs of observers A and D give every printed figure, C those of its shortest continuum. What is printed of
C stretched without end (.08642, .679) follows where the squared lengths of units are not taken off the pairs of places,
as the formula of 2004 does and as A, D and the short C need: by it D_e is .09051 and alpha .693. Of B .1 % is between
what is printed (1.17731, −.926) and the formula (1.17578, −.928), as if its gaps were 22 long together and not 20.
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
B = pair([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)])
C = pair([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)])
D = pair([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)])


@pytest.mark.parametrize(("observers", "published"), [(A, 0.03125), (B, 2.26736), (D, 0.38715)])
def test_observed_disagreement(observers: Continuum, published: float) -> None:
    assert round(disagreement(observers, once(observers)).observed[0], 5) == published


@pytest.mark.parametrize(("observers", "published"), [(A, 0.553), (D, 0.066)])
def test_alpha_with_the_continuum_stretched_to_infinity(observers: Continuum, published: float) -> None:
    assert round(alpha_u(observers, step=ENDLESS), 3) == published


def test_c_on_a_continuum_of_twelve() -> None:
    """The shortest there is, all lengths halved. D_o is cut off in print, not rounded: .02777."""
    spans = [[(0, int(a) // 2, int(b) // 2) for a, b in zip(m.starts, m.ends, strict=True)] for m in C.coders]
    half = lay_out([LENGTH // 2], spans)
    found = disagreement(half, once(half))
    assert (int(found.observed[0] * 100_000), round(found.expected[0], 5)) == (2777, 0.05494)
    assert round(alpha_u(half), 3) == 0.494


def test_c_without_end_is_printed_without_the_squared_lengths() -> None:
    found = disagreement(C, once(C), step=ENDLESS)
    places, squares = (2 * LENGTH) ** 2, sum(int((marked.lengths**2).sum()) for marked in C.coders)
    printed = found.expected[0] * (places - squares) / places
    assert (round(printed, 5), round(1 - found.observed[0] / printed, 3)) == (0.08642, 0.679)
    assert round(alpha_u(C, step=ENDLESS), 3) == 0.693


def test_b_without_end_is_printed_with_longer_gaps() -> None:
    """Each place more in a gap counts once for each unit that fits, times its squared length: 4 + 5 × 1 + 9."""
    found = disagreement(B, once(B), step=ENDLESS)
    places, squares = (2 * LENGTH) ** 2, sum(int((marked.lengths**2).sum()) for marked in B.coders)
    printed = found.expected[0] + 2 / LENGTH * 2 * (4 + 5 + 9) / (places - squares)
    assert (round(printed, 5), round(1 - found.observed[0] / printed, 3)) == (1.17731, -0.926)
    assert round(alpha_u(B, step=ENDLESS), 3) == -0.928


@pytest.mark.parametrize("observers", [A, D])
def test_stretching_comes_near_to_it(observers: Continuum) -> None:
    times = 100_000
    far = [[(0, int(a), int(b)) for a, b in zip(m.starts, m.ends, strict=True)] for m in observers.coders]
    stretched = [[(0, start * times, end * times) for _document, start, end in spans] for spans in far]
    found = alpha_u(lay_out([LENGTH * times], stretched))
    assert found == pytest.approx(alpha_u(observers, step=ENDLESS), abs=1e-4)
