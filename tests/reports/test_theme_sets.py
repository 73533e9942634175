"""Whole sets of themes, counted by document."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from reports.answers import Answers, Given
from reports.editions import Editions
from reports.theme_sets import sets_of

_ = -1


def answers(tags: dict[int, list[tuple[int, int]]], under: list[list[int]], documents: list[int]) -> Answers:
    coders: Any = [SimpleNamespace(pk=pk) for pk in range(len(under[0]))]
    given = {
        theme: Given(*np.array(places, np.int64).reshape(-1, 2).T, np.ones(len(places), np.bool_))
        for theme, places in tags.items()
    }
    n, home = np.arange(len(under)), np.array(documents)
    return Answers(coders, Editions(), n, n * 0, home, np.array(under), [frozenset({1})], given)


def test_rows_of_sets_are_counted_and_an_empty_set_is_an_answer() -> None:
    under = [[0, 0], [0, 0], [0, 0], [0, 0], [0, _]]
    tags = {7: [(0, 0), (0, 1), (1, 0), (4, 0)], 90: [(0, 1), (2, 0), (2, 1)]}
    found = sets_of(answers(tags, under, [1, 1, 2, 2, 2]))
    none, one, other = frozenset[int](), frozenset({7}), frozenset({90})
    assert found.ratings == {(one, one | other): 1, (one, none): 1, (other, other): 1, (none, none): 1}
    assert found.counts.sum(axis=1).tolist() == [2, 2]
    assert not found.is_single


def test_sets_of_one_theme_at_most_are_categories() -> None:
    found = sets_of(answers({7: [(0, 0)], 90: [(0, 1)]}, [[0, 0], [0, 0]], [1, 1]))
    assert found.is_single


def test_seventy_themes_keep_their_names() -> None:
    tags = {theme: [(0, 0), (0, 1)] for theme in range(100, 170)}
    found = sets_of(answers(tags, [[0, 0]], [1]))
    assert found.ratings == {(frozenset(tags), frozenset(tags)): 1}
