"""Two groups of documents: shares worked by hand, links that open as many, and intervals only where they may stand."""

from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Round
from projects.models import Coder, Project, User
from reports.exploring.contrast import Side, contrasts, why_none
from reports.footing import footing
from reports.intervals import difference
from tests.annotations.people import read, tag
from tests.conftest import assign
from tests.reports import study
from tests.reports.test_footing import DRAWS, EVERYTHING, READ, UNITS, N, cube

PAGE = "/projects/openness/coverage/two-groups/"
APART = {"a-since": 2020, "a-until": 2020, "b-since": 2021}


@pytest.fixture
def dated(project: Project, codebook: None, ada: User, ben: User, round: Round) -> Any:
    """2020: 5 of 6 sentences read by ada; 2021: all 5, read by both; undated: all read."""
    texts = (("d.txt", study.DOORS, "2020-03-01"), ("r.txt", study.ROADS, "2021"), ("m.txt", study.CHINESE, ""))
    documents = [study.add(project, text, name, date=published) for name, text, published in texts]
    study.work_of_ada(documents[0], ada, round)
    for who in (ada, ben):
        roads = assign(documents[1], who, round)
        tag(roads, "Trade follows the roads.", "trade")
        read(roads)
    read(assign(documents[2], ada, round))
    return documents


def asked(client: Client, **asked: Any) -> Any:
    return client.get(PAGE, asked).context["page"]


def row(page: Any, code: str) -> list[str]:
    return next([cell.text for cell in row] for row in page.figure.table.rows if row[0].text.startswith(code))


def test_shares_and_difference_by_hand(dated: Any, sam: User, client: Client) -> None:
    """OPEN: 2 of 5 sentences of 2020, none of 5 of 2021; TRD: 1 of 5 in both."""
    client.force_login(sam)
    page = asked(client, **APART)
    assert row(page, "OPEN")[1:] == ["2", "5", "40.0 %", "0", "5", "0.0 %", "+40.0"]
    assert row(page, "TRD")[1:] == ["1", "5", "20.0 %", "1", "5", "20.0 %", "0.0"]
    assert "No interval" in page.figure.table.note


def test_every_number_opens_as_many(dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    rows = asked(client, **APART, sub=1).figure.table.rows
    cells = [cell for row in rows for cell in row if cell.href]
    assert len(cells) > 12
    for cell in cells:
        assert client.get(cell.href).context["page"].page.paginator.count == cell.value, cell.href


def test_a_theme_counts_with_its_sub_themes(dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    alone, rolled = (row(asked(client, **APART, **more), "OPEN")[4:6] for more in ({}, {"sub": 1}))
    assert (alone, rolled) == (["0", "5"], ["1", "5"])


@pytest.mark.parametrize(("sort", "first"), [("-difference", "OPEN"), ("-b", "TRD"), ("", "OPEN")])
def test_themes_are_sorted_by_a_figure(sort: str, first: str, dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = asked(client, **APART, sort=sort)
    assert page.figure.table.rows[0][0].text.startswith(first)
    assert page.figure.chart.rows[0].label.startswith(first)


def test_groups_that_are_the_same_are_refused(dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert "Both groups are the same documents" in client.get(PAGE).content.decode()
    assert asked(client, **{"a-since": 2021, "b-year": 2021}).figure is None


def test_documents_in_both_groups_are_told(dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = asked(client, **{"a-since": 2020, "b-since": 2021})
    assert (page.overlap, page.why) == ("1 document", "1 document is in both groups")
    assert (
        "1 document in both groups: what they share counts on both sides"
        in client.get(PAGE, {"a-since": 2020, "b-since": 2021}).content.decode()
    )


def test_two_coders_of_the_same_text_are_two_groups(dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    who = [Coder.objects.get(user__username=name).pk for name in ("ada", "ben")]
    page = asked(client, **{"a-coder": who[0], "b-coder": who[1], "a-year": 2021, "b-year": 2021})
    assert (row(page, "TRD")[1:], page.why) == (
        ["1", "5", "20.0 %", "1", "5", "20.0 %", "0.0"],
        "both groups were read completely",
    )
    assert (
        "what differs there is the coding, not the text"
        in client.get(PAGE, {"a-coder": who[0], "b-coder": who[1], "a-year": 2021, "b-year": 2021}).content.decode()
    )


def test_nothing_read_in_a_group_is_said(dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert "Nothing was read in group B." in client.get(PAGE, {"b-since": 2022}).content.decode()


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "tex", "html", "svg", "png"])
def test_figure_leaves_in_every_format(suffix: str, dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    answer = client.get(f"/projects/openness/figures/two-groups.{suffix}", APART)
    assert (answer.status_code, len(answer.content) > 200) == (200, True)


@pytest.mark.parametrize("query", ["a-year=x", "b-coder=999", "sort=secret", "a-since=0", "b-document=1;DROP"])
def test_other_choices_do_not_exist(query: str, dated: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(f"{PAGE}?{query}").status_code == 404


def test_queries_do_not_grow_with_documents_and_themes(
    dated: Any, project: Project, ada: User, round: Round, sam: User, client: Client
) -> None:
    client.force_login(sam)
    before = _queries(client)
    for n in range(6):
        document = study.add(project, f"{study.ROADS}\nNumber {n}.\n", f"{n}.txt", date="2021", source=f"Outlet {n}")
        work = assign(document, ada, round)
        tag(work, f"Number {n}.", "bri", "security")
        read(work)
    assert _queries(client) == before


def _queries(client: Client) -> int:
    client.get(PAGE, APART)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE, APART).status_code == 200
    return len(queries)


def side(rows: Any, read: Any = READ) -> Side:
    of = cube(read, UNITS)
    return Side(of, rows, footing(of, rows, DRAWS))


FIRST = np.arange(N) % 4 < 2  # of both sources, every second of them drawn


def test_groups_of_one_drawn_sample_have_an_interval(monkeypatch: Any) -> None:
    for least in ("DRAWN", "CARRIERS"):
        monkeypatch.setattr(f"reports.conditions.{least}", 15)
    first, second = side(FIRST), side(~FIRST)
    assert why_none(first, second, is_one_work=True, n_both=0) == ""
    [found] = contrasts(first, second, [7], "", with_sub=False)
    assert first.footing.sample is not None
    places, drawn = np.flatnonzero(READ), first.footing.sample.drawn
    inside = FIRST[places].astype(float)
    y, x = UNITS[places].astype(float), READ[places].astype(float)
    expected = difference((y * inside, y * (1 - inside)), (x * inside, x * (1 - inside)), drawn)
    assert (found.difference, expected.has_interval) == (expected, True)
    shares = [UNITS[rows].sum() / READ[rows].sum() for rows in (FIRST, ~FIRST)]
    assert found.difference.value == pytest.approx(shares[0] - shares[1])


def test_what_stands_against_an_interval_of_a_difference() -> None:
    drawn, whole = (side(FIRST), side(~FIRST)), [side(rows, np.full(N, 10)) for rows in (FIRST, ~FIRST)]
    assert why_none(*whole, is_one_work=True, n_both=0) == "both groups were read completely"
    assert why_none(*drawn, is_one_work=False, n_both=0) == "the groups are not of one round and the same coders"
    assert why_none(*drawn, is_one_work=True, n_both=2) == "2 documents are in both groups"
    beside = side(EVERYTHING, np.where(np.arange(N) == 1, 10, READ))
    assert why_none(drawn[0], beside, is_one_work=True, n_both=0) == "1 document was read that was not drawn"
    assert why_none(drawn[0], whole[1], is_one_work=True, n_both=0).startswith("not both groups are of a drawn")


def test_difference_without_a_sample_is_the_plain_one() -> None:
    [found] = contrasts(side(FIRST), side(~FIRST), [7], "no sample", with_sub=False)
    assert (found.difference.low, found.difference.why) == (None, "no sample")
