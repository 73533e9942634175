"""What a page of coverage is about: filters, what stands in rows, and the units behind each state."""

from itertools import product
from typing import Any

import pytest
from django.test import Client

from annotations.actions import assigning
from annotations.models import Assignment, Round
from projects.models import Coder, Membership, Project, User
from reports import choices, heat, units
from reports.coverage import ROWS, Coverage, View
from reports.filters import Filters
from reports.unit_page import UnitPage
from tests.annotations.people import ask, paragraphs, read, tag
from tests.conftest import assign
from tests.reports import study

PAGE = "/projects/openness/coverage/"


@pytest.fixture
def coded(project: Project, codebook: None, round: Round, ada: User, ben: User) -> list[Any]:
    """A party paper of 2020, a ministry without a date, a Chinese text of nobody; two coders, one question."""
    known = [{"source": "Qiushi", "date": "2020-03"}, {"source": "Ministry"}, {"language": "zh"}]
    texts = (study.DOORS, study.ROADS, study.CHINESE)
    documents = [
        study.add(project, text, f"{n}.txt", **metadata)
        for n, (text, metadata) in enumerate(zip(texts, known, strict=True))
    ]
    project.sources.filter(name="Ministry").update(authority="ministry")
    study.work_of_ada(documents[0], ada, round)
    bens = assign(documents[0], ben, round)
    tag(bens, "Security comes first.", "opening-up", unsure=("opening-up",))
    read(bens)
    adas = assign(documents[1], ada, round)
    tag(adas, "Ports are built too.", "bri")
    read(adas)
    ask(adas, "Is this trade?")
    bens = assign(documents[2], ben, round)
    tag(bens, "中国开放的大门越开越大。", "trade", "opening-up")
    read(bens, paragraphs(bens)[0])
    return documents


def page_for(user: User, round: Round, **view: Any) -> Coverage:
    member = Membership.objects.get(user=user, project=round.project)
    return Coverage(choices.scope(member, round, None), View(**view), {})


@pytest.mark.parametrize("figure", ["units", "passages"])
def test_lines_add_up_to_the_whole(figure: str, coded: Any, sam: User, round: Round) -> None:
    for rows in ("document", "source", "authority", "year", "language"):
        page = page_for(sam, round, rows=rows, figure=figure)
        columns = zip(*(row.cells for row in page.heat.rows), strict=True)
        sums = [sum(cell.value or 0 for cell in column) for column in columns]
        assert sums == [cell.value for cell in page.whole_cells], rows
        assert sum(row.codable.n or 0 for row in page.reading) == page.total.codable.n


FITTING: list[tuple[dict[str, Any], set[str]]] = [
    ({"year": 0}, {"Roads", "门"}),
    ({"year": 2020}, {"Doors"}),
    ({"since": 2019}, {"Doors"}),
    ({"until": 2020}, {"Doors"}),
    ({"since": 2021, "until": 2024}, set()),
    ({"authority": "ministry"}, {"Roads"}),
    ({"authority": ""}, {"Doors", "门"}),
    ({"source": 0}, {"门"}),
    ({"language": "zh", "year": 0}, {"门"}),
    ({"language": "zh", "year": 2020}, set()),
]


def test_filters_together_leave_the_documents_that_fit(coded: Any, sam: User, round: Round) -> None:
    for filters, titles in FITTING:
        page = page_for(sam, round, filters=Filters(**filters))
        assert ({row.line.name for row in page.reading if row.line}, page.total.n_documents) == (titles, len(titles))


def test_each_coder_is_a_line_of_their_own(coded: Any, sam: User, round: Round) -> None:
    page = page_for(sam, round, rows="coder", figure="units")
    found = {row.line.name: [cell.text for cell in row.cells] for row in page.heat.rows}
    assert found == {"ada": ["2", "1", "0", "1", "0"], "ben": ["2", "1", "0", "0", "0"]}


def test_rounds_that_hide_their_themes_are_no_lines(coded: Any, project: Project, sam: User, round: Round) -> None:
    assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    assigning.start_round(project=project, name="Pilot", actor=None)
    assert [line.name for line in page_for(sam, round, rows="round").lines.lines] == ["Main", "Pilot"]


def test_only_a_theme_and_what_is_below_it_has_columns(coded: Any, sam: User, round: Round) -> None:
    top = page_for(sam, round).material.themes.rows[0]
    assert [head.theme.slug for head in page_for(sam, round, under=top).heads] == ["opening-up", "trade"]


def test_sorting_by_a_theme_puts_the_largest_first_and_turns_round(coded: Any, sam: User, round: Round) -> None:
    down = page_for(sam, round, sort="-opening-up", figure="units").lines.lines
    up = page_for(sam, round, sort="opening-up", figure="units").lines.lines
    assert [line.name for line in down] == [line.name for line in reversed(up)]
    assert down[0].name == "Doors"


def test_every_figure_is_a_number_or_missing(coded: Any, sam: User, round: Round) -> None:
    for figure in heat.FIGURES:
        cells = [cell for row in page_for(sam, round, figure=figure, sub=True).heat.rows for cell in row.cells]
        assert all(cell.text == "–" if cell.value is None else cell.value >= 0 for cell in cells), figure


def test_shares_of_all_codes_add_up(coded: Any, sam: User, round: Round) -> None:
    assert sum(cell.value or 0 for cell in page_for(sam, round, figure="codes").whole_cells) == pytest.approx(1)


def test_mean_of_documents_weighs_short_ones_alike(coded: Any, sam: User, round: Round) -> None:
    """Opening up: 3 of 6 sentences of Doors, none of the 3 answered ones of Roads, 1 of 3 of the Chinese text."""
    page = page_for(sam, round)
    own = page.themes[0].own
    assert (own.share, own.mean) == ("33.3 %", "27.8 %")


def test_states_keep_apart_and_add_up(coded: Any, sam: User, round: Round) -> None:
    for row in page_for(sam, round).reading:
        parts = [number.n for number in (row.unread, row.asked, row.tagged, row.none)]
        assert sum(n or 0 for n in parts) == row.codable.n


@pytest.mark.parametrize("theme", ["", "opening-up"])
def test_units_found_are_those_counted(theme: str, coded: Any, sam: User, round: Round) -> None:
    member = Membership.objects.get(user=sam, project=round.project)
    found = [row for row in page_for(sam, round).material.themes.rows if row.slug == theme]
    for state, sub in product(units.State.values, (False, True) if theme else (False,)):
        asked = {"state": state, "sub": sub, "theme": found[0] if found else None}
        for coder in (None, Coder.objects.people()[0]):
            page = UnitPage(choices.scope(member, round, coder), asked)
            places = page.places()
            assert len(set(places)) == int(page.counts.sum()) == len(places), (state, sub, coder)


def test_units_of_one_page_are_those_of_the_whole_list(coded: Any, sam: User, round: Round, monkeypatch: Any) -> None:
    monkeypatch.setattr("reports.unit_page.PER_PAGE", 4)
    member = Membership.objects.get(user=sam, project=round.project)
    scope = choices.scope(member, round, None)
    whole = UnitPage(scope, {"state": "codable"}).places()
    pages = [UnitPage(scope, {"state": "codable", "page": n}).page.object_list for n in (1, 2, 3, 4)]
    assert [place for page in pages for place in page] == whole


def test_every_kind_of_rows_is_a_page(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    for rows in ROWS:
        assert client.get(PAGE, {"rows": rows, "turned": 1, "year": "2020"}).status_code == 200, rows


def test_documents_with_a_theme_are_listed_with_their_units(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = client.get(PAGE + "units/", {"theme": "trade", "per": "document"}).context["page"]
    assert page.count == "2 documents"
    assert [(document.title, n) for document, n, _href in page.shown_documents] == [
        ("Doors", "1 sentence"),
        ("门", "1 sentence"),
    ]


def test_work_of_one_open_round_draws_nothing(coded: Any, sam: User, round: Round) -> None:
    assert page_for(sam, round).material.footing.state == "read"
    assert Assignment.objects.exclude(probability=None).count() == 0
