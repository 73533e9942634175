"""What recurs is queued when it is due, once, whatever the clock does."""

from datetime import timedelta

import pytest

from jobs import clock
from jobs.actions import scheduling
from jobs.models import Job, Schedule, Worker
from tests.jobs.kinds import EVERY

pytestmark = pytest.mark.django_db


def queued() -> list[str]:
    """Due now; then all of it is over."""
    scheduling.queue_due()
    names = list(Job.objects.active().values_list("kind", flat=True))
    Job.objects.update(state="done")
    return names


def test_what_recurs_is_queued_at_first_and_after_each_interval(own_kinds: None) -> None:
    assert (queued(), queued()) == (["recurs"], [])
    Schedule.objects.update(next_at=clock.now() - timedelta(seconds=1))
    assert (queued(), queued()) == (["recurs"], [])


def test_clock_that_went_back_a_day_stops_no_schedule(own_kinds: None) -> None:
    queued()
    Schedule.objects.update(next_at=clock.now() + EVERY + timedelta(days=1))
    assert (queued(), queued()) == (["recurs"], [])


def test_what_is_still_worked_on_is_not_queued_twice(own_kinds: None) -> None:
    scheduling.queue_due()
    Schedule.objects.update(next_at=clock.now() - timedelta(hours=1))
    scheduling.queue_due()
    assert Job.objects.count() == 1


def test_worker_is_seen_until_it_leaves(db: None) -> None:
    scheduling.appear("one")
    scheduling.appear("one")
    assert [*Worker.objects.seen_within(timedelta(seconds=5), clock.now()).values_list("name", flat=True)] == ["one"]
    scheduling.leave("one")
    assert Worker.objects.count() == 0
