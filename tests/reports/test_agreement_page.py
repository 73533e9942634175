"""The page of agreement: every number opens what it counts, for those who may; many rows cost as many queries."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, recounting
from annotations.models import Assignment, Round
from projects.models import Coder, Project, User
from tests.annotations.people import paragraphs, read, tag
from tests.conftest import _member, add_theme, assign
from tests.reports import study

PAGE = "/projects/openness/agreement/"


@pytest.fixture
def coded(project: Project, codebook: None, ada: User, ben: User, round: Round) -> tuple[Assignment, Assignment]:
    """ada and ben over one English and one Chinese document; trade meets opening-up, its parent."""
    works = {}
    for name, text in (("doors.txt", study.DOORS), ("men.txt", study.CHINESE)):
        document = study.add(project, text, name)
        works[name] = (assign(document, ada, round), assign(document, ben, round))
    adas, bens = works["doors.txt"]
    tag(adas, "China opens its door wider.", "opening-up")
    tag(adas, "Trade grows fast.", "trade", unsure=("trade",))
    tag(bens, "China opens its door wider. Trade grows fast.", "opening-up")
    tag(bens, "The Belt and Road", "trade", "bri")
    for work in (adas, bens, *works["men.txt"]):
        read(work, *paragraphs(work)[:2])
    tag(works["men.txt"][1], "贸易增长很快", "trade")
    return adas, bens


def html_of(client: Client, **asked: Any) -> str:
    page = client.get(PAGE, asked)
    assert page.status_code == 200
    return page.text


def links_of(html: str) -> list[tuple[str, int]]:
    """(address, number) of the links to units."""
    found = re.findall(r'<a href="([^"]*/agreement/units/[^"]*)">([\d,]+)</a>', html)
    return [(unescape(address), int(number.replace(",", ""))) for address, number in found]


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_every_number_opens_as_many_units(unit: str, project: Project, coded: Any, sam: User, client: Client) -> None:
    for work in Assignment.objects.with_all():
        read(work)
    if unit != "sentence":
        recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
    client.force_login(sam)
    links = links_of(html_of(client))
    assert len({number for _address, number in links}) > 1
    for address, number in dict.fromkeys(links):
        page = client.get(address).context["page"]
        assert (page.page.paginator.count, page.count.split()[0]) == (number, str(number)), address


def test_units_on_which_they_differ_show_who_gave_what(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = client.get(PAGE + "units/", {"theme": "trade", "state": "differ"})
    lines = [(line.text, [(g.theme.code, g.coders) for g in line.given]) for line in page.context["page"].lines]
    assert lines == [
        ("Trade grows fast.", [("OPEN", ["ben"]), ("TRD", ["ada"])]),
        ("The Belt and Road connects many countries.", [("TRD", ["ben"]), ("BRI", ["ben"])]),
        ("贸易增长很快😀。", [("TRD", ["ben"])]),
    ]


def test_numbers_stay_with_the_coders_that_were_chosen(
    coded: Any, project: Project, sam: User, round: Round, client: Client
) -> None:
    cat = assign(coded[0].document, _member(project, "cat", "annotator"), round)
    tag(cat, "The Belt and Road", "trade")
    read(cat)
    chosen = [Coder.objects.get(project=project, name=name).pk for name in ("ada", "cat")]
    client.force_login(sam)
    html = html_of(client, coders=chosen)
    assert "kappa" in html
    assert "Given by <bdi>ben" not in html
    for address, number in dict.fromkeys(links_of(html)):
        assert client.get(address).context["page"].page.paginator.count == number, address


def test_file_is_named_after_its_round_and_is_the_table(coded: Any, sam: User, round: Round, client: Client) -> None:
    client.force_login(sam)
    page = html_of(client)
    [address] = re.findall(r'<a href="([^"]*/agreement/agreement\.csv[^"]*)"', page)
    answer = client.get(unescape(address))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="agreement-openness-round-{round.pk}.csv"'
    assert answer.text.startswith("unit,rule,theme,level,codebook_version,units,all,differ,units_C")
    assert [line.split(",")[2] for line in answer.text.splitlines()[1:]] == [
        "opening-up", "opening-up", "trade", "self-reliance", "bri", "security",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "units/", "agreement.csv"])
def test_agreement_is_for_those_who_see_figures(
    path: str, coded: Any, ada: User, rita: User, eve: User, sam: User, mira: User, client: Client
) -> None:
    def status(user: User) -> int:
        client.force_login(user)
        return client.get(PAGE + path).status_code

    assert [status(user) for user in (ada, rita, eve, sam, mira)] == [403, 403, 404, 200, 200]


def test_blind_round_shows_no_agreement_until_it_is_opened(
    coded: Any, ada: User, sam: User, round: Round, client: Client
) -> None:
    moment = Assignment.objects.values_list("assigned_at", flat=True)[0]
    blind = assigning.change_round(round=round, version=round.version, actor=None, is_blind=True)
    client.force_login(sam)
    assert "Agreement would tell what its coders marked" in html_of(client)
    told = [client.get(PAGE + path).text.split("</form>")[-1] for path in ("", "units/?theme=trade", "agreement.csv")]
    assert [[words in text for words in ("TRD", "<mark>", "\ntrade")] for text in told] == [[False] * 3] * 3
    assigning.change_round(round=blind, version=blind.version, actor=None, opened_at=moment)
    assert links_of(html_of(client))


def test_one_coder_is_too_few(project: Project, codebook: None, adas: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert "Agreement needs two coders or more" in html_of(client)
    assert client.get(PAGE + "units/", {"theme": "trade"}).context["page"].lines == []


def test_nothing_read_by_two_says_so(adas: Any, bens: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert "Nothing was read by two of these coders yet: ada, ben." in html_of(client)


def test_page_without_a_round_says_what_is_missing(project: Project, sam: User, client: Client) -> None:
    project.rounds.all().delete()  # as in projects from before they started with one
    client.force_login(sam)
    assert "There is no round of coding yet" in html_of(client)
    assert client.get(PAGE + "agreement.csv").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["round=999999", "coders=x", "coders=999999", "coders=99999999999999999999999", "round=1__name"],
)
def test_other_choices_do_not_exist(query: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(f"{PAGE}?{query}").status_code == 404


@pytest.mark.parametrize("query", ["theme=nothing", "by=99999999999999999999"])
def test_lines_that_are_not_on_the_page_do_not_exist(query: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(f"{PAGE}units/?{query}").status_code == 404


def test_theme_without_themes_below_it_is_the_same_with_them(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    alone, with_sub = (client.get(f"{PAGE}units/?theme=trade{more}").context["page"].lines for more in ("", "&sub=1"))
    assert len(alone) == len(with_sub) > 0


@pytest.mark.parametrize("path", ["", "agreement.csv", "units/?theme=trade"])
def test_queries_do_not_grow(path: str, project: Project, coded: Any, sam: User, round: Round, client: Client) -> None:
    client.force_login(sam)
    one = _queries(client, path)
    slugs = [add_theme(project, n) for n in range(30)]
    for n, slug in enumerate(slugs[:6]):
        document = study.add(project, f"Number {n}\n\nThe road number {n} is open. It is long.\n", f"{n}.txt")
        for name in (f"one{n}", f"two{n}"):
            work = assign(document, _member(project, name, "annotator"), round)
            tag(work, "road", "trade", slug)
            read(work)
    assert _queries(client, path) == one


def _queries(client: Client, path: str) -> int:
    client.get(PAGE + path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE + path).status_code == 200
    return len(queries)
