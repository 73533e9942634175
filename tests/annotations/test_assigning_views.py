"""Who has what: giving work to coders, and returning it."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.actions import assigning
from annotations.models import Assignment, Round
from annotations.problems import RoundLocked
from corpus.models import Document
from ledger.models import Event, Operation
from ledger.replay import differences
from projects.models import Coder, Membership
from tests.annotations.coding_page import said
from tests.annotations.people import read, tag

PAGE = "/projects/openness/work/"


def opened(client, user, query=""):
    client.force_login(user)
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response


def states(response):
    queue = response.context["queue"]
    return [(task.assignment.document.title, task.state) for task in (*queue.tasks, *queue.finished)]


def give(client, user, **data):
    client.force_login(user)
    return client.post(f"{PAGE}assign/", {"op": str(uuid.uuid4()), **data})


def coder(user):
    return Coder.objects.get(user=user)


def test_a_coder_sees_neither_others_work_nor_the_board(client, ben, adas):
    response = opened(client, ben)
    assert states(response) == []
    assert "board" not in response.context


def test_a_reader_is_refused(client, rita):
    client.force_login(rita)
    assert client.get(PAGE).status_code == 403


def test_a_supervisor_sees_who_has_what(client, sam, adas, bens):
    read(adas)
    board = opened(client, sam).context["board"]
    [row] = board.rows
    assert [each.name for each in board.coders] == ["ada", "ben", "sam"]
    tasks = [cell.task for cell in row.cells]
    assert [(task.state, task.n_read) if task else None for task in tasks] == [("started", 3), ("new", 0), None]
    assert [cell.is_free for cell in row.cells] == [False, False, True]


def test_the_board_shows_no_passage_of_a_blind_round(client, sam, adas):
    tag(adas, "Trade grows", "trade", note="CANARY")
    Round.objects.update(is_blind=True)
    page = opened(client, sam).content.decode()
    assert "CANARY" not in page
    assert "Trade grows" not in page


def test_many_documents_go_to_many_coders_in_one_operation(client, sam, ada, ben, many_documents, round):
    documents = many_documents(3)
    response = give(
        client, sam, round=round.pk, documents=[each.pk for each in documents], coders=[coder(ada).pk, coder(ben).pk]
    )
    assert response.status_code == 302
    assert Assignment.objects.count() == 6
    [operation] = Operation.objects.filter(verb="assign")
    assert (operation.actor, operation.events.count()) == (sam, 6)


def test_cells_are_given_in_one_operation(client, sam, ada, ben, many_documents, round):
    one, other = many_documents(2)
    cells = [f"{one.pk}-{coder(ada).pk}", f"{other.pk}-{coder(ben).pk}"]
    assert give(client, sam, round=round.pk, cells=cells).status_code == 302
    assert set(Assignment.objects.values_list("document", "coder")) == {
        (one.pk, coder(ada).pk),
        (other.pk, coder(ben).pk),
    }
    assert Operation.objects.filter(verb="assign").count() == 1


@pytest.mark.parametrize("cell", ["x", "1", "1-2-3", "-", "999999-1", "1-999999", "9" * 30 + "-1", "\0-1"])
def test_what_is_no_cell_is_refused_and_gives_nothing(client, sam, ada, document, round, cell):
    good = f"{document.pk}-{coder(ada).pk}"
    assert give(client, sam, round=round.pk, cells=[good, cell]).status_code == 422
    assert not Assignment.objects.exists()


def test_cells_of_another_project_are_refused(client, sam, ada, eve, document, round):
    assert give(client, sam, round=round.pk, cells=[f"{document.pk}-{coder(eve).pk}"]).status_code == 422


def test_ticked_cells_stay_ticked(client, sam, ada, document, round):
    cell = f"{document.pk}-{coder(ada).pk}"
    response = give(client, sam, round="x", cells=[cell])
    assert (response.status_code, response.context["form"].ticked_cells) == (422, {cell})


def test_who_has_a_document_keeps_it(client, sam, ada, adas):
    read(adas)
    give(client, sam, round=adas.round_id, documents=[adas.document_id], coders=[coder(ada).pk])
    assert Assignment.objects.get().version == adas.version


def test_the_same_form_twice_assigns_once(client, sam, ada, document, round):
    data = {"round": round.pk, "documents": [document.pk], "coders": [coder(ada).pk], "op": str(uuid.uuid4())}
    for _ in range(2):
        assert give(client, sam, **data).status_code == 302
    assert Operation.objects.filter(verb="assign").count() == 1


def test_nothing_chosen_is_said_and_the_ticks_stay(client, sam, ada, document, round):
    response = give(client, sam, round=round.pk, coders=[coder(ada).pk])
    assert response.status_code == 422
    assert response.context["form"].errors == {"documents": ["Choose at least one document."]}
    assert f'name="coders" value="{coder(ada).pk}" checked' in response.content.decode()


@pytest.mark.parametrize("value", ["x", "999999", "99999999999999999999999", "\0", "-1"])
def test_nonsense_is_refused(client, sam, ada, document, round, value):
    good = {"round": str(round.pk), "documents": [str(document.pk)], "coders": [str(coder(ada).pk)]}
    for name in good:
        assert give(client, sam, **{**good, name: value}).status_code == 422
    assert not Assignment.objects.exists()


def test_a_locked_round_takes_no_assignment(client, sam, ada, document, round):
    Round.objects.update(locked_at="2026-01-01T00:00Z")
    assert give(client, sam, round=round.pk, documents=[document.pk], coders=[coder(ada).pk]).status_code == 422


def test_a_round_that_was_locked_meanwhile_takes_no_assignment(sam, ada, document, round):
    assigning.change_round(round=round, version=1, actor=None, locked_at=timezone.now())
    with pytest.raises(RoundLocked):
        assigning.assign_pairs(round=round, pairs=[(document, coder(ada))], actor=sam)


def test_things_of_another_project_cannot_be_assigned(client, sam, eve, ada, document, round, elsewhere):
    other = Round.objects.create(project=elsewhere, name="Elsewhere")
    stranger = coder(eve)
    assert give(client, sam, round=other.pk, documents=[document.pk], coders=[coder(ada).pk]).status_code == 422
    assert give(client, sam, round=round.pk, documents=[document.pk], coders=[stranger.pk]).status_code == 422


def test_a_former_member_is_given_nothing(client, sam, ada, document, round):
    Membership.objects.filter(user=ada).delete()
    assert give(client, sam, round=round.pk, documents=[document.pk], coders=[coder(ada).pk]).status_code == 422


def test_an_annotator_cannot_assign(client, ada, document, round):
    assert give(client, ada, round=round.pk, documents=[document.pk], coders=[coder(ada).pk]).status_code == 403


def back(client, user, assignment, project="openness", **fields):
    client.force_login(user)
    return client.post(f"/projects/{project}/work/{assignment.pk}/return/", {"op": str(uuid.uuid4()), **fields})


@pytest.fixture
def handed_in(adas, ada):
    read(adas)
    assigning.hand_in(assignment=adas, actor=ada)
    adas.refresh_from_db()
    return adas


def test_a_supervisor_returns_handed_in_work(client, sam, ada, adas):
    read(adas)
    assigning.hand_in(assignment=adas, actor=ada)
    assert back(client, sam, adas).status_code == 302
    adas.refresh_from_db()
    assert (adas.is_open, adas.returned_at is not None) == (True, True)
    assert states(opened(client, ada)) == [(adas.document.title, "returned")]


def test_work_comes_back_with_a_comment(client, sam, ada, handed_in):
    back(client, sam, handed_in, comment=" Look at ¶ 4\r\nagain. ")
    handed_in.refresh_from_db()
    assert handed_in.comment == "Look at ¶ 4\nagain."
    event = Event.objects.of("assignment", handed_in.pk).last()
    assert (event.before.get("comment"), event.after["comment"]) == (None, "Look at ¶ 4\nagain.")
    client.force_login(ada)
    page = client.get(f"/projects/openness/documents/{handed_in.document_id}/history/").text
    assert "returned the work to ada in the round Main: “Look at ¶ 4\nagain.”" in page


def test_handing_in_again_clears_the_comment(sam, ada, handed_in):
    assigning.reopen(assignment=handed_in, actor=sam, comment="Again.")
    assigning.hand_in(assignment=handed_in, actor=ada)
    handed_in.refresh_from_db()
    assert handed_in.comment == ""
    assert list(differences(handed_in.round.project)) == []


def test_ones_own_work_is_opened_again_without_a_comment(ada, handed_in):
    assigning.reopen(assignment=handed_in, actor=ada, comment="To myself")
    handed_in.refresh_from_db()
    assert (handed_in.comment, handed_in.returned_at) == ("", None)


@pytest.mark.parametrize("comment", ["a\0b", "x" * 4001, "\u200b" + "\0"])
def test_a_comment_that_cannot_be_kept_is_refused(client, sam, handed_in, comment):
    assert back(client, sam, handed_in, comment=comment).status_code == 422
    handed_in.refresh_from_db()
    assert not handed_in.is_open


def test_only_handed_in_work_of_an_open_round_is_offered_for_return(client, sam, handed_in, bens):
    assert [task.assignment.pk for task in opened(client, sam).context["board"].returnable] == [handed_in.pk]
    Round.objects.update(locked_at="2026-01-01T00:00Z")
    assert opened(client, sam).context["board"].returnable == []


def test_an_annotator_returns_nothing(client, ben, ada, adas):
    read(adas)
    assigning.hand_in(assignment=adas, actor=ada)
    assert back(client, ben, adas).status_code == 403


def test_another_project_returns_nothing(client, eve, ada, adas):
    read(adas)
    assigning.hand_in(assignment=adas, actor=ada)
    assert back(client, eve, adas, "elsewhere").status_code == 404
    adas.refresh_from_db()
    assert not adas.is_open


def test_hostile_titles_and_names_are_shown_escaped(client, sam, ada, adas):
    Document.objects.update(title="<script>alert(1)</script>")
    Coder.objects.filter(user=ada).update(name="<img src=x>")
    page = opened(client, sam).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "<script>alert" not in opened(client, ada).content.decode()


def test_queries_stay_the_same_for_thirty_documents(client, sam, many_documents, many_passages, round):
    def own(n):
        for document in many_documents(n):
            assigning.assign(round=round, document=document, coder=coder(sam), actor=None)

    own(1)
    many_passages(1)
    opened(client, sam)
    with CaptureQueriesContext(connection) as few:
        opened(client, sam)
    own(29)
    many_passages(29)
    with CaptureQueriesContext(connection) as many:
        response = opened(client, sam)
    assert len(response.context["queue"].tasks) == 30
    assert len(many) == len(few)


def test_what_was_given_is_counted_in_words(client, sam, ada, ben, document, round):
    data = {"round": round.pk, "documents": [document.pk], "coders": [coder(ada).pk]}
    assert said(give(client, sam, **data)) == [f"In {round.name}: 1 document given to 1 coder."]
    assert said(give(client, sam, **data))[-1] == "They have it already; nothing changed."
    data["coders"].append(coder(ben).pk)
    assert said(give(client, sam, **data))[-1] == f"In {round.name}: 1 document given to 1 coder."
