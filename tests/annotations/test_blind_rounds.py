"""A blind round, before it is opened: its coders learn nothing of each other, on any page and from any queryset."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from annotations.actions import assigning
from annotations.models import Assignment, Passage, Reading, Round, UnitTheme
from annotations.querysets import may_see, sees_only_own
from ledger.models import Operation
from projects.actions import people
from projects.models import Coder, Membership
from reports.scope import Scope
from tests.annotations.people import read, tag
from tests.conftest import assign


def member(user):
    return Membership.objects.select_related("project").get(user=user)


@pytest.fixture
def blind(round):
    return assigning.change_round(round=round, version=round.version, actor=None, is_blind=True) or round


@pytest.fixture
def adas_work(adas, blind):
    """ada tagged and read in the blind round."""
    tag(adas, "Trade grows", "trade")
    read(adas)
    return adas


@pytest.fixture
def sams_work(adas_work, document, sam, round):
    """sam codes in the blind round too, and tagged."""
    sams = assign(document, sam, round)
    tag(sams, "Trade grows", "bri")
    return sams


def open_it(round):
    round.refresh_from_db()
    assigning.change_round(round=round, version=round.version, actor=None, opened_at=timezone.now())


def cells(client, user):
    client.force_login(user)
    [row] = client.get("/projects/openness/work/").context["board"].rows
    return [(cell.task.assignment.coder.name, cell.task.n_read) for cell in row.cells if cell.task]


def acts(client, user, **asked):
    """(who, what) of the coding in the project's history."""
    client.force_login(user)
    lines = client.get("/projects/openness/history/", asked).context["page"].lines
    coding = [line.operation for line in lines if line.operation.about.count("/") == 3]
    return [(str(operation.actor), operation.verb) for operation in coding]


def test_the_board_shows_a_coder_of_a_blind_round_only_their_own(client, sam, sams_work):
    assert cells(client, sam) == [("sam", 0)]
    assert "You code in this blind round" in client.get("/projects/openness/work/").text


def test_the_board_shows_the_progress_of_a_blind_round_to_who_does_not_code_in_it(client, mira, sams_work):
    assert cells(client, mira) == [("ada", 3), ("sam", 0)]
    assert "You code in this blind round" not in client.get("/projects/openness/work/").text


def test_the_board_shows_all_once_the_round_is_opened(client, sam, sams_work, round):
    open_it(round)
    assert cells(client, sam) == [("ada", 3), ("sam", 0)]


def test_a_coder_of_a_blind_round_returns_nobody_elses_work(client, sam, ada, sams_work, adas_work):
    assigning.hand_in(assignment=adas_work, actor=ada)
    client.force_login(sam)
    assert client.post(reverse("assignment_return", args=["openness", adas_work.pk])).status_code == 404
    assert not Assignment.objects.get(pk=adas_work.pk).is_open


def test_the_documents_history_tells_a_coder_of_a_blind_round_only_their_own(client, sam, mira, ada, sams_work):
    assigning.hand_in(assignment=Assignment.objects.get(coder__user=ada), actor=ada)
    address = reverse("document_history", args=["openness", sams_work.document_id])
    client.force_login(sam)
    assert "handed in the work of" not in client.get(address).text
    client.force_login(mira)
    assert "handed in the work of" in client.get(address).text


def test_the_projects_history_tells_of_blind_coding_only_to_its_actor(client, sam, mira, sams_work):
    assert acts(client, sam) == [("sam", "tag")]
    assert acts(client, mira) == []


def test_the_projects_history_tells_of_coding_in_an_opened_round(client, sam, mira, sams_work, round):
    open_it(round)
    for user in (sam, mira):
        assert acts(client, user) == [("sam", "tag"), ("ada", "read"), ("ada", "tag")]


def test_the_projects_history_keeps_what_another_round_or_document_of_that_number_is_about(client, mira, sams_work):
    hidden = sams_work.round_id
    kept = [f"document/{hidden}", f"document/{hidden}/{hidden}0/1", f"document/1/1{hidden}/{hidden}"]
    for number, about in enumerate(kept):
        moment = timezone.now()
        Operation.objects.create(project=sams_work.round.project, number=900 + number, verb="x", about=about, at=moment)
    client.force_login(mira)
    lines = client.get("/projects/openness/history/", {"verb": "x"}).context["page"].lines
    assert [line.operation.about for line in reversed(lines)] == kept


def test_the_projects_history_does_not_offer_hidden_kinds_of_acts(client, mira, sams_work):
    client.force_login(mira)
    offered = client.get("/projects/openness/history/").context["form"].fields["verb"].choices
    assert {"tag", "read"}.isdisjoint(value for value, _label in offered)


def test_the_pages_of_the_projects_history_are_full_of_what_may_be_seen(client, mira, sams_work):
    project = sams_work.round.project
    for number in range(120):
        about = f"document/1/{sams_work.round_id}/1" if number % 2 else "source/1"
        Operation.objects.create(project=project, number=1000 + number, verb="x", about=about, at=timezone.now())
    client.force_login(mira)
    first = client.get("/projects/openness/history/", {"verb": "x"}).context["page"]
    rest = client.get("/projects/openness/history/", {"verb": "x", "before": first.older}).context["page"]
    assert (len(first.lines), len(rest.lines), rest.older) == (50, 10, None)
    assert {line.operation.about for line in (*first.lines, *rest.lines)} == {"source/1"}


def test_the_projects_history_asks_as_often_for_many_blind_rounds(client, mira, sams_work):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get("/projects/openness/history/")
        return len(asked)

    client.force_login(mira)
    queries()
    few = queries()
    for number in range(30):
        round = Round.objects.create(project=sams_work.round.project, name=f"Blind {number}", is_blind=True)
        assign(sams_work.document, mira, round)
    assert queries() == few


def test_only_own_is_seen_by_coders_of_a_blind_round_and_by_annotators(sams_work, ada, ben, sam, mira, round):
    blind = Round.objects.get(pk=round.pk)
    assert [sees_only_own(member(user), blind) for user in (ada, ben, sam, mira)] == [True, True, True, False]
    open_it(blind)
    assert [sees_only_own(member(user), blind) for user in (ada, ben, sam, mira)] == [True, True, False, False]


def test_hidden_rounds_are_those_that_hide_others(project):
    moment = timezone.now()
    for name, (is_blind, opened) in enumerate([(False, None), (True, None), (True, moment), (False, moment)]):
        Round.objects.create(project=project, name=str(name), is_blind=is_blind, opened_at=opened)
    assert [each.name for each in Round.objects.hidden()] == ["1"]
    assert [each.name for each in Round.objects.all() if each.hides_others] == ["1"]


def test_a_reader_who_once_coded_sees_none_of_it(adas, ada, mira):
    tag(adas, "Trade grows", "trade")
    read(adas)
    people.change_role(membership=member(ada), role="reader", version=1, actor=mira)
    reader = member(ada)
    assert [model.objects.visible_to(reader).count() for model in (Passage, Reading, UnitTheme)] == [0, 0, 0]
    assert not may_see(reader, adas.round, Coder.objects.get(user=ada))


def test_themes_of_passages_are_counted_only_where_they_may_be_seen(sams_work, sam, mira, round):
    def slugs(user):
        return [row.tag.slug for row in Scope(member(user), sams_work.round).taggings()]

    assert (slugs(sam), slugs(mira)) == (["bri"], [])
    open_it(round)
    assert sorted(slugs(mira)) == ["bri", "trade"]
