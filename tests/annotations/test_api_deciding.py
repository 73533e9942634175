"""Differences and decisions as JSON."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment, Decision, Passage, Round
from tests.annotations.api_calls import JSON
from tests.annotations.people import paragraphs, tag
from tests.conftest import assign


@pytest.fixture
def sams(client: Client, handed_in: Assignment, sam) -> Client:
    client.force_login(sam)
    return client


def place(work: Assignment) -> str:
    return f"/api/v1/documents/{work.document_id}/decisions"


def post(client: Client, address: str, **body: object):
    return client.post(address, body, content_type=JSON)


def cells(client: Client, work: Assignment, **asked: object) -> list[dict]:
    return client.get(place(work), asked).json()["items"]


def sent(cell: dict, outcome: str, **more: object) -> dict:
    return {name: cell[name] for name in ("paragraph", "unit", "theme", "version")} | {"outcome": outcome, **more}


def decide(client: Client, work: Assignment, *decisions: dict, **more: object):
    return post(client, place(work), op=str(uuid.uuid4()), decisions=list(decisions), **more)


def test_the_cells_of_a_document(sams, handed_in):
    answer = sams.get(place(handed_in)).json()
    names = [coder["pseudonym"] for coder in answer["coders"]]
    mine = Passage.objects.get(coder=handed_in.coder, quote="China opens its door wider.")
    place_ = paragraphs(handed_in)[0].pk
    assert answer.pop("items")[0] == {
        "paragraph": place_,
        "ordinal": 3,
        "unit": 0,
        "start": 0,
        "end": 27,
        "theme": "opening-up",
        "kind": "only",
        "state": "open",
        "version": 0,
        "values": {names[0]: "yes", names[1]: "no"},
        "decision": None,
        "evidence": [
            {
                "coder": names[0],
                "passage": str(mine.pk),
                "paragraph": place_,
                "start": 0,
                "end": 27,
                "quote": mine.quote,
                "unsure": False,
                "note": "",
            }
        ],
    }
    coders = answer.pop("coders")
    assert [coder["name"] for coder in coders] == ["ada", "ben"]
    assert answer == {
        "round": handed_in.round_id,
        "document": handed_in.document_id,
        "complete": True,
        "counts": {"agreed": 1, "open": 2, "decided": 0, "reopened": 0},
        "count": 3,
        "next": None,
    }


def test_pages_follow_one_another(sams, handed_in):
    first = sams.get(place(handed_in), {"limit": 2}).json()
    second = sams.get(place(handed_in), {"limit": 2, "cursor": first["next"]}).json()
    assert [cell["theme"] for cell in first["items"] + second["items"]] == ["opening-up", "trade", "security"]
    assert second["next"] is None


def test_a_cursor_of_another_list_is_refused(sams, handed_in):
    first = sams.get(place(handed_in), {"limit": 1, "show": "open"}).json()
    assert sams.get(place(handed_in), {"cursor": first["next"]}).json()["error"]["field"] == "cursor"


def test_only_what_is_left_to_decide(sams, handed_in):
    assert [cell["theme"] for cell in cells(sams, handed_in, show="open")] == ["opening-up", "trade"]


def test_a_decision_answers_with_its_cells(sams, handed_in):
    answer = decide(sams, handed_in, sent(cells(sams, handed_in)[0], "no", reason="Only a door."))
    told = answer.json()
    assert (answer.status_code, told["count"], told["counts"]["decided"]) == (201, 1, 1)
    [cell] = told["items"]
    decision = cell["decision"]
    assert (cell["state"], cell["version"]) == ("decided", 1)
    assert (decision["outcome"], decision["reason"], decision["rule"], decision["by"]) == (
        "no",
        "Only a door.",
        "",
        "sam",
    )


def test_the_same_operation_again_is_told_as_it_is_now(sams, handed_in):
    op, decision = str(uuid.uuid4()), sent(cells(sams, handed_in)[0], "yes")
    first = post(sams, place(handed_in), op=op, decisions=[decision])
    again = post(sams, place(handed_in), op=op, decisions=[decision])
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == {**first.json(), "replayed": True}
    assert Decision.objects.count() == 1


def test_a_rule_decides_and_undo_takes_it_back(sams, handed_in):
    told = post(sams, place(handed_in), op=str(uuid.uuid4()), rule="agreement").json()
    assert [(cell["theme"], cell["decision"]["rule"]) for cell in told["items"]] == [("trade", "agreement")]
    back = post(sams, f"{place(handed_in)}/undo", op=str(uuid.uuid4()))
    assert (back.status_code, back.json()["counts"]["decided"]) == (201, 0)
    nothing = post(sams, f"{place(handed_in)}/undo", op=str(uuid.uuid4()))
    assert (nothing.status_code, nothing.json()["error"]["rule"]) == (409, "nothing-to-undo")


@pytest.mark.parametrize(
    ("change", "status", "rule"),
    [
        ({"version": None}, 428, "version-needed"),
        ({"version": 3}, 409, "stale"),
        ({"unit": 7}, 422, "unknown-cell"),
        ({"unit": -1}, 422, "invalid"),
        ({"theme": "no-such-theme"}, 422, "unknown-theme"),
        ({"outcome": "perhaps"}, 422, "invalid"),
        ({"reason": "a\0b"}, 422, "invalid"),
        ({"coder": 1}, 422, "invalid"),
    ],
)
def test_what_cannot_be_decided_is_refused(sams, handed_in, change, status, rule):
    answer = decide(sams, handed_in, sent(cells(sams, handed_in)[0], "yes") | change)
    assert (answer.status_code, answer.json()["error"]["rule"]) == (status, rule)
    assert Decision.objects.count() == 0


def test_stale_tells_the_cell_as_it_is(sams, handed_in):
    seen = cells(sams, handed_in)[0]
    [now] = decide(sams, handed_in, sent(seen, "yes")).json()["items"]
    assert decide(sams, handed_in, sent(seen, "no")).json()["error"]["current"] == now


def test_decisions_and_a_rule_together_or_neither_are_refused(sams, handed_in):
    decision = sent(cells(sams, handed_in)[0], "yes")
    for body in ({}, {"rule": "majority", "decisions": [decision]}):
        assert post(sams, place(handed_in), op=str(uuid.uuid4()), **body).json()["error"]["field"] == "decisions"


def test_a_round_that_hides_its_coders_tells_nothing(sams, handed_in):
    seen = cells(sams, handed_in)[0]
    Round.objects.filter(pk=handed_in.round_id).update(is_blind=True)
    for answer in (sams.get(place(handed_in)), decide(sams, handed_in, sent(seen, "yes"))):
        assert (answer.status_code, answer.json()["error"]["rule"]) == (409, "round-hidden")
        assert "opening-up" not in answer.text


def test_of_several_rounds_one_must_be_named(sams, handed_in, sam, ada):
    other = Round.objects.create(project=handed_in.round.project, name="Second")
    assign(handed_in.document, ada, other)
    assert sams.get(place(handed_in)).json()["error"]["rule"] == "round-needed"
    assert len(cells(sams, handed_in, round=handed_in.round_id)) == 3
    assert sams.get(place(handed_in), {"round": other.pk}).json()["complete"] is False
    assert sams.get(place(handed_in), {"round": 10**9}).status_code == 404


def test_coders_are_told_nothing(client, handed_in, ada):
    client.force_login(ada)
    assert client.get(place(handed_in)).status_code == 403


def test_cells_cost_the_same_for_three_and_for_many(sams, handed_in, sam, mira):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert sams.get(place(handed_in)).status_code == 200
        return len(found)

    before = queries()
    for user, themes in ((sam, ("bri", "trade")), (mira, ("security", "trade"))):
        work = assign(handed_in.document, user, handed_in.round)
        for words in ("China", "Trade", "Belt", "Self-reliance", "Nothing"):
            tag(work, words, *themes)
    assert queries() == before
