"""Taking from the pool and skipping, by programs."""

import pytest

from annotations.api.told import SkipTold, TakenTold
from annotations.models import Assignment, Round
from tests.annotations.api_calls import JSON, new, rule, send, tagging
from tests.annotations.pool import fill, later

NEXT = "/api/v1/projects/openness/next"


@pytest.fixture
def pooled(round, document, codebook):
    fill(round, [document])
    return round


def ask(client, user, address=NEXT, **sent):
    client.force_login(user)
    return client.post(address, {"op": new(), **sent}, content_type=JSON)


def test_a_program_takes_the_next_document(client, ada, pooled, document):
    answer = ask(client, ada, round=pooled.pk)
    told = answer.json()
    TakenTold.model_validate(told, extra="forbid")
    place = {"document": document.pk, "round": pooled.pk, "title": document.title}
    address = f"/projects/openness/documents/{document.pk}/annotate/?round={pooled.pk}"
    assert (answer.status_code, told) == (201, {"op": told["op"], **place, "address": address})


def test_the_same_operation_gives_the_same_document(client, ada, pooled):
    op = new()
    first, second = (ask(client, ada, op=op) for _ in range(2))
    assert (second.status_code, second.json()) == (201, {**first.json(), "replayed": True})
    assert Assignment.objects.count() == 1


def test_an_empty_pool_says_so(client, ada, ben, pooled):
    assert ask(client, ada).status_code == 201
    assert rule(ask(client, ben)) == (409, "pool-empty")


def test_what_is_not_there_gives_nothing(client, ada, project, document):
    assert rule(ask(client, ada)) == (409, "pool-empty")
    assert ask(client, ada, round=999999).status_code == 404


def test_a_locked_round_gives_nothing(client, ada, pooled):
    Round.objects.update(locked_at=later(0))
    assert rule(ask(client, ada, round=pooled.pk)) == (409, "round-locked")


def test_of_several_rounds_one_must_be_named(client, ada, project, pooled, document):
    other = Round.objects.create(project=project, name="Other")
    fill(other, [document])
    answer = ask(client, ada)
    assert rule(answer) == (422, "round-needed")
    assert [each["id"] for each in answer.json()["error"]["current"]["rounds"]] == [pooled.pk, other.pk]


def test_a_program_skips_a_document_with_a_reason(client, ada, pooled, document):
    ask(client, ada)
    address, op = f"/api/v1/documents/{document.pk}/skip", new()
    assert rule(ask(client, ada, address, reason=" ")) == (422, "wrong-value")
    first, second = (ask(client, ada, address, op=op, reason="Too long") for _ in range(2))
    SkipTold.model_validate(first.json(), extra="forbid")
    assert (first.status_code, first.json()["reason"]) == (201, "Too long")
    assert second.json() == {**first.json(), "replayed": True}


def test_given_back_work_takes_no_change(client, ada, pooled, document):
    ask(client, ada)
    work = Assignment.objects.get()
    ask(client, ada, f"/api/v1/documents/{document.pk}/skip", reason="Too long")
    assert rule(send(client, work, tagging(work, "Trade grows", "trade"))) == (409, "given-back")
    assert rule(ask(client, ada, f"/api/v1/documents/{document.pk}/hand-in")) == (409, "given-back")


def test_nothing_tells_the_order_of_what_others_took(client, ada, ben, pooled, document):
    """No number of an assignment or operation of the pool, which would count what others did."""
    assert sorted(ask(client, ada).json()) == ["address", "document", "op", "round", "title"]
