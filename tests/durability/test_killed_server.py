"""A server that is killed with all its processes, again and again, loses and doubles nothing that it acknowledged."""

import time
from collections.abc import Callable

import pytest

from tests.durability import tally
from tests.durability.conftest import Install, Team
from tests.durability.serving import Server, serving
from tests.durability.working import promised, size, working
from tests.installations import manage

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS, SAVES = size((4, 120), (32, 10_000))
KILLS = size(2, 1000)  # at most
PAUSE = size(1, 2)  # seconds between an answer of the server and the next kill
NOBODY_THERE = {(0, "")}


def killed_while(server: Server, is_busy: Callable[[], bool]) -> list[float]:
    """Kill and start the server while somebody works; the seconds until it answered each time."""
    recoveries = []
    while is_busy() and len(recoveries) < KILLS:
        time.sleep(PAUSE)
        server.kill()
        recoveries.append(server.start())
    return recoveries


def test_killed_server_loses_and_doubles_nothing(make_team: Callable[[int], Team], install: Install) -> None:
    team = make_team(CLIENTS)
    around = install()
    with serving(around) as server, working(around, team.savers(server.address, SAVES // CLIENTS)) as people:
        recoveries = killed_while(server, lambda: any(person.poll() is None for person in people))
        assert [person.wait(timeout=600) for person in people] == [0] * CLIENTS
    found = tally.count(around, team.logs)
    print(f"{CLIENTS} clients, {len(recoveries)} kills, {found}")
    assert (found.lost, found.doubled, set(found.refused) - NOBODY_THERE) == (set(), set(), set())
    assert (found.n_saved, len(recoveries) > 1) == (SAVES // CLIENTS * CLIENTS, True)
    assert tally.in_turn(around, team.logs)
    verified = manage(around, "verify_events")
    assert (verified.returncode, verified.stderr) == (0, "")
    promised("Slowest start after a kill", max(recoveries), 5)
