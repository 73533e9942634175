"""A job from the queue to its end: slices, refusals, what breaks, and whose it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from jobs import clock
from jobs.actions import leasing, queueing
from jobs.actions.leasing import LeaseLost
from jobs.kinds import Step
from jobs.models import Job
from jobs.running import run_next
from jobs.worker import Worker
from ledger.models import Counter
from projects.models import Project, User
from tests.jobs import kinds

pytestmark = pytest.mark.django_db


def enqueue(kind: str = "count", **named: Any) -> Job:
    return queueing.enqueue(kind, **{"args": {"slices": 3}} | named)


def now(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def work(worker: Worker) -> bool:
    return run_next(worker._keeper)


def slices() -> dict[int, int]:
    """How often each slice happened."""
    counters = Counter.objects.filter(scope__gte=kinds.FIRST)
    return {counter.scope - kinds.FIRST: counter.number for counter in counters}


def test_job_is_worked_on_until_its_last_slice(worker: Worker) -> None:
    job = enqueue()
    assert (work(worker), work(worker)) == (True, False)
    found = now(job)
    assert (found.state, found.done, found.total, found.result) == ("done", 3, 3, {"slices": 3})
    assert slices() == {0: 1, 1: 1, 2: 1}


def test_refusal_fails_the_job_with_its_words_and_undoes_the_slice(worker: Worker) -> None:
    job = enqueue(args={"slices": 3, "refuses_at": 1})
    work(worker)
    assert (now(job).state, now(job).error, now(job).done) == ("failed", "Not this one.", 1)
    assert slices() == {0: 1}


def test_what_breaks_is_tried_again_after_a_pause_and_then_failed_in_plain_words(worker: Worker) -> None:
    kinds.told.clear()
    job = enqueue("broken")
    assert (work(worker), now(job).state, work(worker)) == (True, "queued", False)
    Job.objects.update(run_at=clock.now())
    words = "Something broke on our side; the log says more."
    assert (work(worker), now(job).state, now(job).error) == (True, "failed", words)
    assert kinds.told == [words]


def test_full_disk_is_said_to_be_one(worker: Worker) -> None:
    job = enqueue("full")
    work(worker)
    assert now(job).error == "The disk of the server is full."


def test_job_that_kills_its_workers_fails_in_the_end(worker: Worker) -> None:
    job = enqueue()
    for _ in range(5):
        assert leasing.claim("killed") is not None
        Job.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    work(worker)
    words = "It was begun 5 times, and each time whoever worked on it stopped."
    assert (now(job).state, now(job).error) == ("failed", words)


def test_attempts_are_counted_anew_when_a_slice_got_further(worker: Worker) -> None:
    enqueue()
    taken = leasing.claim("one")
    assert taken is not None
    leasing.move_on(taken, Step(cursor=1, is_last=False))
    assert Job.objects.get().attempts == 0


def test_kind_that_is_not_known_fails(worker: Worker) -> None:
    job = enqueue("of a newer Tifa")
    work(worker)
    assert (now(job).state, now(job).error) == ("failed", "This Tifa does not know this kind of work.")


def test_job_is_taken_up_by_one_worker(own_kinds: None) -> None:
    job = enqueue()
    taken = leasing.claim("one")
    assert (taken, leasing.claim("two")) == (job, None)


@pytest.mark.parametrize("jump", [timedelta(seconds=25), timedelta(days=1), timedelta(days=-1)])
def test_job_whose_lease_is_over_or_impossible_is_taken_up_again(jump: timedelta, own_kinds: None) -> None:
    """A lease until tomorrow was given before the clock went back a day."""
    job = enqueue()
    leasing.claim("one")
    Job.objects.update(lease_until=clock.now() + clock.LEASE - jump)
    assert leasing.claim("two") == job


def test_worker_whose_job_is_taken_over_changes_nothing(own_kinds: None) -> None:
    enqueue()
    one = leasing.claim("one")
    Job.objects.update(lease_until=clock.now() - timedelta(days=1))
    two = leasing.claim("two")
    assert one is not None
    assert two is not None
    with pytest.raises(LeaseLost):
        leasing.move_on(one, Step())
    assert leasing.hold(one, 1, None) is False
    leasing.fail(one, "by one")
    leasing.give_back(one)
    assert (now(two).state, now(two).owner, now(two).done) == ("running", two.owner, 0)


def test_job_given_back_goes_on_at_once_and_costs_no_attempt(own_kinds: None) -> None:
    enqueue()
    one = leasing.claim("one")
    assert one is not None
    leasing.give_back(one)
    two = leasing.claim("two")
    assert two is not None
    assert two.attempts == 1


def test_same_key_is_the_same_job_until_it_is_over(worker: Worker, project: Project, mira: User) -> None:
    first = enqueue(key="a", project=project, by=mira)
    assert (enqueue(key="a"), enqueue(key="b") == first, enqueue() == enqueue()) == (first, False, False)
    while work(worker):
        pass
    assert enqueue(key="a") != first


def test_job_keeps_the_language_of_whoever_asked(own_kinds: None) -> None:
    with translation.override("zh-hans"):
        job = enqueue()
    assert now(job).language == "zh-hans"


def test_looking_into_an_empty_queue_costs_little(own_kinds: None, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(2):
        leasing.claim("one")


def test_jobs_that_were_over_long_ago_are_forgotten(worker: Worker) -> None:
    enqueue()
    work(worker)
    recent = enqueue()
    Job.objects.exclude(pk=recent.pk).update(finished_at=clock.now() - timedelta(days=31))
    assert queueing.clear() == 1
    assert Job.objects.get() == recent
