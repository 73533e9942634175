"""The id of a passage is given once: who could give it again would take over the first one's history."""

from typing import Any

import pytest
from django.test import Client

from annotations.actions import tagging as tagging_actions
from annotations.actions import undoing
from annotations.actions.changes import Tag
from annotations.models import Assignment, Passage
from annotations.problems import PassageExists
from tests.annotations.api_calls import new, rule, send, tagging
from tests.annotations.people import tag, withdraw

pytestmark = pytest.mark.django_db


def refused(client: Client, assignment: Assignment, **change: Any) -> tuple[tuple[int, str], dict[str, Any]]:
    """Rule of the refusal, and all that it tells."""
    answer = send(client, assignment, {**tagging(assignment, "China", "trade"), **change})
    return rule(answer), answer.json()["error"]


def test_id_of_a_live_passage_is_refused_with_the_passage(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "bri")
    told, error = refused(site, adas, id=str(passage.pk))
    assert (told, error["field"]) == ((409, "passage-exists"), "id")
    assert (error["current"]["id"], error["current"]["themes"]) == (str(passage.pk), ["bri"])


def test_id_of_a_passage_that_was_taken_back_is_refused(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    withdraw(passage, adas)
    told, error = refused(site, adas, id=str(passage.pk))
    assert (told, "current" in error, Passage.objects.count()) == ((409, "passage-exists"), False, 0)


def test_id_of_a_passage_that_was_undone_is_refused(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    undoing.undo(assignment=adas, actor=adas.coder.user)
    assert refused(site, adas, id=str(passage.pk))[0] == (409, "passage-exists")


def test_id_twice_in_one_operation_is_refused(site: Client, adas: Assignment) -> None:
    pk = new()
    answer = send(site, adas, tagging(adas, "China", "trade", id=pk), tagging(adas, "Trade", "trade", id=pk))
    assert (rule(answer), Passage.objects.count()) == ((409, "passage-exists"), 0)


def test_id_of_somebody_elses_passage_tells_nothing_of_it(site: Client, adas: Assignment, bens: Assignment) -> None:
    live, gone = tag(bens, "China", "bri", note="secret"), tag(bens, "Trade", "bri", note="secret")
    withdraw(gone, bens)
    own = tag(adas, "Security", "trade")
    withdraw(own, adas)
    told = [refused(site, adas, id=str(passage.pk)) for passage in (live, gone, own)]
    assert told[0] == told[1] == told[2]
    assert told[0][1].keys() == {"rule", "message", "field"}


def test_words_of_another_coders_passage_can_be_tagged(site: Client, adas: Assignment, bens: Assignment) -> None:
    tag(bens, "China", "bri")
    assert send(site, adas, tagging(adas, "China", "trade")).status_code == 201


def test_id_that_two_coders_send_at_once_is_refused_to_the_second(adas: Assignment, bens: Assignment) -> None:
    """The second finds it only when the database refuses its row: then it is looked up once more."""
    passage = tag(adas, "China", "trade")
    same = Tag(id=passage.pk, paragraph=passage.paragraph_id, start=0, end=5, quote="China", themes=("trade",))
    with pytest.raises(PassageExists) as refusal:
        tagging_actions.refuse_doubles(bens, [same])
    assert (refusal.value.field, refusal.value.current) == ("id", None)
