"""The highest version that things ever had, asked of their events without reading what they say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment, Reading
from annotations.states import reading_id
from ledger.models import Event
from tests.annotations.people import edit, paragraphs, read, tag, unread, withdraw

pytestmark = pytest.mark.django_db


def test_version_of_what_was_changed_and_taken_back_is_its_last(adas: Assignment) -> None:
    kept, gone = tag(adas, "China", "trade"), tag(adas, "Trade", "trade")
    edit(gone, adas, note="why")
    withdraw(gone, adas)
    found = Event.objects.last_versions("passage", [kept.pk, gone.pk, "never"])
    assert found == {str(kept.pk): 1, str(gone.pk): 2}


def test_version_reaches_beyond_nine(adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    for number in range(9):
        edit(passage, adas, note=f"note {number}")
    assert Event.objects.last_version("passage", passage.pk) == 10


def test_version_of_a_mark_that_came_back_goes_on(adas: Assignment) -> None:
    first = paragraphs(adas)[0]
    read(adas, first)
    mark = reading_id(Reading.objects.get())
    unread(adas, first)
    assert Event.objects.last_version("reading", mark) == 1


def test_versions_are_learnt_without_the_states(adas: Assignment) -> None:
    passage = tag(adas, "China", "trade", note="a note that may be long")
    with CaptureQueriesContext(connection) as queries:
        Event.objects.last_versions("passage", [passage.pk])
    [query] = queries
    selected = query["sql"].split(" FROM ")[0]
    assert selected.startswith('SELECT "ledger_event"."object_id" AS "object_id", MAX(')


def test_version_of_nothing_is_none(adas: Assignment) -> None:
    assert Event.objects.last_version("passage", "never") == 0
