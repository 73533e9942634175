"""Events in words, and the history of a document."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, undoing
from annotations.histories.lines import passage_words
from annotations.histories.texts import ranges
from annotations.models import Round
from projects.models import Coder
from tests.annotations.people import edit, paragraphs, read, tag, unread, withdraw
from tests.conftest import assign


def opened(client, user, document, query=""):
    client.force_login(user)
    response = client.get(f"/projects/openness/documents/{document.pk}/history/{query}")
    assert response.status_code == 200
    return response


def told(response):
    """Who did what, newest first."""
    return [(entry.who, [line.words for line in entry.lines]) for entry in response.context["history"].entries]


def work(response):
    """What was done with the document, newest first, without what is told of its import."""
    return [entry for entry in told(response) if not any(line.startswith("added the") for line in entry[1])]


@pytest.mark.parametrize(
    ("numbers", "words"), [([], ""), ([4], "4"), ([9, 4, 5, 6, 4], "4–6, 9"), ([1, 3], "1, 3"), ([2, 3], "2–3")]
)
def test_numbers_are_told_as_ranges(numbers, words):
    assert ranges(numbers) == words


def test_an_annotator_reads_what_they_did(client, ada, adas, document):
    passage = tag(adas, "Trade grows", "trade")
    read(adas, *paragraphs(adas)[:2])
    unread(adas, paragraphs(adas)[0])
    read(adas)
    withdraw(passage, adas)
    assert work(opened(client, ada, document)) == [
        ("ada", ["took back “Trade grows” as TRD"]),
        ("ada", ["marked 2 paragraphs as read: ¶ 3, 5"]),
        ("ada", ["took the read mark of ¶ 3 back"]),
        ("ada", ["marked 2 paragraphs as read: ¶ 3–4"]),
        ("ada", ["marked “Trade grows” as TRD"]),
        ("the system", ["gave the document to ada in the round Main"]),
    ]


def test_handing_in_and_returning_is_told(client, ada, sam, adas, document):
    read(adas)
    assigning.hand_in(assignment=adas, actor=ada)
    assigning.reopen(assignment=adas, actor=sam)
    assert work(opened(client, ada, document))[:2] == [
        ("sam", ["returned the work to ada in the round Main"]),
        ("ada", ["handed in the work of ada in the round Main"]),
    ]


def test_an_annotator_reads_nothing_of_others(client, ada, ben, adas, bens, document):
    tag(bens, "Trade grows", "trade", note="CANARY")
    page = opened(client, ada, document).content.decode()
    assert "CANARY" not in page
    assert "Trade grows" not in page
    assert "ben" not in page.replace("tag-benefit", "")


def test_a_supervisor_reads_everybodys_work_in_an_open_round(client, sam, adas, bens, document):
    tag(adas, "Trade grows", "trade")
    tag(bens, "Trade grows", "bri")
    assert work(opened(client, sam, document))[:2] == [
        ("ben", ["marked “Trade grows” as BRI"]),
        ("ada", ["marked “Trade grows” as TRD"]),
    ]


def test_a_blind_round_hides_the_work_but_not_the_hand_in(client, sam, ada, adas, document):
    tag(adas, "Trade grows", "trade", note="CANARY")
    read(adas)
    assigning.hand_in(assignment=adas, actor=ada)
    Round.objects.update(is_blind=True)
    response = opened(client, sam, document)
    assert work(response) == [
        ("ada", ["handed in the work of ada in the round Main"]),
        ("the system", ["gave the document to ada in the round Main"]),
    ]
    assert "CANARY" not in response.content.decode()


def test_an_assignment_of_many_is_told_to_each_of_its_own(client, ada, ben, sam, document, round, codebook):
    coders = list(Coder.objects.filter(user__in=[ada, ben]).order_by("pk"))
    assigning.assign_all(round=round, documents=[document], coders=coders, actor=sam)
    assert work(opened(client, ada, document)) == [("sam", ["gave the document to ada in the round Main"])]
    assert work(opened(client, sam, document)) == [
        ("sam", ["gave the document to ada in the round Main", "gave the document to ben in the round Main"])
    ]


def test_an_undone_step_is_marked(client, ada, adas, document):
    passage = tag(adas, "Trade grows", "trade")
    edit(passage, adas, themes=("bri",))
    undoing.undo(assignment=adas, actor=ada)
    entries = opened(client, ada, document).context["history"].entries
    assert [(entry.operation.verb, entry.is_undone) for entry in entries[:3]] == [
        ("undo", False),
        ("edit", True),
        ("tag", False),
    ]


def test_another_project_has_no_history_of_it(client, eve, document):
    client.force_login(eve)
    assert client.get(f"/projects/elsewhere/documents/{document.pk}/history/").status_code == 404


def test_a_reader_is_refused(client, rita, document):
    client.force_login(rita)
    assert client.get(f"/projects/openness/documents/{document.pk}/history/").status_code == 403


@pytest.mark.parametrize("query", ["?page=0", "?page=99", "?page=x", "?page=%00"])
def test_a_page_that_is_not_there_becomes_one_that_is(client, ada, adas, document, query):
    opened(client, ada, document, query)


def test_queries_stay_the_same_for_thirty_steps_of_many_coders(client, sam, document, round, codebook):
    from projects.actions import people
    from tests.conftest import make_user

    def another(number):
        user = make_user(f"coder{number}")
        people.add_member(project=document.project, user=user, role="annotator", actor=None)
        assignment = assign(document, user, round)
        tag(assignment, "Trade grows", ["trade", "bri", "security"][number % 3])
        read(assignment)

    another(0)
    opened(client, sam, document)
    with CaptureQueriesContext(connection) as few:
        opened(client, sam, document)
    for number in range(1, 12):
        another(number)
    with CaptureQueriesContext(connection) as many:
        response = opened(client, sam, document)
    assert len(response.context["history"].entries) == 30
    assert len(many) == len(few)


def test_a_change_of_nothing_is_told_as_such():
    state = {"start": 0, "end": 1, "quote": "a", "note": "", "taggings": []}
    assert passage_words(state, dict(state), names=None) == ["changed nothing that can be seen"]
