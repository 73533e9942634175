"""What intervals of figures of boundaries need."""

import pytest

from reports.bootstrap import Resampled
from reports.boundary_intervals import span_interval
from reports.measures.alpha_u import ALPHA_U
from reports.measures.continuum import Continuum, lay_out


def texts(*, marked: int, alone: int, unmarked: int = 0) -> Continuum:
    """Two coders who mark the same in each text but for one character; in some only one marks a second passage."""
    ones = [(text, 10, 30) for text in range(marked)]
    others = [(text, 10, 31) for text in range(marked)]
    seconds = [(text, 60, 70 + text) for text in range(alone)]
    return lay_out([100] * (marked + unmarked), [[*ones, *seconds[::2]], [*others, *seconds[1::2]]])


def test_enough_documents_with_enough_that_differ() -> None:
    found = span_interval(ALPHA_U, texts(marked=20, alone=15), draws=200)
    assert (found.reason, found.resampled, found.draws) == ("", Resampled.DOCUMENTS, 200)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.high


@pytest.mark.parametrize(
    ("marked", "alone", "unmarked", "reason"),
    [
        (19, 15, 0, "boundaries in fewer than 20 documents have no interval"),
        (19, 15, 50, "too few documents with passages for an interval: 19, 20 needed"),
        (30, 14, 0, "too few documents with a passage that meets none of another coder: 14, 15 needed"),
    ],
)
def test_too_little_has_no_interval_and_says_why(marked: int, alone: int, unmarked: int, reason: str) -> None:
    found = span_interval(ALPHA_U, texts(marked=marked, alone=alone, unmarked=unmarked), draws=50)
    assert (str(found.reason), found.low, found.high) == (reason, None, None)


def test_documents_are_counted_once_however_many_coders_mark_them() -> None:
    line = lay_out([100, 100, 100], [[(0, 0, 5), (0, 20, 25)], [(0, 0, 5)], [(1, 1, 4)]])
    assert (line.n_marked, line.n_alone) == (2, 2)
