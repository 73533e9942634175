"""Trends: the share of each year, undated documents kept, every number opening what it counts."""

from typing import Any

import pytest
from django.test import Client

from annotations.models import Round
from projects.models import Project, User
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


def test_only_the_themes_asked_for_are_drawn(dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = client.get(PAGE, {"themes": ["bri", "trade"]}).context["page"]
    assert [theme.slug for theme in page.themes] == ["trade", "bri"]
    assert client.get(PAGE, {"themes": "nothing"}).status_code == 404
