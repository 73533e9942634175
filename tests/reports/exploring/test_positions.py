"""Position strips: where themes stand in a text, overlapping passages counted once."""

import re
from typing import Any

import pytest
from django.test import Client

from annotations.models import Assignment, Round
from projects.models import Membership, Project, User
from reports import choices
from reports.exploring.forms import PositionsForm
from reports.exploring.positions import Positions
from reports.unit_rules import joined as union
from tests.annotations.people import tag
from tests.conftest import assign
from tests.reports import study

PAGE = "/projects/openness/coverage/positions/"


@pytest.fixture
def doors(project: Project, codebook: None, ada: User, round: Round) -> Any:
    document = study.add(project, study.DOORS, "doors.txt")
    study.work_of_ada(document, ada, round)
    return document


def page_for(user: User, project: Project, **asked: Any) -> Positions:
    member = Membership.objects.get(user=user, project=project)
    form = PositionsForm(asked, member=member)
    assert form.is_valid()
    round = choices.default_round(member)
    assert round
    return Positions(choices.scope(member, round, None), form.cleaned_data)


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([], []),
        ([(5, 9), (0, 3)], [(0, 3), (5, 9)]),
        ([(0, 3), (3, 5), (4, 9), (5, 6)], [(0, 9)]),
        ([(0, 9), (2, 3)], [(0, 9)]),
    ],
)
def test_union_holds_each_character_once(spans: Any, joined: Any) -> None:
    assert union(spans) == joined


def test_characters_are_counted_once_whoever_marks_them(doors: Any, ben: User, sam: User, round: Round) -> None:
    bens = assign(doors, ben, round)
    tag(bens, "opens its door wider. Trade", "opening-up")
    table = page_for(sam, round.project).figure.table  # type: ignore[union-attr]
    row = next(row for row in table.rows if row[0].value == "OPEN Opening up")
    characters = len("China opens its door wider. Trade grows fast.")
    assert [cell.value for cell in row[1:3]] == [3, characters]
    assert row[3].value == pytest.approx(characters / len(study.DOORS.rstrip("\n")))


def test_strip_draws_a_passage_where_it_stands(doors: Any, sam: User, round: Round) -> None:
    page = page_for(sam, round.project)
    bri = next(stand for stand in page.stands if stand.theme.slug == "bri")
    (start, end) = bri.joined[0]
    text = doors.revisions.get().text
    assert (text[start:end], bri.ordinals) == ("Belt and Road", [2])


def test_numbers_of_passages_open_as_many(doors: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    answer = client.get(PAGE)
    rows = answer.context["page"].figure.table.rows
    assert len(rows) == 4
    for row in rows:
        assert client.get(row[1].href).context["search"].count == row[1].value


def test_document_without_passages_says_so(project: Project, sam: User, doors: Any, client: Client) -> None:
    empty = study.add(project, study.ROADS, "roads.txt")
    client.force_login(sam)
    assert "No passage carries a theme in this document" in client.get(PAGE, {"document": empty.pk}).content.decode()


def test_first_document_that_fits_the_filters_is_shown(project: Project, sam: User, doors: Any, client: Client) -> None:
    roads = study.add(project, study.ROADS, "roads.txt", date="2021-05")
    client.force_login(sam)
    shown = [client.get(PAGE, asked).context["page"].document for asked in ({}, {"since": 2021, "document": doors.pk})]
    assert shown == [doors, roads]


@pytest.mark.parametrize("document", ["x", "999999", "99999999999999999999999", "1; DROP"])
def test_other_documents_do_not_exist(document: str, doors: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(PAGE, {"document": document}).status_code == 404


def test_document_of_another_project_does_not_exist(doors: Any, elsewhere: Project, sam: User, client: Client) -> None:
    foreign = study.add(elsewhere, study.ROADS, "roads.txt")
    client.force_login(sam)
    assert client.get(PAGE, {"document": foreign.pk}).status_code == 404


def test_page_has_no_style_of_its_own(doors: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    html = client.get(PAGE).content.decode()
    assert not re.search(r"<style|\sstyle=", html)


def test_one_passage_with_two_themes_is_in_both_lanes(doors: Any, sam: User, round: Round) -> None:
    assert Assignment.objects.count() == 1
    page = page_for(sam, round.project)
    assert {stand.theme.slug: len(stand.passages) for stand in page.stands} == {
        "opening-up": 2,
        "trade": 1,
        "bri": 1,
        "security": 1,
    }
