"""Counting equal rows of values, however many coders there are."""

from collections import Counter

import numpy as np
import pytest

from reports.answers import count_patterns


@pytest.mark.parametrize("coders", [2, 3, 26, 70])
def test_rows_are_counted_by_document_and_pattern(coders: int) -> None:
    random = np.random.default_rng(1)
    values = random.integers(-1, 2, (200, coders)).astype(np.int8)
    values[100:] = values[:100]  # so that long rows repeat, too
    home, rows = random.integers(0, 3, 200), random.random(200) < 0.9
    compared = count_patterns(values, rows, home, 3)
    found = {
        (document, tuple(pattern)): int(n)
        for document in range(3)
        for pattern, n in zip(compared.patterns.tolist(), compared.counts[document], strict=True)
        if n
    }
    expected = Counter((int(home[row]), tuple(values[row].tolist())) for row in range(200) if rows[row])
    assert found == expected


def test_no_rows_have_no_patterns() -> None:
    compared = count_patterns(np.zeros((0, 2), np.int8), np.zeros(0, np.bool_), np.zeros(0, np.int64), 0)
    assert (compared.ratings, compared.n_documents) == ({}, 0)
