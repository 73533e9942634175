"""Rounds: started, planned, opened, locked; who sees how far they are."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, rounds
from annotations.models import Assignment, Passage, Round
from annotations.problems import NotAllHandedIn, RoundBegun, RoundLocked
from ledger.models import Event, Operation
from ledger.problems import Stale
from ledger.replay import differences
from projects.actions import founding
from projects.models import Membership
from tests.annotations.people import read, tag
from tests.conftest import assign

PAGE = "/projects/openness/rounds/"


def send(client, user, path, **data):
    client.force_login(user)
    return client.post(PAGE + path, {"op": str(uuid.uuid4()), **data})


def page(client, user, path=""):
    client.force_login(user)
    return client.get(PAGE + path)


def hand_in(assignment):
    read(assignment)
    assigning.hand_in(assignment=assignment, actor=assignment.coder.user)


def test_a_project_starts_with_one_open_main_round(project):
    [round] = Round.objects.in_project(project)
    assert (round.name, round.kind, round.is_blind, round.state) == ("Main", "main", False, "open")
    [event] = Event.objects.of("round", round.pk)
    assert event.operation.verb == "create project"
    assert list(differences(project)) == []


def test_a_second_project_has_a_round_of_its_own(project):
    other = founding.create_project(slug="other", name="Other", actor=None)
    assert [each.project for each in Round.objects.in_project(other)] == [other]


def test_a_supervisor_starts_a_round_with_its_plan(client, sam, project, codebook):
    plan = {"name": "Pilot", "kind": "pilot", "is_blind": "on", "seed": "7", "ends_on": "2027-03-01"}
    assert send(client, sam, "start/", **plan).status_code == 302
    round = Round.objects.get(name="Pilot")
    assert (round.kind, round.is_blind, round.seed, str(round.ends_on)) == ("pilot", True, 7, "2027-03-01")
    assert (round.codebook_version.number, round.started_at is not None) == (1, True)
    assert Event.objects.of("round", round.pk).get().operation.actor == sam
    assert list(differences(project)) == []


def test_the_same_form_twice_starts_one_round(client, sam, round):
    plan = {"name": "Pilot", "kind": "pilot", "op": str(uuid.uuid4())}
    assert [send(client, sam, "start/", **plan).status_code for _ in range(2)] == [302, 302]
    assert Round.objects.filter(name="Pilot").count() == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"name": ""}, 422),
        ({"name": "Main"}, 409),
        ({"name": "x" * 101}, 422),
        ({"name": "a\0b"}, 422),
        ({"kind": "decided"}, 422),
        ({"seed": "-1"}, 422),
        ({"seed": "9" * 30}, 422),
        ({"ends_on": "soon"}, 422),
    ],
)
def test_a_plan_that_cannot_be_is_said_in_the_form(client, sam, round, wrong, status):
    response = send(client, sam, "start/", **{"name": "Pilot", "kind": "pilot", **wrong})
    assert (response.status_code, list(response.context["form"].errors)) == (status, list(wrong))
    assert Round.objects.count() == 1


def test_a_plan_is_changed_from_the_version_that_was_seen(client, sam, round):
    new = {"name": "Main, spring", "kind": "main", "seed": "3", "version": round.version}
    assert send(client, sam, f"{round.pk}/", **new).status_code == 302
    again = send(client, sam, f"{round.pk}/", **{**new, "name": "Autumn"})
    assert again.status_code == 409
    assert "Main, spring" in again.content.decode()
    round.refresh_from_db()
    assert (round.name, round.seed, round.version) == ("Main, spring", 3, 2)


def test_a_round_that_is_unchanged_keeps_its_version(client, sam, round):
    send(client, sam, f"{round.pk}/", name="Main", kind="main", version=1)
    round.refresh_from_db()
    assert round.version == 1


def test_whether_a_round_is_blind_stays_once_work_was_given(client, sam, adas):
    round = Round.objects.get()
    response = send(client, sam, f"{round.pk}/", name="Main", kind="main", is_blind="on", version=1)
    assert (response.status_code, list(response.context["form"].errors)) == (409, ["is_blind"])
    plan = {"name": "Main", "kind": "main", "is_blind": True}
    with pytest.raises(RoundBegun):
        rounds.change_plan(round=round, version=1, actor=sam, **plan)


def test_an_empty_round_may_become_blind(client, sam, round):
    assert send(client, sam, f"{round.pk}/", name="Main", kind="main", is_blind="on", version=1).status_code == 302
    assert Round.objects.get().state == "hidden"


def test_opening_early_must_be_meant(client, sam, mira, ada, ben, adas, bens, blind_main):
    tag(adas, "Trade grows", "trade")
    hand_in(adas)
    shown = page(client, sam, f"{blind_main.pk}/opening/").content.decode()
    assert "1 piece of work is not handed in yet" in shown
    response = send(client, sam, f"{blind_main.pk}/opening/", version=blind_main.version)
    assert (response.status_code, Round.objects.get().opened_at) == (409, None)
    sent = {"version": blind_main.version, "is_early": "on"}
    assert send(client, sam, f"{blind_main.pk}/opening/", **sent).status_code == 302
    assert Round.objects.get().state == "opened"
    member = Membership.objects.get(user=sam)
    assert Passage.objects.visible_to(member).count() == 1


def test_a_blind_round_in_which_all_is_handed_in_is_opened_without_a_warning(client, sam, adas, blind_main):
    hand_in(adas)
    assert "Everything is handed in." in page(client, sam, f"{blind_main.pk}/opening/").content.decode()
    assert send(client, sam, f"{blind_main.pk}/opening/", version=blind_main.version).status_code == 302
    event = Event.objects.of("round", blind_main.pk).last()
    assert (event.operation.verb, event.before["opened_at"], event.after["opened_at"] is None) == (
        "open round",
        None,
        False,
    )


def test_opening_again_changes_nothing(sam, blind_main):
    first = rounds.open_round(round=blind_main, version=blind_main.version, actor=sam)
    again = rounds.open_round(round=first, version=first.version, actor=sam)
    assert (again.opened_at, again.version) == (first.opened_at, first.version)


def test_opening_from_an_old_version_is_refused(sam, adas, blind_main):
    with pytest.raises(Stale):
        rounds.open_round(round=blind_main, version=1, actor=sam)
    with pytest.raises(NotAllHandedIn):
        rounds.open_round(round=blind_main, version=blind_main.version, actor=sam)


def test_a_supervisor_who_codes_blind_is_not_told_how_far_others_are(client, sam, ada, adas, blind_main):
    assign(adas.document, sam, blind_main)
    hand_in(adas)
    for path in ("", f"{blind_main.pk}/opening/"):
        text = page(client, sam, path).content.decode()
        assert "1 of 2" not in text
        assert "1 piece of work" not in text
    refused = send(client, sam, f"{blind_main.pk}/opening/", version=blind_main.version)
    assert refused.status_code == 409


def test_a_locked_round_takes_nothing_until_it_is_unlocked(client, sam, ada, adas):
    assert send(client, sam, f"{adas.round_id}/lock/", version=1).status_code == 302
    with pytest.raises(RoundLocked):
        tag(adas, "Trade grows", "trade")
    assert "Unlock" in page(client, sam).content.decode()
    assert send(client, sam, f"{adas.round_id}/lock/withdraw/", version=2).status_code == 302
    tag(adas, "Trade grows", "trade")
    verbs = Operation.objects.filter(about=f"round/{adas.round_id}").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["lock round", "unlock round"]
    assert list(differences(adas.round.project)) == []


@pytest.mark.parametrize("path", ["lock/", "lock/withdraw/"])
def test_locking_needs_the_version_that_was_seen(client, sam, round, path):
    assert send(client, sam, f"{round.pk}/{path}").status_code == 428
    assert send(client, sam, f"{round.pk}/{path}", version=7).status_code == 409


def test_rounds_say_how_far_they_are(client, sam, adas, bens):
    hand_in(adas)
    row = page(client, sam).context["rounds"].rows[0]
    assert (row.n_given, row.n_handed_in, row.n_to_hand_in, row.is_done) == (2, 1, 1, False)
    assert (row.round.n_documents, row.round.n_coders) == (1, 2)


def test_a_round_says_which_codebook_its_coders_read_now(client, sam, round, codebook):
    assert "none was published when it started; coders read version 1 now" in page(client, sam).content.decode()


def test_a_project_without_a_round_says_what_to_do(client, sam, round):
    Round.objects.all().delete()
    assert "Start the main round below" in page(client, sam).content.decode()


def test_the_history_names_the_round(client, sam, round):
    rounds.lock_round(round=round, version=1, actor=sam)
    client.force_login(sam)
    lines = client.get("/projects/openness/history/").context["page"].lines
    assert (lines[0].operation.verb, lines[0].about) == ("lock round", "Main")


def test_an_annotator_sees_no_rounds(client, ada, adas):
    assert page(client, ada).status_code == 403


def test_rounds_of_another_project_are_not_there(client, eve, round, elsewhere):
    client.force_login(eve)
    for path in ("", "opening/"):
        assert client.get(f"/projects/elsewhere/rounds/{round.pk}/{path}").status_code == 404
    assert client.post(f"/projects/elsewhere/rounds/{round.pk}/lock/", {"version": 1}).status_code == 404


def test_queries_stay_the_same_for_thirty_rounds(client, sam, project, many_passages):
    def more(n):
        for assignment in many_passages(n)[-n:]:
            number = assignment.pk
            other = assigning.start_round(project=project, name=f"R{number}", actor=None, is_blind=number % 2 == 0)
            assign(assignment.document, assignment.coder.user, other)

    more(1)
    page(client, sam)
    with CaptureQueriesContext(connection) as few:
        page(client, sam)
    more(29)
    with CaptureQueriesContext(connection) as many:
        response = page(client, sam)
    assert len(response.context["rounds"].rows) == 31
    assert len(many) == len(few)
    assert Assignment.objects.count() == 60
