"""The pages of figures: every number opens what it counts, for those who may see it; many rows cost as many queries."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, recounting
from annotations.models import Assignment, Round
from projects.models import Coder, Membership, Project, User
from reports.coverage_forms import UnitsForm
from reports.unit_page import UnitPage
from tests.annotations.people import paragraphs, read, tag
from tests.conftest import THEMES, _member, assign
from tests.reports import study
from vocabulary.actions import importing as codebook_importing

COVERAGE = "/projects/openness/coverage/"


@pytest.fixture
def coded(project: Project, codebook: None, ada: User, ben: User, round: Round) -> list[Any]:
    """Two coders over three documents, one of them Chinese, one without any work."""
    texts = {"doors.txt": study.DOORS, "men.txt": study.CHINESE, "roads.txt": study.ROADS}
    documents = [study.add(project, text, name) for name, text in texts.items()]
    study.work_of_ada(documents[0], ada, round)
    bens = assign(documents[0], ben, round)
    tag(bens, "The Belt and Road connects many countries.", "trade")
    read(bens, paragraphs(bens)[0], paragraphs(bens)[2])
    adas = assign(documents[1], ada, round)
    tag(adas, "贸易增长很快😀。𠮷", "trade", "self-reliance", unsure=("self-reliance",))
    read(adas)
    return documents


def text_of(page: Any) -> str:
    return page.content.decode()


def links_of(html: str, route: str) -> list[tuple[str, int]]:
    """(address, number) of the links to a page: the number shown, or that of "2 of 5 sentences" behind a share."""
    found = re.findall(rf'<a href="([^"]*{re.escape(route)}[^"]*)"(?: title="([\d,]+) of [^"]*")?>([^<]+)</a>', html)
    return [(unescape(address), int((of or shown).replace(",", ""))) for address, of, shown in found]


def counted(sam: User, project: Project, address: str) -> int:
    """How many units (or documents) the page behind a link lists."""
    member = Membership.objects.get(user=sam, project=project)
    form = UnitsForm(QueryDict(address.partition("?")[2]), member=member)
    assert form.is_valid(), address
    scope = form.scope()
    assert scope
    return UnitPage(scope, form.cleaned_data, form.filters()).page.paginator.count


@pytest.mark.parametrize(
    ("unit", "figure", "sub", "rows"),
    [("sentence", "share", "", "document"), ("paragraph", "units", "1", "source"), ("sentence", "units", "", "coder")],
)
def test_every_number_of_units_opens_as_many_units(
    unit: str, figure: str, sub: str, rows: str, project: Project, coded: Any, sam: User, client: Client
) -> None:
    if unit != "sentence":
        recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
    client.force_login(sam)
    html = text_of(client.get(COVERAGE, {"figure": figure, "sub": sub, "rows": rows}))
    links = links_of(html, "/coverage/units/")
    assert len(links) > 20
    for address, number in dict.fromkeys(links):
        assert counted(sam, project, address) == number, address


def test_every_number_of_documents_as_units_opens_as_many(
    project: Project, ada: User, sam: User, round: Round, codebook: None, client: Client
) -> None:
    project.unit = "document"
    project.save()
    round.project.refresh_from_db()
    adas = study.work_of_ada(study.add(project, study.DOORS, "doors.txt"), ada, round)
    study.add(project, study.ROADS, "roads.txt")
    read(adas)
    client.force_login(sam)
    links = links_of(text_of(client.get(COVERAGE, {"figure": "units", "sub": "1"})), "/coverage/units/")
    assert {number for _address, number in links} == {1, 2}
    for address, number in links:
        assert counted(sam, project, address) == number, address


@pytest.mark.parametrize("query", ["&rows=year", "&coder=ada&sub=1&rows=authority", "&rows=language"])
def test_every_number_of_passages_opens_as_many(
    query: str, project: Project, coded: Any, ada: User, sam: User, client: Client
) -> None:
    adas = Coder.objects.get(user=ada)
    tag(Assignment.objects.get(coder=adas, document=coded[0]), "Security comes first.", "trade", "security")
    for coder in Coder.objects.people():
        query = query.replace(f"={coder.name}", f"={coder.pk}")
    client.force_login(sam)
    links = links_of(text_of(client.get(f"{COVERAGE}?figure=passages{query}")), "/passages/")
    assert len(links) >= 5
    for address, number in dict.fromkeys(links):
        assert client.get(address).context["search"].count == number, address


def test_unit_list_shows_the_sentence_in_its_paragraph(coded: Any, ada: User, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = client.get(COVERAGE + "units/", {"theme": "self-reliance", "state": "unsure"}).context["page"]
    assert [(line.number, line.before, line.text, line.after) for line in page.lines] == [
        (2, "中国开放的大门越开越大。", "贸易增长很快😀。", "𠮷是一个罕见的字。"),
        (3, "中国开放的大门越开越大。贸易增长很快😀。", "𠮷是一个罕见的字。", ""),
    ]
    assert {(given.theme.slug, given.is_unsure) for line in page.lines for given in line.given} == {
        ("trade", False),
        ("self-reliance", True),
    }


def test_hostile_names_and_texts_are_shown_as_text(project: Project, sam: User, round: Round, client: Client) -> None:
    evil = "<script>alert(1)</script>"
    themes = [{**theme, "label": {"en": f"{evil} {theme['code']}", "zh": evil}} for theme in THEMES["themes"]]
    codebook_importing.import_codebook(project=project, data={**THEMES, "themes": themes}, actor=None)
    cat = _member(project, "cat", "annotator")
    document = study.add(project, f"{evil}\n\n{evil} \u202eopens\u202c the door.\n", "evil.txt", title=evil)
    work = assign(document, cat, round)
    tag(work, "opens", "trade")
    read(work)
    client.force_login(sam)
    for address in (COVERAGE, COVERAGE + "units/", "/projects/openness/exports/"):
        html = text_of(client.get(address))
        assert evil not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text_of(client.get(COVERAGE))


@pytest.mark.parametrize(
    "query",
    [
        "round=999999",
        "coder=x",
        "figure=secret",
        "page=0",
        "by=pk",
        "round=1__name",
        "coder=99999999999999999999999",
        "document=99999999999999999999999",
        "rows=secret",
        "source=x",
        "year=1e9",
        "language=xx",
        "authority=nobody",
        "under=nothing",
    ],
)
def test_other_choices_do_not_exist(query: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(f"{COVERAGE}?{query}").status_code == 404


@pytest.mark.parametrize("path", ["", "units/"])
def test_annotators_and_readers_see_no_figures(
    path: str, project: Project, ada: User, rita: User, client: Client
) -> None:
    for user in (ada, rita):
        client.force_login(user)
        assert client.get(COVERAGE + path).status_code == 403


def test_other_projects_do_not_exist(project: Project, eve: User, client: Client) -> None:
    client.force_login(eve)
    assert client.get(COVERAGE).status_code == 404


def test_page_without_a_round_says_what_is_missing(project: Project, sam: User, client: Client) -> None:
    project.rounds.all().delete()  # as in projects from before they started with one
    client.force_login(sam)
    assert "There is no round of coding yet" in text_of(client.get(COVERAGE))


def test_blind_round_opens_no_units(project: Project, codebook: None, ada: User, sam: User, client: Client) -> None:
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    study.work_of_ada(study.add(project, study.DOORS, "doors.txt"), ada, blind)
    client.force_login(sam)
    for state in ("tagged", "none", "read", "unread", "codable"):
        html = text_of(client.get(COVERAGE + "units/", {"round": blind.pk, "state": state}))
        assert "<mark>" not in html
    html = text_of(client.get(COVERAGE, {"round": blind.pk}))
    assert "coverage-theme" not in html
    assert ">5<" in html


def test_coder_of_a_blind_round_sees_only_their_own_work(
    project: Project, codebook: None, ada: User, sam: User, client: Client
) -> None:
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    document = study.add(project, study.DOORS, "doors.txt")
    study.work_of_ada(document, ada, blind)
    sams = assign(document, sam, blind)
    read(sams, paragraphs(sams)[2])
    client.force_login(sam)
    page = client.get(COVERAGE, {"round": blind.pk}).context["page"]
    assert (page.total.read.text, page.total.passages.text) == ("1", "0")


PATHS = ("", "?figure=passages&sub=1&rows=source&turned=1", "?rows=coder", "units/?state=read")
PICTURES = ("co-occurrence/", "trends/", "trends/?by=month", "positions/")


@pytest.mark.parametrize("path", [*PATHS, *PICTURES])
def test_queries_do_not_grow(
    path: str, project: Project, codebook: None, sam: User, round: Round, client: Client
) -> None:
    client.force_login(sam)
    _some_work(project, round, 0)
    one = _queries(client, path)
    many = [
        {
            "slug": f"theme-{n}",
            "code": f"T{n}",
            "parent": None,
            "label": {"en": f"Theme {n}", "zh": f"主题{n}"},
            "hue": 1 + n % 8,
        }
        for n in range(30)
    ]
    data = {"codebook": {**THEMES["codebook"], "version": 2}, "themes": [*THEMES["themes"], *many]}
    codebook_importing.import_codebook(project=project, data=data, actor=None)
    for n in range(1, 31):
        _some_work(project, round, n, f"theme-{n - 1}")
    assert _queries(client, path) == one


def _some_work(project: Project, round: Round, n: int, theme: str = "bri") -> None:
    text = f"Number {n}\n\nThe road number {n} is open. It is long.\n"
    document = study.add(project, text, f"{n}.txt", source=f"Outlet {n}", date=f"{1990 + n}")
    work = assign(document, _member(project, f"coder{n}", "annotator"), round)
    tag(work, "road", "trade", theme)
    read(work)


def _queries(client: Client, path: str) -> int:
    client.get(COVERAGE + path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(COVERAGE + path).status_code == 200
    return len(queries)
