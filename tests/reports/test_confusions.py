"""Theme against theme, on a few units written down."""

import numpy as np

from reports import confusions

_ = -1
# units × coders: what two coders say of three themes
ROAD = np.array([[1, 0], [1, 0], [1, 1], [1, 0], [0, 0], [1, _]], np.int8)
TRADE = np.array([[0, 1], [0, 0], [0, 1], [1, 1], [0, 1], [0, 1]], np.int8)
PORTS = np.array([[0, 1], [0, 0], [1, 0], [0, _], [0, 0], [0, 1]], np.int8)
HAS_ANY = np.array([[1, 1], [1, 0], [1, 1], [1, 1], [0, 1], [1, 1]], np.bool_)
NOBODY = np.zeros((400, 4), np.bool_)


def test_one_theme_instead_of_another() -> None:
    """Unit 0 only: in 2 both give the first, in 3 both the second, in 5 the second coder's first is missing."""
    assert confusions.instead(ROAD, TRADE, HAS_ANY).tolist() == [True, False, False, False, False, False]
    assert confusions.instead(TRADE, ROAD, HAS_ANY).tolist() == [True, False, False, False, False, False]


def test_direction_is_whose_theme_it_was() -> None:
    found = [confusions.instead(ROAD, TRADE, HAS_ANY, by).sum() for by in (0, 1)]
    assert found == [1, 0]


def test_any_other_theme_instead() -> None:
    assert confusions.instead(ROAD, None, HAS_ANY).tolist() == [True, False, False, True, False, False]


def test_alone_is_against_no_theme_at_all() -> None:
    assert confusions.alone(ROAD, HAS_ANY).tolist() == [False, True, False, False, False, False]
    assert confusions.alone(TRADE, HAS_ANY, 1).tolist() == [False, False, False, False, True, False]


def test_matrix_has_what_the_masks_find() -> None:
    random = np.random.default_rng(3)
    values = random.integers(-1, 2, (400, 4, 5)).astype(np.int8)
    for by in (None, 2):
        expected = [
            [int(confusions.instead(values[:, :, i], values[:, :, j], NOBODY, by).sum()) for j in range(5)]
            for i in range(5)
        ]
        assert confusions.count(values, by).tolist() == expected
