"""A clock that jumps a day back and forth between saves changes nothing: numbers count, and people stay signed in."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.durability import tally
from tests.durability.conftest import Install, Team
from tests.durability.disks import SHIM
from tests.durability.saver import SAVED, Saver
from tests.durability.serving import serving
from tests.durability.working import size, working
from tests.installations import ask, manage

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS, JUMPS = size((2, 4), (16, 100))
PAUSE = size(0.4, 1)  # seconds between two jumps
DAY = 24 * 60 * 60
AHEAD = (DAY, 0, -DAY, 0)  # seconds, in turn
TIMES = "SELECT at FROM ledger_operation WHERE verb = 'tag' ORDER BY number"


def set_ahead(clock: Path, seconds: int) -> None:
    """Whole at once, so that nobody reads half a number."""
    aside = clock.with_suffix(".new")
    aside.write_text(str(seconds))
    aside.replace(clock)


def undone(address: str, team: Team) -> list[int]:
    """The status with which each coder's last operation is taken back: it must be the last by its number."""
    found = []
    for assignment, session, log in zip(team.assignments, team.sessions, team.logs, strict=True):
        last = [each.op for each in tally.answers([log]) if each.status in SAVED][-1]
        saver = Saver(address, str(assignment.document_id), session)
        status, _told = saver.ask("POST", f"/api/v1/operations/{last}/undo", {"op": str(uuid.uuid4())})
        found.append(status)
    return found


def test_clock_that_jumps_a_day_changes_nothing(
    make_team: Callable[[int], Team], install: Install, tmp_path: Path
) -> None:
    team, clock = make_team(CLIENTS), tmp_path / "clock"
    set_ahead(clock, 0)
    around = {**install(), "PYTHONPATH": str(SHIM), "TIFA_TEST_CLOCK": str(clock)}
    with serving(around) as server:
        with working(around, team.savers(server.address)):
            for number in range(JUMPS):
                set_ahead(clock, AHEAD[number % len(AHEAD)])
                time.sleep(PAUSE)
        found = tally.count(around, team.logs)
        times = [at for (at,) in ask(around, TIMES)]
        print(f"{CLIENTS} clients, {JUMPS} jumps, {found}")
        assert (found.lost, found.doubled, found.refused) == (set(), set(), {})
        assert tally.in_turn(around, team.logs)
        assert times != sorted(times)  # the clock did go back
        assert undone(server.address, team) == [201] * CLIENTS
    assert manage(around, "verify_events").returncode == 0
