"""A disk fills up under load: nothing acknowledged is lost, people are told plainly, and go on when there is room."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.config.backup_files import left_beside
from tests.durability import tally
from tests.durability.conftest import Install, Team
from tests.durability.disks import Disk, Small, small_disk
from tests.durability.saver import SAVED
from tests.durability.serving import serving
from tests.durability.working import promised, size, working
from tests.installations import Around, manage

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS, TIMES = size((2, 1), (16, 10))
PAUSE = size(0.5, 3)  # seconds of work before and after
PATIENCE = 60  # seconds until somebody must have met the full disk
PLAIN = {(507, "disk-full")}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "installation") as disk:
        yield disk


def wait_for_a_refusal(logs: list[Path], since: float) -> None:
    until = time.monotonic() + PATIENCE
    while not any(each.at > since and each.status not in SAVED for each in tally.answers(logs)):
        assert time.monotonic() < until, "nobody met the full disk"
        time.sleep(0.1)


def filled(disk: Disk, logs: list[Path], meanwhile: Callable[[], None]) -> list[float]:
    """When there was room again, each time."""
    times = []
    for _ in range(TIMES):
        time.sleep(PAUSE)
        disk.fill()
        wait_for_a_refusal(logs, time.monotonic())
        meanwhile()
        disk.free()
        times.append(time.monotonic())
    time.sleep(PAUSE)
    return times


def refuse_a_backup(around: Around, disk: Disk) -> None:
    """On the full disk itself a backup is refused in one line, and leaves nothing."""
    path = Path(around["TIFA_DATA"]) / "backups" / "tifa.zip"
    if isinstance(disk, Small):
        answer = manage(around, "backup", str(path))
        said = f"CommandError: The backup {path} failed: No space left on device.\n"
        assert (answer.returncode, answer.stderr, left_beside(path)) == (1, said, [])


def test_full_disk_loses_nothing_and_room_is_enough_to_go_on(
    make_team: Callable[[int], Team], disk: Disk, install: Install
) -> None:
    team = make_team(CLIENTS)
    around = disk.prepare(install())
    (Path(around["TIFA_DATA"]) / "backups").mkdir()
    with serving(around) as server, working(around, team.savers(server.address)):
        times = filled(disk, team.logs, lambda: refuse_a_backup(around, disk))
    found = tally.count(around, team.logs)
    print(f"{CLIENTS} clients, {TIMES} times full, {found}")
    assert (found.lost, found.doubled, set(found.refused)) == (set(), set(), PLAIN)
    assert manage(around, "verify_events").returncode == 0
    slowest = max(tally.last_refusals(team.logs, times))
    promised("Last refusal after there was room", slowest, 10)
