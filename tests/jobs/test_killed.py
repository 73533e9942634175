"""Workers killed in the middle: the job is resumed, and each of its slices happens once."""

from pathlib import Path

import pytest

from jobs.actions import queueing
from tests.installations import ask
from tests.jobs.kinds import FIRST
from tests.jobs.processes import started, state, wait
from tests.races import environment

SLICES = 150
WORKING = "tests.jobs.working"


@pytest.mark.django_db(transaction=True)
def test_every_slice_happens_once_though_workers_are_killed(tmp_path: Path) -> None:
    pk = queueing.enqueue("count", args={"slices": SLICES, "seconds": 0.005}).pk
    around = environment(tmp_path)
    with started(around, WORKING, WORKING, WORKING) as workers:
        for least in (40, 80):
            wait(lambda least=least: state(around, pk)[1] >= least)
            [(owner,)] = ask(around, f"SELECT owner FROM jobs_job WHERE id = {pk}")
            next(each for each in workers if f":{each.pid}:" in owner).kill()
        wait(lambda: state(around, pk)[0] == "done")
    counted = ask(around, f"SELECT scope, number FROM ledger_counter WHERE scope >= {FIRST} ORDER BY scope")
    assert counted == [(FIRST + number, 1) for number in range(SLICES)]
    assert ask(around, f"SELECT state, done, error FROM jobs_job WHERE id = {pk}") == [("done", SLICES, "")]
