"""PostgreSQL goes away and comes back under load: people are told in plain words, and nothing acknowledged is lost."""

import time
from collections.abc import Callable

import pytest

from tests.durability import tally
from tests.durability.conftest import Install, Team
from tests.durability.serving import serving
from tests.durability.working import promised, size, working
from tests.postgres import Own

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS, RESTARTS = size((4, 2), (16, 20))
PAUSE = size(1, 4)  # seconds of work between two restarts
AWAY = size((0, 1), (0, 5))  # seconds for which it stays away, in turn
PLAIN = {(503, "unavailable")}


def restarted(cluster: Own) -> list[float]:
    """When it was back, each time."""
    times = []
    for number in range(RESTARTS):
        time.sleep(PAUSE)
        cluster.stop()
        time.sleep(AWAY[number % len(AWAY)])
        cluster.start()
        times.append(time.monotonic())
    time.sleep(PAUSE)
    return times


def until_at_ease(answers: Callable[[], bool]) -> None:
    """Until it answers eight times in a row: connections of before were dropped, in each of the server's processes."""
    back, told = time.monotonic(), [False]
    while told[-8:] != [True] * 8:
        assert time.monotonic() - back < 60, told
        told.append(answers())
    promised("Eight answers in a row after a return", time.monotonic() - back, 5)


def test_database_that_restarts_loses_and_doubles_nothing(
    make_team: Callable[[int], Team], install: Install, cluster: Own
) -> None:
    team = make_team(CLIENTS)
    around = install()
    with serving(around) as server:
        with working(around, team.savers(server.address)):
            times = restarted(cluster)
        cluster.stop()
        cluster.start()
        until_at_ease(server.answers)
    found = tally.count(around, team.logs)
    print(f"{CLIENTS} clients, {RESTARTS} restarts, {found}")
    assert (found.lost, found.doubled) == (set(), set())
    assert set(found.refused) == PLAIN
    promised("Last refusal after a return", max(tally.last_refusals(team.logs, times)), 5)
