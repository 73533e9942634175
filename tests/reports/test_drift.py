"""Drift: themes on which agreement fell, told on the board with what they are measured on."""

from datetime import timedelta

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone

from annotations.actions import assigning, rounds
from annotations.models import Assignment, Round
from projects.models import Project, User
from reports.answers import Compared
from reports.bootstrap import Interval, Resampled, Verdict
from reports.drift import Fall, fallen, has_fallen
from tests.annotations.people import read, tag
from tests.conftest import assign
from tests.reports import study
from tests.reports.test_board import board, sections
from vocabulary.models import Theme

PATTERNS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]], dtype=np.int8)
TEXT = "Number {n}\n\nRoads are built. Ports are built too. Nobody is left out. Security is kept.\n"
AGREED, SWAPPED = ("Roads are built.", "Roads are built."), ("Roads are built.", "Security is kept.")


def part(*counts: int, documents: int = 10) -> Compared:
    """As many units of each pattern in every document."""
    return Compared(PATTERNS, np.tile(np.array(counts, dtype=np.int64), (documents, 1)))


def interval(low: float | None, high: float | None) -> Interval:
    return Interval(low, high, 1000, 0, Resampled.UNITS, Verdict.NONE)


@pytest.mark.parametrize(
    ("before", "was", "now", "expected"),
    [
        (0.90, (0.80, 0.95), (0.40, 0.79), True),  # wholly below
        (0.90, (0.80, 0.95), (0.40, 0.80), False),  # they meet
        (0.70, (0.50, 0.90), (0.20, 0.66), True),  # from above the limit to wholly below it
        (0.66, (0.50, 0.90), (0.20, 0.66), False),  # it was below before
        (0.90, (None, None), (0.20, 0.30), True),  # from coders who differed too rarely for an interval
        (0.90, (None, None), (0.20, 0.70), False),
        (0.90, (0.80, 0.95), (None, None), False),
    ],
)
def test_fall_is_told_by_the_intervals(
    before: float, was: tuple[float | None, float | None], now: tuple[float | None, float | None], expected: bool
) -> None:
    assert has_fallen(before, interval(*was), interval(*now)) == expected


def test_themes_that_fell_stand_with_the_furthest_first() -> None:
    themes = [Theme(pk=pk, name=str(pk)) for pk in range(5)]
    good, middling, bad, none = part(10, 1, 1, 20), part(8, 4, 4, 20), part(2, 9, 9, 12), part(0, 0, 0, 32)
    found = fallen(themes, [good, good, good, bad, good], [good, middling, bad, good, none])
    assert [(fall.theme.pk, fall.n) for fall in found] == [(2, 180), (1, 80)]
    assert found[0] == Fall(themes[2], pytest.approx(0.8617, abs=1e-4), pytest.approx(-0.2448, abs=1e-4), 180)


@pytest.fixture
def round_of_twenty(project: Project, codebook: None, ada: User, ben: User, round: Round) -> Round:
    """ada and ben agree on roads in ten documents, and swap sentences in the ten they hand in later."""
    start = timezone.now() - timedelta(days=30)
    for n in range(20):
        _code(project, round, ada, ben, n, AGREED if n < 10 else SWAPPED)
        Assignment.objects.filter(document__title=f"Number {n}").update(handed_in_at=start + timedelta(days=n))
    return round


def test_board_tells_which_themes_fell_and_opens_their_differences(
    round_of_twenty: Round, sam: User, client: Client
) -> None:
    [line] = [line for line in sections(sam, round_of_twenty)["themes"].lines if "last ten" in line.words]
    [tagged] = line.tags
    assert (line.number.text, tagged.theme.slug, tagged.number and tagged.number.text) == ("1", "bri", "20")
    assert tagged.words.startswith("1.000 → -0.")
    client.force_login(sam)
    assert tagged.number
    assert line.action
    for address in (tagged.number.href, line.action.href):
        assert client.get(address).context["page"].page.paginator.count == 20
    assert client.get(line.number.href).context["page"].lines[0].row.figures["alpha"] == 1


def test_board_compares_the_drift_round_with_the_main_round_once_it_is_open(
    project: Project, codebook: None, ada: User, ben: User, sam: User, round: Round, client: Client
) -> None:
    drift = assigning.start_round(project=project, name="Drift", actor=None, kind=Round.Kind.DRIFT, is_blind=True)
    for n in range(6):
        _code(project, round, ada, ben, n, AGREED)
        _code(project, drift, ada, ben, n + 6, SWAPPED)
    told = [line.words for line in sections(sam, round)["themes"].lines]
    assert not [words for words in told if "drift" in words]
    drift.refresh_from_db()
    rounds.open_round(round=drift, version=drift.version, actor=None, is_early=True)
    [line] = [line for line in sections(sam, round)["themes"].lines if "drift round “Drift”" in line.words]
    client.force_login(sam)
    assert line.action
    assert f"round={drift.pk}" in line.number.href
    assert client.get(line.action.href).context["page"].page.paginator.count == 12


def test_work_that_stays_as_good_is_not_told(round_of_twenty: Round, sam: User) -> None:
    Assignment.objects.filter(document__title="Number 3").update(handed_in_at=None)
    told = [line.words for line in board(sam, round_of_twenty).sections[-1].lines]
    assert not [words for words in told if "last ten" in words]  # one ten is complete, nothing to compare it with


def _code(project: Project, round: Round, ada: User, ben: User, n: int, words: tuple[str, str]) -> None:
    document = study.add(project, TEXT.format(n=n), f"{n}.txt")
    for user, marked in zip((ada, ben), words, strict=True):
        work = assign(document, user, round)
        tag(work, marked, "bri")
        read(work)
