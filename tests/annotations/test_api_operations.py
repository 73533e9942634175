"""POST …/operations: one's work on a document changes, all or nothing, once; the answer is what was left behind."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning
from annotations.models import Assignment, Passage, Question, Reading, Round
from corpus.models import Document
from ledger.models import Operation
from projects.models import Project, User
from tests.annotations.api_calls import edit, hand_in, new, read_all, rule, send, tagging, undo
from tests.annotations.people import paragraphs, tag, withdraw
from tests.conftest import assign
from tests.races import race
from vocabulary.actions import editing, publishing
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def test_tag_is_stored_and_told_as_it_is(site: Client, adas: Assignment) -> None:
    change = tagging(adas, "Trade grows fast.", "trade", "bri", unsure=["bri"], note="why")
    answer = send(site, adas, change)
    passage = Passage.objects.get()
    operation = Operation.objects.get(op=answer.json()["op"])
    assert answer.status_code == 201
    assert answer.json() == {
        "op": str(operation.op),
        "step": 1,
        "passages": [
            {
                "id": change["id"],
                "version": 1,
                "round": adas.round_id,
                "coder": adas.coder_id,
                "document": adas.document_id,
                "paragraph": change["paragraph"],
                "start": change["start"],
                "end": change["end"],
                "quote": "Trade grows fast.",
                "themes": ["trade", "bri"],
                "unsure": ["bri"],
                "note": "why",
                "codebook_version": 1,
                "created_at": passage.created_at.isoformat(),
            }
        ],
        "withdrawn": [],
        "readings": [],
        "unread": [],
        "questions": [],
        "retracted": [],
        "dismissed": [],
        "restored": [],
    }


def test_edit_changes_only_what_is_sent(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade", note="first", unsure=("trade",))
    told = send(site, adas, edit(passage, 1, themes=["trade", "bri"])).json()["passages"][0]
    wanted = {"version": 2, "themes": ["trade", "bri"], "unsure": ["trade"], "note": "first"}
    assert {name: told[name] for name in wanted} == wanted


def test_withdrawn_passage_is_told_by_its_id(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "bri")
    told = send(site, adas, {"do": "withdraw", "id": str(passage.pk), "version": 1}).json()
    assert (told["withdrawn"], told["passages"], Passage.objects.count()) == ([str(passage.pk)], [], 0)


def test_rest_of_the_document_is_marked_read(site: Client, adas: Assignment) -> None:
    told = read_all(site, adas).json()
    assert told["readings"] == [{"paragraph": each.pk, "version": 1} for each in paragraphs(adas)]


def test_unread_paragraph_is_told(site: Client, adas: Assignment) -> None:
    read_all(site, adas)
    first = paragraphs(adas)[0].pk
    told = send(site, adas, {"do": "unread", "paragraphs": [first]}).json()
    assert (told["unread"], Reading.objects.filter(paragraph=first).exists()) == ([first], False)


def test_question_is_asked_reworded_and_retracted(site: Client, adas: Assignment) -> None:
    pk, paragraph = new(), paragraphs(adas)[0].pk
    asked = send(site, adas, {"do": "ask", "id": pk, "paragraph": paragraph, "passage": None, "text": "Trade?"}).json()
    reworded = send(site, adas, {"do": "reword", "id": pk, "version": 1, "text": "Or opening up?"}).json()
    retracted = send(site, adas, {"do": "retract", "id": pk, "version": 2}).json()
    assert [each["text"] for told in (asked, reworded) for each in told["questions"]] == ["Trade?", "Or opening up?"]
    assert (retracted["retracted"], Question.objects.count()) == ([pk], 0)


def test_several_changes_are_one_operation(site: Client, adas: Assignment) -> None:
    first, second = (tagging(adas, words, "trade") for words in ("China", "Trade"))
    told = send(site, adas, first, second, {"do": "read", "paragraphs": [first["paragraph"]]}).json()
    assert {each["id"] for each in told["passages"]} == {first["id"], second["id"]}
    assert Operation.objects.filter(op=told["op"], verb="change").count() == 1


def test_one_wrong_change_stops_all(site: Client, adas: Assignment) -> None:
    answer = send(site, adas, tagging(adas, "China", "trade"), tagging(adas, "Trade", "no-such-theme"))
    assert (rule(answer), Passage.objects.count()) == ((422, "unknown-theme"), 0)


def test_themes_are_called_as_the_published_codebook_calls_them(site: Client, adas: Assignment) -> None:
    change = tagging(adas, "China", "trade")
    send(site, adas, change)
    theme = Theme.objects.get(slug="trade")
    editing.change_theme(theme=theme, version=theme.version, actor=None, slug="commerce")
    assert send(site, adas, edit(change, 1, note="why")).json()["passages"][0]["themes"] == ["trade"]
    publishing.publish(project=adas.round.project, message="renamed", actor=None)
    assert send(site, adas, edit(change, 2, note="")).json()["passages"][0]["themes"] == ["commerce"]


def test_operation_sent_again_is_done_once_and_told_as_things_are_now(site: Client, adas: Assignment) -> None:
    change, op = tagging(adas, "China", "trade"), new()
    send(site, adas, change, op=op)
    send(site, adas, edit(change, 1, note="later"))
    again = send(site, adas, change, op=op)
    assert (again.status_code, again.json()["replayed"], Passage.objects.count()) == (201, True, 1)
    assert [(each["version"], each["note"]) for each in again.json()["passages"]] == [(2, "later")]


def test_operation_sent_again_tells_what_is_gone_by_now(site: Client, adas: Assignment) -> None:
    change, op = tagging(adas, "China", "trade"), new()
    send(site, adas, change, op=op)
    send(site, adas, {"do": "withdraw", "id": change["id"], "version": 1})
    assert send(site, adas, change, op=op).json()["withdrawn"] == [change["id"]]


def test_same_operation_with_another_body_is_refused(site: Client, adas: Assignment) -> None:
    op = new()
    send(site, adas, tagging(adas, "China", "trade"), op=op)
    assert rule(send(site, adas, tagging(adas, "Trade", "trade"), op=op)) == (422, "op-reused")


@pytest.mark.django_db(transaction=True)
def test_operation_sent_four_times_at_once_is_done_once(adas: Assignment, tmp_path: Path) -> None:
    said = race(tmp_path, [["tests.annotations.racer", "post_once", str(adas.pk), new()]] * 4)
    assert sorted(said) == ["201 True", "201 True", "201 True", "201 done"]


def test_change_of_what_is_gone_is_told_so(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    withdraw(passage, adas)
    answer = send(site, adas, edit(passage, 1, note="Clear"))
    assert rule(answer) == (404, "not-found")
    assert answer.json()["error"]["current"] == {"withdrawn": [str(passage.pk)]}
    asked = new()
    answer = send(site, adas, {"do": "reword", "id": asked, "version": 1, "text": "Or not?"})
    assert answer.json()["error"]["current"] == {"retracted": [asked]}


def test_stale_edit_is_told_the_passage_that_is_there(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade", unsure=("trade",))
    send(site, adas, edit(passage, 1, note="mine"))
    answer = send(site, adas, edit(passage, 1, note="older"))
    current = answer.json()["error"]["current"]
    assert rule(answer) == (409, "stale")
    assert (current["id"], current["version"], current["note"]) == (str(passage.pk), 2, "mine")
    assert (current["themes"], current["unsure"]) == (["trade"], ["trade"])


def test_second_passage_on_the_same_words_is_told_the_first(site: Client, adas: Assignment) -> None:
    first = send(site, adas, tagging(adas, "China", "trade")).json()["passages"][0]
    answer = send(site, adas, tagging(adas, "China", "bri"))
    assert (rule(answer), answer.json()["error"]["current"]) == ((409, "passage-exists"), first)


def test_change_without_version_is_told_the_version_that_is_there(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "China", "trade")
    answer = send(site, adas, {"do": "withdraw", "id": str(passage.pk)})
    assert (rule(answer), answer.json()["error"]["current"]["version"]) == ((428, "version-needed"), 1)


def test_answered_question_is_told_as_it_is(site: Client, adas: Assignment, sam: User) -> None:
    pk, paragraph = new(), paragraphs(adas)[0].pk
    send(site, adas, {"do": "ask", "id": pk, "paragraph": paragraph, "passage": None, "text": "Trade?"})
    Question.objects.update(answer="Yes.", answered_at=adas.assigned_at, answered_by=sam, version=2)
    answer = send(site, adas, {"do": "reword", "id": pk, "version": 1, "text": "Or not?"})
    assert rule(answer) == (409, "answered")
    assert (answer.json()["error"]["current"]["id"], answer.json()["error"]["current"]["answer"]) == (pk, "Yes.")


def test_handed_in_work_stays_as_it_is(site: Client, adas: Assignment) -> None:
    read_all(site, adas)
    assert hand_in(site, adas).status_code == 201
    assert rule(send(site, adas, tagging(adas, "China", "trade"))) == (409, "handed-in")


def test_handing_in_is_done_once(site: Client, adas: Assignment) -> None:
    read_all(site, adas)
    op = new()
    first, again = (hand_in(site, adas, op=op) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()["replayed"]) == (201, 201, True)
    adas.refresh_from_db()
    assert first.json()["handed_in_at"] == again.json()["handed_in_at"] == adas.handed_in_at.isoformat()


def test_handing_in_names_what_is_not_read(site: Client, adas: Assignment) -> None:
    answer = hand_in(site, adas)
    unread = [each.ordinal for each in paragraphs(adas)]
    assert (rule(answer), answer.json()["error"]["current"]) == ((409, "not-all-read"), {"unread": unread})


def test_round_may_be_left_out_while_one_is_open(site: Client, adas: Assignment, project: Project) -> None:
    other = assigning.start_round(project=project, name="Second", actor=None)
    assign(adas.document, adas.coder.user, other)
    answer = send(site, adas, tagging(adas, "China", "trade"))
    assert rule(answer) == (422, "round-needed")
    assert send(site, adas, tagging(adas, "China", "trade"), round=adas.round_id).status_code == 201
    assert Passage.objects.get().round == adas.round
    adas.refresh_from_db()
    assigning.change_round(round=adas.round, version=1, actor=None, locked_at=adas.assigned_at)
    assert send(site, adas, tagging(adas, "Trade", "trade")).json()["passages"][0]["round"] == other.pk


def test_round_of_somebody_else_is_not_there(site: Client, adas: Assignment, ben: User, project: Project) -> None:
    other = assigning.start_round(project=project, name="Bens", actor=None)
    assign(adas.document, ben, other)
    assert rule(send(site, adas, tagging(adas, "China", "trade"), round=other.pk)) == (404, "not-found")


def test_document_without_assignment_is_not_there(client: Client, adas: Assignment, ben: User) -> None:
    client.force_login(ben)
    assert rule(send(client, adas, tagging(adas, "China", "trade"))) == (404, "not-found")


def test_withdrawn_document_is_not_there(site: Client, adas: Assignment) -> None:
    Document.objects.update(withdrawn_at=adas.assigned_at)
    assert rule(send(site, adas, tagging(adas, "China", "trade"))) == (404, "not-found")


def test_supervisor_does_not_change_a_coders_passage(client: Client, adas: Assignment, sam: User, round: Round) -> None:
    passage = tag(adas, "China", "trade")
    assign(adas.document, sam, round)
    client.force_login(sam)
    assert rule(send(client, adas, edit(passage, 1, note="mine now"))) == (404, "not-found")


def _queries(site: Client, adas: Assignment, words: list[str]) -> int:
    changes = [tagging(adas, each, "trade") for each in words]
    with CaptureQueriesContext(connection) as asked:
        assert send(site, adas, *changes).status_code == 201
    return len(asked)


def test_tag_takes_few_statements(site: Client, adas: Assignment) -> None:
    """Who asks 3, the assignment 1, the operation 10 in a transaction of 2; PostgreSQL one more for foreign keys.

    Its ten: the lock; round, role and codebook; paragraph; id; passage, tagging, units; number, operation, event.
    """
    _queries(site, adas, ["China"])
    assert _queries(site, adas, ["Trade"]) == 14 + 2


def test_thirty_tags_take_the_statements_of_one(site: Client, adas: Assignment) -> None:
    text = paragraphs(adas)[0].text
    _queries(site, adas, [text[:40]])
    one = _queries(site, adas, [text[:41]])
    thirty = _queries(site, adas, [text[:end] for end in range(5, 35)])
    assert thirty == one


def test_steps_count_ones_own_operations_on_this_work_only(site: Client, adas: Assignment, bens: Assignment) -> None:
    first = send(site, adas, tagging(adas, "China", "trade"), op=new()).json()
    tag(bens, "China", "bri")
    change, op = tagging(adas, "Trade", "trade"), new()
    second = send(site, adas, change, op=op).json()
    tag(bens, "Trade", "bri")
    third = undo(site, second["op"]).json()
    assert [each["step"] for each in (first, second, third)] == [1, 2, 3]
    assert send(site, adas, change, op=op).json()["step"] == 2


def test_nothing_tells_a_coder_the_number_of_an_operation(site: Client, adas: Assignment) -> None:
    schema = site.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert {name for name, shape in schema.items() if "number" in shape.get("properties", {})} == set()
