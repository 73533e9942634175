"""GET …/passages of a project: what one may see, filtered as on the Passages page, page by page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment, Passage, Round
from annotations.querysets import PASSAGE_ORDERS
from projects.models import User
from tests.annotations.api_calls import rule
from tests.annotations.people import tag

ADDRESS = "/api/v1/projects/openness/passages"
WORDS = ["China", "Trade", "Belt", "Road", "door", "fast", "wider", "many countries"]

pytestmark = pytest.mark.django_db


def ids(client: Client, **asked: Any) -> list[str]:
    return [each["id"] for each in client.get(ADDRESS, asked).json()["items"]]


def in_turns(client: Client, **asked: Any) -> list[list[str]]:
    """The ids of each page."""
    pages, cursor = [], ""
    while cursor is not None:
        page = client.get(ADDRESS, {**asked, "cursor": cursor}).json()
        pages.append([each["id"] for each in page["items"]])
        cursor = page["next"]
    return pages


@pytest.fixture
def office(client: Client, sam: User) -> Client:
    client.force_login(sam)
    return client


@pytest.mark.parametrize("order", [*PASSAGE_ORDERS, ""])
def test_pages_follow_each_other_without_gap_or_double(
    office: Client, adas: Assignment, bens: Assignment, order: str
) -> None:
    for words in WORDS:
        tag(adas, words, "trade")
        tag(bens, words, "bri")
    whole = [str(pk) for pk in Passage.objects.sorted_by(order or "text").values_list("pk", flat=True)]
    pages = in_turns(office, sort=order, limit=3)
    assert ([pk for page in pages for pk in page], {len(page) for page in pages[:-1]}) == (whole, {3})


def test_passages_are_told_as_their_coder_is_told(office: Client, adas: Assignment) -> None:
    tag(adas, "China", "trade", "bri", unsure=("bri",), note="why")
    all_of_them = office.get(ADDRESS).json()
    office.force_login(adas.coder.user)
    assert office.get(f"/api/v1/documents/{adas.document_id}/passages").json() == all_of_them


def test_coder_sees_ones_own_only(site: Client, adas: Assignment, bens: Assignment) -> None:
    own = tag(adas, "China", "trade")
    tag(bens, "China", "bri")
    assert (ids(site), site.get(ADDRESS).json()["count"]) == ([str(own.pk)], 1)


def test_blind_round_hides_from_the_supervisor(office: Client, blind_main: Round, adas: Assignment) -> None:
    tag(adas, "China", "trade")
    assert office.get(ADDRESS).json() == {"items": [], "next": None, "count": 0}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"theme": "trade"}, ["China"]),
        ({"theme": "opening-up", "sub": "1"}, ["China", "door"]),
        ({"q": "road"}, ["Road"]),
        ({"unsure": "1"}, ["Road"]),
        ({"note": "1"}, ["door"]),
        ({"kind": "machine"}, []),
        ({"year": "0"}, ["China", "door", "Road"]),
    ],
)
def test_filters_are_those_of_the_page(
    office: Client, adas: Assignment, asked: dict[str, str], found: list[str]
) -> None:
    tag(adas, "China", "trade")
    tag(adas, "door", "opening-up", note="why")
    tag(adas, "Road", "bri", unsure=("bri",))
    answer = office.get(ADDRESS, asked).json()
    assert ([each["quote"] for each in answer["items"]], answer["count"]) == (found, len(found))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"theme": "no-such-theme"}, "theme"),
        ({"document": "x"}, "document"),
        ({"document": "9" * 40}, "document"),
        ({"sort": "secret"}, "sort"),
        ({"sub": "1"}, "sub"),
        ({"limit": 1001}, "limit"),
        ({"q": "x" * 201}, "q"),
        ({"cursor": "eyJ9"}, "cursor"),
    ],
)
def test_wrong_filter_is_named(office: Client, adas: Assignment, asked: dict[str, str], field: str) -> None:
    answer = office.get(ADDRESS, asked)
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "invalid"), field)


def test_cursor_of_another_list_is_refused(office: Client, adas: Assignment) -> None:
    for words in WORDS[:3]:
        tag(adas, words, "trade")
    cursor = office.get(ADDRESS, {"limit": 1, "sort": "newest"}).json()["next"]
    told = [office.get(ADDRESS, {"cursor": each, "sort": "oldest"}) for each in (cursor, f"x{cursor}", cursor[:-1])]
    assert [rule(each) for each in told] == [(422, "invalid")] * 3


def test_list_takes_the_same_queries_for_one_and_for_thirty(office: Client, many_passages: Any) -> None:
    counts = []
    for more in (2, 28):
        many_passages(more)
        cursor = office.get(ADDRESS, {"limit": 1}).json()["next"]
        with CaptureQueriesContext(connection) as captured:
            page = office.get(ADDRESS, {"cursor": cursor}).json()
        counts.append((len(captured), len(page["items"])))
    assert (counts[0][0], counts[0][1], counts[1][1]) == (counts[1][0], 1, 29)
