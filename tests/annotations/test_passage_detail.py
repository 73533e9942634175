"""The page of one passage: as it is, as it was, and who may see it."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import undoing
from annotations.models import Passage, Round
from tests.annotations.people import edit, tag, withdraw


def address(passage, project="openness"):
    return f"/projects/{project}/passages/{getattr(passage, 'pk', passage)}/"


def opened(client, user, passage):
    client.force_login(user)
    response = client.get(address(passage))
    assert response.status_code == 200
    return response


def history(response):
    """Who did what, oldest first."""
    return [(entry.who, [line.words for line in entry.lines]) for entry in reversed(response.context["page"].entries)]


@pytest.fixture
def passage(adas):
    return tag(adas, "Trade grows", "trade", note="why?")


def test_a_passage_is_shown_in_its_paragraph(client, ada, passage):
    page = opened(client, ada, passage).content.decode()
    assert (
        '<span class="passages-context">China opens its door wider. </span><mark>Trade grows</mark>'
        '<span class="passages-context"> fast. The Belt and Road connects many countries.</span>'
    ) in page


def test_each_theme_says_under_which_codebook_it_was_given(client, ada, passage):
    tags = opened(client, ada, passage).context["page"].tags
    assert [(row.tag.code, version) for row, version in tags] == [("TRD", "v1")]


def test_the_history_says_what_changed(client, ada, adas, passage):
    edit(passage, adas, themes=("trade", "opening-up"))
    edit(passage, adas, unsure=("opening-up",))
    edit(passage, adas, end=passage.end + 6, quote="Trade grows fast.")
    edit(passage, adas, themes=("opening-up",), unsure=(), note="")
    assert history(opened(client, ada, passage)) == [
        ("ada", ["marked “Trade grows” as TRD; noted “why?”"]),
        ("ada", ["added OPEN"]),
        ("ada", ["marked OPEN unsure"]),
        ("ada", ["moved the end from 39 to 45; the words are now “Trade grows fast.”"]),
        ("ada", ["removed TRD; marked OPEN sure; removed the note “why?”"]),
    ]


def test_a_passage_that_was_taken_back_is_shown_as_it_was(client, ada, adas, passage):
    withdraw(passage, adas)
    response = opened(client, ada, passage)
    assert not Passage.objects.exists()
    assert response.context["page"].is_taken_back
    assert response.context["page"].passage.quote == "Trade grows"
    assert [row.tag.code for row, _version in response.context["page"].tags] == ["TRD"]
    assert history(response)[-1] == ("ada", ["took back “Trade grows” as TRD"])


def test_a_supervisor_sees_what_was_taken_back_in_an_open_round(client, sam, adas, passage):
    withdraw(passage, adas)
    assert opened(client, sam, passage).context["page"].is_taken_back


def test_undone_steps_are_marked(client, ada, adas, passage):
    edit(passage, adas, themes=("opening-up",))
    undoing.undo(assignment=adas, actor=ada)
    entries = opened(client, ada, passage).context["page"].entries
    assert [(entry.operation.verb, entry.is_undone, entry.is_undo) for entry in entries] == [
        ("undo", False, True),
        ("edit", True, False),
        ("tag", False, False),
    ]


def test_a_step_done_again_is_not_marked_undone(client, ada, adas, passage):
    edit(passage, adas, themes=("opening-up",))
    undoing.undo(assignment=adas, actor=ada)
    undoing.redo(assignment=adas, actor=ada)
    entries = opened(client, ada, passage).context["page"].entries
    assert [(entry.operation.verb, entry.is_undone) for entry in entries] == [
        ("redo", False),
        ("undo", True),
        ("edit", False),
        ("tag", False),
    ]


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_another_coder_gets_404(client, ben, bens, adas, passage, is_taken_back):
    if is_taken_back:
        withdraw(passage, adas)
    client.force_login(ben)
    assert client.get(address(passage)).status_code == 404


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_blind_round_hides_it_from_supervisors_until_it_is_opened(client, sam, adas, passage, is_taken_back):
    if is_taken_back:
        withdraw(passage, adas)
    Round.objects.update(is_blind=True)
    client.force_login(sam)
    assert client.get(address(passage)).status_code == 404
    Round.objects.update(opened_at="2026-01-01T00:00Z")
    assert client.get(address(passage)).status_code == 200


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_its_own_project_is_the_only_one_that_has_it(client, eve, adas, passage, is_taken_back):
    if is_taken_back:
        withdraw(passage, adas)
    client.force_login(eve)
    assert client.get(address(passage, "elsewhere")).status_code == 404


def test_a_passage_that_never_was_is_404(client, ada, adas):
    client.force_login(ada)
    assert client.get(address(uuid.uuid4())).status_code == 404


def test_a_hostile_note_is_shown_escaped(client, ada, adas, passage):
    edit(passage, adas, note="<script>alert(1)</script>")
    edit(passage, adas, note="plain")
    page = opened(client, ada, passage).content.decode()
    assert "<script>alert" not in page
    assert "noted “why?”" in page
    assert "changed the note from “why?” to “&lt;script&gt;alert(1)&lt;/script&gt;”" in page


def test_queries_stay_the_same_for_a_long_history(client, ada, adas, passage):
    opened(client, ada, passage)
    with CaptureQueriesContext(connection) as few:
        opened(client, ada, passage)
    for n in range(30):
        edit(passage, adas, note=f"note {n}", themes=("trade", "bri") if n % 2 else ("security", "self-reliance"))
    with CaptureQueriesContext(connection) as many:
        response = opened(client, ada, passage)
    assert len(response.context["page"].entries) == 31
    assert len(many) == len(few)
