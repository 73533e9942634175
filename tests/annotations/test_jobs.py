"""The job that returns idle work: all rounds, one after the other."""

from datetime import timedelta

from annotations.actions import assigning
from annotations.jobs import EVERY
from annotations.models import Assignment, Slot
from jobs.actions import queueing
from jobs.kinds import kinds
from jobs.models import Job
from tests.annotations.pool import fill, later, take
from tests.datasets.preparing import work


def test_idle_work_of_every_round_goes_back(project, round, many_documents, codebook, ada):
    documents = many_documents(2)
    other = assigning.start_round(project=project, name="Other", actor=None)
    for each in (round, other):
        fill(each, documents)
        take(each, ada)
    Slot.objects.exclude(taken_by=None).update(taken_at=later(-15))
    queueing.enqueue("return idle")
    work()
    assert set(Assignment.objects.values_list("given_back_because", flat=True)) == {"idle"}
    assert Job.objects.filter(kind="return idle").values_list("state", "done").get() == ("done", 2)


def test_it_is_done_every_hour():
    assert (EVERY, kinds()["return idle"].every()) == (timedelta(hours=1), timedelta(hours=1))
