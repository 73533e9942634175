"""The pool of a blind round: it tells its coders, supervisors among them, nothing of what others do."""

import uuid

import pytest

from annotations.actions import pooling
from annotations.models import Slot
from tests.annotations.coding_page import said
from tests.annotations.pages import words
from tests.annotations.pool import fill, hand_in, later, skip, take

WORK = "/projects/openness/work/"
POOL = f"{WORK}pool/"


@pytest.fixture
def documents(many_documents, codebook):
    return many_documents(3)


def page(client, user, address=WORK, **query):
    client.force_login(user)
    return client.get(address, query)


def post(client, user, address, **sent):
    client.force_login(user)
    return client.post(address, {"op": str(uuid.uuid4()), **sent})


def test_a_supervisor_who_codes_in_a_blind_round_learns_nothing_of_others(client, sam, ada, blind_main, documents):
    fill(blind_main, documents, each=2)
    take(blind_main, sam)
    skip(take(blind_main, ada), "CANARY")
    take(blind_main, ada)
    for state in ("free", "taken", "idle", "done", "skipped", "returned"):
        shown = page(client, sam, POOL, round=blind_main.pk, show=state)
        [main] = words(shown, "main")
        assert ("CANARY" in shown.text, "ada" in main, words(shown, "table")) == (False, False, [])
    Slot.objects.exclude(taken_by=None).update(taken_at=later(-15))
    assert said(post(client, sam, f"{POOL}idle/", round=blind_main.pk)) == ["What was idle is back in the pool."]
    assert (
        said(post(client, sam, f"{POOL}empty/", round=blind_main.pk))[-1] == "What nobody had taken is out of the pool."
    )
    told = page(client, sam, "/projects/openness/history/").context["page"].lines
    assert {str(line.operation.actor) for line in told} & {"ada"} == set()


def test_pages_of_a_coder_are_the_same_whatever_others_do_in_a_blind_round(client, ada, ben, blind_main, documents):
    fill(blind_main, documents, each=3)
    take(blind_main, ada)
    skip(take(blind_main, ada))

    def told():
        shown = page(client, ada)
        return [words(shown, "main"), client.get("/api/v1/projects/openness/progress?since=2020-01-01T00:00Z").json()]

    before = told()
    hand_in(take(blind_main, ben))
    skip(take(blind_main, ben))
    take(blind_main, ben)
    pooling.return_idle(round=blind_main, now=later(0))
    assert told() == before


def test_the_history_of_a_blind_round_tells_nobody_else_how_much_was_left(client, sam, mira, blind_main, documents):
    fill(blind_main, documents)
    take(blind_main, sam)
    pooling.empty(round=blind_main, actor=mira)
    for who, verbs in ((sam, {"take"}), (mira, {"empty pool"})):
        lines = page(client, who, "/projects/openness/history/").context["page"].lines
        assert {line.operation.verb for line in lines} & {"take", "empty pool"} == verbs
