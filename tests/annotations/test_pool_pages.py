"""The pool on pages: coders take, skip and take up again; supervisors fill, look, empty, and say when work is idle."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, pooling
from annotations.models import Assignment, Slot
from ledger.models import Operation
from projects.models import Coder, Project
from tests.annotations.coding_page import said
from tests.annotations.pages import words
from tests.annotations.pool import fill, free, hand_in, later, skip, take
from tests.conftest import assign

WORK = "/projects/openness/work/"
POOL = f"{WORK}pool/"
TAKE = "Take the next document"


@pytest.fixture
def documents(many_documents, codebook):
    return many_documents(3)


def page(client, user, address=WORK, **query):
    client.force_login(user)
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer


def post(client, user, address, **sent):
    client.force_login(user)
    return client.post(address, {"op": str(uuid.uuid4()), **sent})


def coding(assignment, end):
    return f"/projects/openness/documents/{assignment.document_id}/coding/{end}"


def buttons(answer):
    return [each for each in words(answer, "button", class_="button") if each.startswith(TAKE)]


# coders


def test_a_coder_takes_the_next_document_and_stands_before_its_text(client, ada, round, documents):
    fill(round, documents)
    assert buttons(page(client, ada)) == [TAKE]
    answer = post(client, ada, f"{WORK}next/", round=round.pk)
    [taken] = Assignment.objects.all()
    assert answer.url == f"/projects/openness/documents/{taken.document_id}/annotate/?round={round.pk}"
    assert client.get(answer.url).context["page"].is_open


def test_the_same_form_twice_leads_to_the_same_document(client, ada, round, documents):
    fill(round, documents)
    op = str(uuid.uuid4())
    answers = {post(client, ada, f"{WORK}next/", op=op).url for _ in range(2)}
    assert (len(answers), Assignment.objects.count()) == (1, 1)


def test_of_several_rounds_one_is_chosen(client, ada, project, round, documents):
    other = assigning.start_round(project=project, name="Other", actor=None)
    for each in (round, other):
        fill(each, documents)
    assert buttons(page(client, ada)) == [f"{TAKE}: {round.name}", f"{TAKE}: Other"]
    assert post(client, ada, f"{WORK}next/").status_code == 422
    assert post(client, ada, f"{WORK}next/", round=other.pk).status_code == 302
    assert Assignment.objects.get().round == other


def test_an_empty_pool_is_said_and_not_counted(client, ada, ben, round, documents):
    fill(round, documents[:1])
    assert buttons(page(client, ada)) == [TAKE]
    take(round, ben)
    shown = page(client, ada)
    assert (buttons(shown), "Nothing is left in the pool" in shown.text) == ([], True)
    answer = post(client, ada, f"{WORK}next/", round=round.pk)
    assert (answer.url, said(answer)) == (WORK, ["There is nothing in the pool that you could take now."])


def test_without_a_pool_nothing_is_said_of_one(client, ada, adas):
    shown = page(client, ada)
    assert (buttons(shown), words(shown, "section", class_="pool-take")) == ([], [])


@pytest.mark.parametrize("round", ["x", "999999", "9" * 30, "-1"])
def test_a_round_that_is_none_gives_nothing(client, ada, document, round):
    assert post(client, ada, f"{WORK}next/", round=round).status_code in (404, 422)


def test_a_document_is_skipped_on_the_queue(client, ada, ben, round, documents):
    fill(round, documents[:1])
    taken = take(round, ada)
    assert post(client, ada, coding(taken, "skip/"), round=round.pk).status_code == 422
    answer = post(client, ada, coding(taken, "skip/"), round=round.pk, reason="A friend wrote it.")
    assert answer.url == WORK
    shown = page(client, ada)
    assert shown.context["queue"].tasks == []
    assert "A friend wrote it." in words(shown, "p", class_="pool-reason")


def test_a_document_is_taken_up_again(client, ada, round, documents):
    fill(round, documents[:1])
    taken = skip(take(round, ada))
    assert "Take it up again" in page(client, ada).text
    answer = post(client, ada, coding(taken, "skip/withdraw/"), round=round.pk)
    assert (answer.status_code, Assignment.objects.get().is_workable) == (302, True)


def test_what_is_not_free_any_more_is_not_taken_up_again(client, ada, ben, round, documents):
    fill(round, documents[:1])
    taken = skip(take(round, ada))
    take(round, ben)
    shown = page(client, ada)
    assert ("Take it up again" in shown.text, "ben" in words(shown, "main")[0]) == (False, False)
    assert post(client, ada, coding(taken, "skip/withdraw/"), round=round.pk).status_code == 409


def test_given_back_work_is_shown_closed(client, ada, round, documents):
    fill(round, documents[:1])
    taken = take(round, ada)
    pooling.return_idle(round=round, now=later(15))
    place = f"/projects/openness/documents/{taken.document_id}"
    for address in (f"{place}/annotate/", f"{place}/coding/"):
        shown = page(client, ada, address)
        assert (shown.context["page"].is_open, "went back to the pool" in shown.text) == (False, True)
        assert not [each for each in words(shown, "button") if each in ("Hand in", "Reopen")]
    assert [row.words for row in page(client, ada, f"{place}/history/").context["history"].entries[0].lines]


def test_work_with_a_higher_priority_is_on_top(client, sam, ada, round, documents):
    works = [assign(document, ada, round) for document in documents]
    sent = {"round": round.pk, "documents": [documents[1].pk], "coders": [works[0].coder_id], "priority": 3}
    post(client, sam, f"{WORK}assign/", **sent)
    assert page(client, ada).context["queue"].next.assignment == works[1]


def test_what_was_given_back_is_not_waiting_anywhere(client, ada, adas):
    skip(adas)
    assert page(client, ada, "/projects/openness/").context["counts"].waiting == 0
    answer = client.get("/api/v1/projects/openness/progress", {"since": "2020-01-01T00:00:00Z"})
    assert answer.json()["next"] is None


# supervisors


def counts(client, user, round):
    pool = page(client, user, POOL, round=round.pk).context["pool"]
    return {name: n for name, n in pool.counts.items() if n}


def test_a_supervisor_sees_what_filling_makes_and_fills(client, sam, round, documents):
    shown = page(client, sam, POOL, round=round.pk, each=2, find="Many 1")
    plan = shown.context["plan"]
    assert (plan.n_slots, [each.title for each in plan.documents]) == (2, ["Many 1"])
    sent = {"round": round.pk, "each": 2, "find": "Many 1", "expected": plan.n_slots, "priority": 5}
    assert said(post(client, sam, f"{POOL}fill/", **sent)) == [f"2 slots are new in the pool of {round.name}."]
    assert counts(client, sam, round) == {"free": 2}
    assert set(Slot.objects.values_list("document__title", "priority")) == {("Many 1", 5)}


def test_another_number_than_was_looked_at_is_refused(client, sam, round, documents):
    assert post(client, sam, f"{POOL}fill/", round=round.pk, each=2, expected=5).status_code == 409
    assert not Slot.objects.exists()


def test_documents_that_somebody_has_are_left_out_if_asked(client, sam, ada, round, documents):
    assign(documents[0], ada, round)
    fill(round, documents[1:2])
    plan = page(client, sam, POOL, round=round.pk, each=1, untouched="on").context["plan"]
    assert plan.documents == documents[2:]


@pytest.mark.parametrize(
    "wrong", [{"each": 0}, {"each": 21}, {"each": "x"}, {"round": 999999}, {"priority": 1000}, {"source": "1__x"}]
)
def test_nonsense_fills_nothing(client, sam, round, documents, wrong):
    assert post(client, sam, f"{POOL}fill/", **{"round": round.pk, "each": 1, **wrong}).status_code == 422
    assert not Slot.objects.exists()


def test_a_supervisor_sees_who_took_what_and_why_it_was_skipped(client, sam, ada, ben, round, documents):
    fill(round, documents, each=2)
    hand_in(take(round, ada))
    skip(take(round, ada), "Too long for me")
    take(round, ben)
    assert counts(client, sam, round) == {"free": 4, "taken": 1, "done": 1, "skipped": 1}
    [row] = page(client, sam, POOL, round=round.pk, show="skipped").context["pool"].rows
    assert (row.coder.name, row.reason) == ("ada", "Too long for me")
    assert "Too long for me" in page(client, sam, POOL, round=round.pk, show="skipped").text
    assert "free 4" in words(page(client, sam, round=round.pk), "li")


def test_idle_work_is_seen_and_returned_now(client, sam, ada, round, documents):
    fill(round, documents)
    take(round, ada)
    Slot.objects.exclude(taken_by=None).update(taken_at=later(-15))
    assert counts(client, sam, round) == {"free": 2, "taken": 1, "idle": 1}
    assert said(post(client, sam, f"{POOL}idle/", round=round.pk)) == ["1 document went back to the pool."]
    assert counts(client, sam, round) == {"free": 3, "returned": 1}
    assert Operation.objects.get(verb="return idle").actor == sam


def test_the_days_are_kept_with_their_version(client, sam, project):
    assert post(client, sam, f"{POOL}idle/days/", days=3, version=project.version).status_code == 302
    assert post(client, sam, f"{POOL}idle/days/", days=4, version=project.version).status_code == 409
    assert Project.objects.get(pk=project.pk).settings == {"idle_days": 3}
    assert post(client, sam, f"{POOL}idle/days/", days=0, version=2).status_code == 422
    assert post(client, sam, f"{POOL}idle/days/", days="", version=2).status_code == 302
    assert page(client, sam, POOL).context["pool"].days is None


def test_the_pool_is_emptied(client, sam, ada, round, documents):
    fill(round, documents)
    take(round, ada)
    assert said(post(client, sam, f"{POOL}empty/", round=round.pk)) == ["2 slots are out of the pool."]
    assert free(round) == []


def test_a_supervisor_sees_why_work_was_skipped_and_gives_it_again(client, sam, ada, adas):
    skip(adas, "Too long for me")
    for address in (WORK, f"{POOL}?show=skipped&round={adas.round_id}"):
        assert "Too long for me" in page(client, sam, address).text
    sent = {"round": adas.round_id, "documents": [adas.document_id], "coders": [adas.coder_id]}
    post(client, sam, f"{WORK}assign/", **sent)
    assert page(client, ada).context["queue"].next.assignment == adas


# queries


def test_queries_stay_the_same_for_thirty_documents(client, sam, ada, ben, round, many_documents, codebook):
    def more(n):
        fill(round, many_documents(n * 3), each=2)
        for user in (sam, ada, ben):
            for work in [take(round, user) for _ in range(n)][: n // 2]:
                skip(work)

    def asked():
        found = []
        for address, query in ((WORK, {}), (POOL, {"each": 3}), (POOL, {"show": "skipped"}), (POOL, {"show": "free"})):
            with CaptureQueriesContext(connection) as queries:
                page(client, sam, address, round=round.pk, **query)
            found.append(len(queries))
        return found

    more(2)
    asked()
    few = asked()
    more(10)
    assert asked() == few


def test_a_coder_without_a_name_in_the_project_takes_nothing(client, ada, round, documents):
    fill(round, documents)
    Coder.objects.filter(user=ada).delete()
    assert post(client, ada, f"{WORK}next/", round=round.pk).status_code == 404
