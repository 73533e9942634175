"""POST …/operations/{op}/undo: one's own next step is taken back by its name; taking the undo back is redo."""

import pytest
from django.test import Client

from annotations.actions import coding
from annotations.actions.changes import Edit
from annotations.models import Assignment, Passage, UnitTheme
from ledger.models import Operation
from projects.models import User
from tests.annotations.api_calls import edit, hand_in, new, read_all, rule, send, tagging, undo

pytestmark = pytest.mark.django_db


def done(site: Client, adas: Assignment, words: str, *themes: str) -> str:
    """Tag these words; the operation's id."""
    return str(send(site, adas, tagging(adas, words, *themes)).json()["op"])


def test_undone_tag_is_told_as_withdrawn(site: Client, adas: Assignment) -> None:
    told = send(site, adas, tagging(adas, "China", "trade")).json()
    answer = undo(site, told["op"])
    assert (answer.status_code, answer.json()["withdrawn"]) == (201, [told["passages"][0]["id"]])
    assert (Passage.objects.count(), UnitTheme.objects.count()) == (0, 0)


def test_undo_of_the_undo_is_redo(site: Client, adas: Assignment) -> None:
    op = done(site, adas, "China", "trade")
    back = undo(site, op).json()["op"]
    again = undo(site, back)
    assert [(each["themes"], each["version"]) for each in again.json()["passages"]] == [(["trade"], 2)]
    verbs = Operation.objects.filter(about=f"document/{adas.document_id}/{adas.round_id}/{adas.coder_id}")
    assert list(verbs.order_by("number").values_list("verb", flat=True)) == ["tag", "undo", "redo"]


def test_redone_step_can_be_undone_again(site: Client, adas: Assignment) -> None:
    op = done(site, adas, "China", "trade")
    redo = undo(site, undo(site, op).json()["op"]).json()["op"]
    assert undo(site, redo).status_code == 201
    assert Passage.objects.count() == 0


def test_undone_edit_is_told_as_it_was(site: Client, adas: Assignment) -> None:
    passage = send(site, adas, tagging(adas, "China", "trade", note="first")).json()["passages"][0]
    op = send(site, adas, edit(passage, 1, note="second", themes=["bri"])).json()["op"]
    told = undo(site, op).json()["passages"][0]
    assert (told["note"], told["themes"], told["version"]) == ("first", ["trade"], 3)


def test_undo_sent_again_is_done_once(site: Client, adas: Assignment) -> None:
    done(site, adas, "Trade", "trade")
    op, back = done(site, adas, "China", "trade"), new()
    first, again = (undo(site, op, op=back) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()["replayed"]) == (201, 201, True)
    assert (again.json()["withdrawn"], Passage.objects.count()) == (first.json()["withdrawn"], 1)


def test_only_the_next_step_can_be_undone(site: Client, adas: Assignment) -> None:
    first, second = (done(site, adas, words, "trade") for words in ("China", "Trade"))
    answer = undo(site, first)
    assert (rule(answer), answer.json()["error"]["current"]) == ((409, "stale"), {"next": second})
    assert Passage.objects.count() == 2


def test_step_that_is_undone_cannot_be_undone_again(site: Client, adas: Assignment) -> None:
    op = done(site, adas, "China", "trade")
    undo(site, op)
    assert rule(undo(site, op)) == (409, "nothing-to-undo")


def test_undo_that_a_new_step_followed_cannot_be_taken_back(site: Client, adas: Assignment) -> None:
    back = undo(site, done(site, adas, "China", "trade")).json()["op"]
    done(site, adas, "Trade", "trade")
    assert rule(undo(site, back)) == (409, "nothing-to-undo")


def test_what_a_site_admin_corrected_since_is_not_undone(
    site: Client, adas: Assignment, django_user_model: type[User]
) -> None:
    told = send(site, adas, tagging(adas, "China", "trade")).json()
    admin = django_user_model.objects.create_superuser("admin")
    change = Edit(id=Passage.objects.get().pk, version=1, note="checked")
    coding.change_document(assignment=adas, changes=[change], actor=admin)
    answer = undo(site, told["op"])
    current = answer.json()["error"]["current"]
    assert (rule(answer), current["note"], current["themes"]) == ((409, "stale"), "checked", ["trade"])


def test_handed_in_work_is_not_undone(site: Client, adas: Assignment) -> None:
    op = read_all(site, adas).json()["op"]
    hand_in(site, adas)
    assert rule(undo(site, op)) == (409, "handed-in")


def test_handing_in_is_no_step_to_undo(site: Client, adas: Assignment) -> None:
    read_all(site, adas)
    op = hand_in(site, adas).json()["op"]
    assert rule(undo(site, op)) == (409, "handed-in")


def test_operation_of_somebody_else_is_as_if_it_were_not_there(
    client: Client, site: Client, adas: Assignment, bens: Assignment
) -> None:
    op = done(site, adas, "China", "trade")
    client.force_login(bens.coder.user)
    theirs, missing = undo(client, op), undo(client, new())
    assert (theirs.status_code, missing.status_code, theirs.content) == (404, 404, missing.content)
    assert Passage.objects.count() == 1
