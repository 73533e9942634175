"""Trends: the share of each year, undated documents kept, every number opening what it counts."""

from typing import Any

import pytest
from django.test import Client

from annotations.models import Round
from corpus.actions import describing
from projects.models import Project, User
from reports.actions import folding
from tests.annotations.people import read, tag
from tests.conftest import assign
from tests.reports import study

PAGE = "/projects/openness/coverage/trends/"


@pytest.fixture
def dated(project: Project, codebook: None, ada: User, round: Round) -> Any:
    """2020-03: 5 of 6 sentences read; 2021: all 5; undated: all read."""
    texts = (("d.txt", study.DOORS, "2020-03-01"), ("r.txt", study.ROADS, "2021"), ("m.txt", study.CHINESE, ""))
    documents = [study.add(project, text, name, date=published) for name, text, published in texts]
    study.work_of_ada(documents[0], ada, round)
    roads = assign(documents[1], ada, round)
    tag(roads, "Trade follows the roads.", "trade")
    read(roads)
    read(assign(documents[2], ada, round))
    return documents


def column(page: Any, code: str) -> dict[str, str]:
    table = page.figure.table
    at = [head.text for head in table.heads].index(code)
    return {row[0].text: row[at].text for row in table.rows}


@pytest.mark.parametrize(("by", "first"), [("year", "2020"), ("month", "2020-03")])
def test_share_of_each_period_undated_last(by: str, first: str, dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = client.get(PAGE, {"by": by}).context["page"]
    assert column(page, "TRD") == {first: "20.0 %", "2021": "20.0 %", "undated": "0.0 %"}


@pytest.mark.parametrize(
    ("asked", "n"), [({}, 4), ({"by": "month"}, 4), ({"by": "month", "since": 2021}, 1), ({"year": 0, "sub": 1}, 0)]
)
def test_numbers_open_as_many_units(asked: Any, n: int, dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    rows = client.get(PAGE, asked).context["page"].figure.table.rows
    cells = [cell for row in rows for cell in row[4:] if cell.href]
    assert len(cells) == n
    for cell in cells:
        n = int(cell.words.split()[0])
        assert client.get(cell.href).context["page"].page.paginator.count == n


def test_month_that_was_corrected_is_seen_where_the_others_are_remembered(
    dated: Any, sam: User, round: Round, client: Client
) -> None:
    folding.fold(round=round, first=0, last=dated[2].pk)
    client.force_login(sam)
    assert list(column(client.get(PAGE, {"by": "month"}).context["page"], "TRD")) == ["2020-03", "2021", "undated"]
    fields = {"published": "2021-12"}
    describing.change_document(document=dated[1], fields=fields, version=dated[1].version, actor=None)
    late = study.add(round.project, "Late\n\nOne more text.\n", "late.txt", date="2022-01")
    read(assign(late, sam, round))
    months = list(column(client.get(PAGE, {"by": "month"}).context["page"], "TRD"))
    assert months == ["2020-03", "2021-12", "2022-01", "undated"]


def test_only_the_themes_asked_for_are_drawn(dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = client.get(PAGE, {"themes": ["bri", "trade"]}).context["page"]
    assert [theme.slug for theme in page.themes] == ["trade", "bri"]
    assert client.get(PAGE, {"themes": "nothing"}).status_code == 404
