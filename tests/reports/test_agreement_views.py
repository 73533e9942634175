"""Pairs of coders, confusion of themes, groups: every number opens what it counts; hidden rounds show nothing."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.actions import assigning
from annotations.models import Assignment, Round
from projects.models import Project, User
from tests.annotations.people import paragraphs, read, tag, unread
from tests.conftest import THEMES, _member, add_theme, assign
from tests.reports import study
from vocabulary.actions import importing as codebook_importing

AT = "/projects/openness/agreement/"
PAGES = ("", "pairs/", "confusion/", "groups/")


@pytest.fixture
def coded(project: Project, codebook: None, ada: User, ben: User, round: Round) -> dict[str, list[Assignment]]:
    """Two documents of ada and ben. ada takes for trade what ben takes for BRI, once in each."""
    works = {}
    for name, text in (("doors.txt", study.DOORS), ("roads.txt", study.ROADS)):
        document = study.add(project, text, name, source=f"Paper of {name}")
        works[name] = [assign(document, user, round) for user in (ada, ben)]
    adas, bens = works["doors.txt"]
    for words, hers, his in (
        ("China opens its door wider.", "opening-up", "opening-up"),
        ("The Belt and Road connects many countries.", "trade", "bri"),
        ("Security comes first.", "security", None),
    ):
        tag(adas, words, hers)
        if his:
            tag(bens, words, his)
    adas, bens = works["roads.txt"]
    tag(adas, "Trade follows the roads.", "trade")
    tag(bens, "Trade follows the roads.", "bri")
    tag(bens, "Ports are built too.", "bri")
    for work in Assignment.objects.with_all():
        read(work)
    return works


def links_of(html: str) -> dict[str, int]:
    """address -> number of the links to units."""
    found = re.findall(r'<a href="([^"]*/agreement/units/[^"]*)">([\d,]+)</a>', html)
    return {unescape(address): int(number.replace(",", "")) for address, number in found}


def page_of(client: Client, path: str, **asked: Any) -> Any:
    answer = client.get(AT + path, asked)
    assert answer.status_code == 200
    return answer.context["page"]


@pytest.mark.parametrize(
    "query",
    [
        "pairs/?theme=bri",
        "pairs/?theme=opening-up&sub=1&measure=kappa",
        "confusion/",
        "groups/?theme=bri",
        "groups/?theme=bri&rows=month",
        "groups/?theme=opening-up&sub=1&rows=source",
        "groups/?theme=trade&rows=authority",
        "groups/?theme=trade&rows=document",
        "groups/?theme=bri&rows=version",
    ],
)
def test_every_number_opens_as_many_units(
    query: str, coded: Any, project: Project, round: Round, sam: User, client: Client
) -> None:
    cat = assign(coded["doors.txt"][0].document, _member(project, "cat", "annotator"), round)
    tag(cat, "The Belt and Road connects many countries.", "opening-up")
    read(cat)
    assigning.hand_in(assignment=coded["doors.txt"][0], actor=coded["doors.txt"][0].coder.user)
    client.force_login(sam)
    two = "&".join(f"coders={work.coder_id}" for work in coded["doors.txt"])
    for asked in (query, f"{query}{'&' if '?' in query else '?'}{two}"):
        links = links_of(client.get(AT + asked).text)
        assert links
        for address, number in links.items():
            assert client.get(address).context["page"].page.paginator.count == number, address


def test_confusion_says_whose_theme_was_taken_for_which(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = page_of(client, "confusion/")
    found = {
        (line.theme.slug, page.rows[at].slug): cell.text
        for line in page.lines
        for at, cell in enumerate(line.cells)
        if cell.text != "0"
    }
    assert found == {("trade", "bri"): "2"}  # ada's rows, ben's columns
    assert {line.theme.slug: line.alone.text for line in page.lines if line.alone.text != "0"} == {"security": "1"}
    assert [cell.text for cell in page.nothing] == ["0", "0", "0", "1", "0"]  # ports: ada gave no theme
    assert [(pair.one.slug, pair.other.slug, pair.number.text) for pair in page.commonest] == [("trade", "bri", "2")]


def test_pairs_have_the_figure_of_those_two_alone(
    coded: Any, project: Project, round: Round, sam: User, client: Client
) -> None:
    cat = assign(coded["doors.txt"][0].document, _member(project, "cat", "annotator"), round)
    tag(cat, "The Belt and Road connects many countries.", "bri")
    read(cat)
    client.force_login(sam)
    ada, ben, third = page_of(client, "pairs/", theme="bri").lines
    assert [pair and pair.figure for pair in ada.pairs] == [None, ben.pairs[0].figure, third.pairs[0].figure]
    two = page_of(client, "", coders=[ada.coder.pk, ben.coder.pk])
    [row] = [row for row in two.rows if row.level.theme.slug == "bri"]
    assert ("alpha", ben.pairs[0].figure, ben.pairs[0].range) == row.cells[1]
    assert third.pairs[1].figure == "1.000"


def test_what_is_below_chance_stands_where_it_is(coded: Any, sam: User, client: Client) -> None:
    """Of trade and BRI alpha is below 0: the scale of the chart begins below it."""
    client.force_login(sam)
    answer = client.get(AT)
    lowest = min(row.figures["alpha"] or 0 for row in answer.context["page"].rows)
    assert lowest < 0
    assert answer.context["figure"].chart.axis.ticks[0] <= lowest


def test_tens_follow_the_order_in_which_the_last_coder_handed_in(
    coded: Any, project: Project, ada: User, ben: User, round: Round, sam: User, client: Client
) -> None:
    for n in range(10):
        document = study.add(project, f"Number {n}\n\nThe road number {n} is open. It is long.\n", f"{n}.txt")
        for user in (ada, ben):
            read(assign(document, user, round))
    start = timezone.now() - timedelta(days=20)
    for n, work in enumerate(Assignment.objects.exclude(document=coded["roads.txt"][0].document).order_by("-document")):
        work.handed_in_at = start + timedelta(days=n)
        work.save(update_fields=["handed_in_at"])
    client.force_login(sam)
    lines = page_of(client, "groups/", theme="bri").lines
    assert [(line.group.key, line.n_documents) for line in lines] == [("1", 10), ("2", 1), ("0", 1)]
    doors = page_of(client, "units/", theme="bri", rows="tens", row="2").lines
    assert {line.paragraph.revision.document_id for line in doors} == {coded["doors.txt"][0].document.pk}


def test_versions_apart_when_the_codebook_changed_in_between(
    coded: Any, project: Project, sam: User, client: Client
) -> None:
    """ada and ben read doors' ¶ 2 again under version 2, its ¶ 3 only ben: that is under different versions."""
    themes = [{**theme, "brief_definition": "Anew."} for theme in THEMES["themes"]]
    data = {"codebook": {**THEMES["codebook"], "version": 2}, "themes": themes}
    codebook_importing.import_codebook(project=project, data=data, actor=None)
    adas, bens = coded["doors.txt"]
    _first, second, third = paragraphs(adas)
    for work, places in ((adas, [second]), (bens, [second, third])):
        unread(work, *places)
        read(work, *places)
    client.force_login(sam)
    lines = page_of(client, "groups/", theme="bri", rows="version").lines
    assert [(line.group.key, line.row.counts[0]) for line in lines] == [("1", 8), ("2", 2), ("0", 1)]


@pytest.mark.parametrize("path", PAGES)
def test_hidden_round_shows_nothing(path: str, coded: Any, round: Round, sam: User, client: Client) -> None:
    assigning.change_round(round=round, version=round.version, actor=None, is_blind=True)
    client.force_login(sam)
    html = client.get(AT + path, {"theme": "bri"}).text
    assert "Agreement would tell what its coders marked" in html
    assert (links_of(html), "<table" in html) == ({}, False)


@pytest.mark.parametrize(
    "query",
    [
        "pairs/?theme=nothing",
        "pairs/?measure=nan",
        "groups/?rows=coder",
        "units/?theme=bri&state=instead&other=nothing",
    ],
)
def test_other_choices_do_not_exist(query: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(AT + query).status_code == 404


@pytest.mark.parametrize("path", ["pairs/", "groups/", "units/"])
def test_theme_without_sub_themes_is_taken_by_itself(path: str, coded: Any, sam: User, client: Client) -> None:
    """As when another theme is chosen while “with its sub-themes” is ticked."""
    client.force_login(sam)
    asked = page_of(client, path, theme="bri", sub="on", **({"edition": "7"} if path == "units/" else {}))
    level = asked.level if path == "units/" else asked.chosen
    assert (level.theme.slug, level.is_rolled, level.edition) == ("bri", False, None)


@pytest.mark.parametrize("row", ["999999999999999999999", ""])
def test_units_of_no_group_are_none(row: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert "Nothing is counted here." in client.get(AT + f"units/?theme=bri&rows=source&row={row}").text


def test_list_of_units_keeps_what_was_asked_for_when_more_is_chosen(coded: Any, sam: User, client: Client) -> None:
    """What has no field to be seen goes along with the form; the page of the list does not."""
    client.force_login(sam)
    query = {
        "theme": "opening-up",
        "sub": "on",
        "rows": "source",
        "row": "0",
        "other": "bri",
        "page": "2",
        "edition": "1",
    }
    html = client.get(AT + "units/", query).text
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    assert {name: sent.get(name) for name in ("rows", "row", "other", "edition", "page")} == {
        "rows": "source",
        "row": "0",
        "other": "bri",
        "edition": "1",
        "page": None,
    }
    assert re.search(r'<input type="checkbox" name="sub"[^>]* checked', html)


@pytest.mark.parametrize("path", ["pairs/", "confusion/", "groups/?rows=source", "groups/?rows=tens"])
def test_queries_do_not_grow(path: str, project: Project, coded: Any, sam: User, round: Round, client: Client) -> None:
    client.force_login(sam)
    one = _queries(client, path)
    slugs = [add_theme(project, n) for n in range(30)]
    for n, slug in enumerate(slugs[:6]):
        document = study.add(project, f"Number {n}\n\nThe road number {n} is open.\n", f"{n}.txt", source=f"S{n}")
        for name in (f"one{n}", f"two{n}"):
            work = assign(document, _member(project, name, "annotator"), round)
            tag(work, "road", "trade", slug)
            read(work)
    assert _queries(client, path) == one


def _queries(client: Client, path: str) -> int:
    client.get(AT + path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(AT + path).status_code == 200
    return len(queries)
