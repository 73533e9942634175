"""Agreement on another unit than the project's, and by the stricter rule: equal to a recount from text and passages."""

from collections import defaultdict
from typing import Any

import pytest
from django.test import Client

from annotations.actions import assigning, recounting
from annotations.models import Assignment, Passage, Round
from corpus.models import Paragraph
from projects.models import Project, User
from reports.unit_rules import characters, is_half, joined, words_of
from tests.annotations.people import read, tag
from tests.conftest import assign
from tests.reports import study
from tests.reports.test_agreement_page import PAGE, html_of, links_of

UNITS = ("sentence", "paragraph", "document")
LONG = "Trade grows fast. The Belt and Road connects"


@pytest.fixture
def coded(project: Project, codebook: None, ada: User, ben: User, round: Round) -> None:
    """ada and ben over three documents, all read: halves of sentences, two parts of one, a doubted one, whole texts."""
    texts = {"doors.txt": study.DOORS, "roads.txt": study.ROADS, "men.txt": study.CHINESE}
    works = {}
    for name, text in texts.items():
        document = study.add(project, text, name)
        works[name] = [assign(document, user, round) for user in (ada, ben)]
    adas, bens = works["doors.txt"]
    tag(adas, LONG, "trade")
    tag(bens, "Trade grows", "trade")
    tag(bens, "grows fast", "trade", unsure=("trade",))
    tag(adas, "China opens", "opening-up")
    tag(bens, "China opens its door", "opening-up", unsure=("opening-up",))
    adas, bens = works["roads.txt"]
    for words in ("Roads are built. Ports are built too.", "Trade follows the roads."):
        tag(adas, words, "bri")
    tag(bens, "Roads are built.", "bri")
    tag(works["men.txt"][0], "贸易增长", "trade")
    tag(works["men.txt"][1], "贸", "trade")
    for work in Assignment.objects.with_all():
        read(work)


def counts(client: Client, **asked: str) -> dict[tuple[str, bool], list[int]]:
    page = client.get(PAGE, asked).context["page"]
    return {(row.level.theme.slug, row.level.is_rolled): row.counts for row in page.rows}


@pytest.mark.parametrize("own", ["sentence", "document"])
def test_unit_gives_what_a_project_of_that_unit_gives(
    own: str, project: Project, coded: None, sam: User, client: Client
) -> None:
    client.force_login(sam)
    expected = {}
    for unit in (*UNITS[1:], "sentence"):
        recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
        project.refresh_from_db()
        expected[unit] = counts(client)
    if own != "sentence":
        recounting.change_unit(project=project, unit=own, version=project.version, actor=None)
    assert {unit: counts(client, unit=unit) for unit in UNITS} == expected
    assert len({str(found) for found in expected.values()}) == 3


@pytest.mark.parametrize(("own", "unit"), [*(("sentence", unit) for unit in UNITS), ("document", "sentence")])
def test_half_rule_gives_what_characters_counted_one_by_one_give(
    own: str, unit: str, project: Project, coded: None, sam: User, client: Client
) -> None:
    if own != "sentence":
        recounting.change_unit(project=project, unit=own, version=project.version, actor=None)
    client.force_login(sam)
    found = counts(client, unit=unit, rule="half")
    by_coder = {slug: counted[3:] for (slug, is_rolled), counted in found.items() if not is_rolled}
    assert {slug: [len(units) for units in _half(unit, slug)] for slug in by_coder} == by_coder
    assert any(sum(each) for each in by_coder.values())
    assert found != counts(client, unit=unit)


def _half(unit: str, slug: str) -> list[set[Any]]:
    """Of ada and ben the units of which half the characters are marked with the theme, as sets of places."""
    marked: dict[str, dict[int, set[int]]] = {name: defaultdict(set) for name in ("ada", "ben")}
    for passage in Passage.objects.filter(taggings__tag__slug=slug).select_related("coder"):
        marked[passage.coder.name][passage.paragraph_id] |= set(range(passage.start, passage.end))
    units: dict[Any, set[tuple[int, int]]] = defaultdict(set)
    for text in Paragraph.objects.filter(is_codable=True).select_related("revision"):
        cut = text.sentences if unit == "sentence" else [[0, text.n_chars]]
        for place, (first, last) in enumerate(cut):
            key = text.revision.document_id if unit == "document" else (text.pk, place)
            units[key] |= {(text.pk, at) for at in range(first, last)}
    return [
        {key for key, places in units.items() if 2 * sum(at in held[pk] for pk, at in places) >= len(places)}
        for held in marked.values()
    ]


def test_second_figure_leaves_out_doubted_passages_before_halves_are_taken(
    coded: None, sam: User, client: Client
) -> None:
    """Of "Trade grows fast." ben is sure of "Trade grows", which is more than half; of "China opens …" of nothing."""
    client.force_login(sam)
    page = client.get(PAGE, {"rule": "half"}).context["page"]
    answers, levels = page.answered, {row.level.theme.slug: row.level for row in page.rows if not row.level.is_rolled}
    tags = {slug: answers.tags[levels[slug].theme.pk] for slug in ("trade", "opening-up")}
    bens = {slug: given.is_sure[given.coders == 1].tolist() for slug, given in tags.items()}
    assert bens == {"trade": [True], "opening-up": [False]}


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("?", "unit=paragraph"),
        ("pairs/?theme=trade&", "rule=half"),
        ("confusion/?", "unit=paragraph&rule=half"),
        ("groups/?theme=trade&rows=source&", "unit=document&rule=half"),
    ],
)
def test_every_number_opens_as_many_units_and_keeps_the_choice(
    path: str, asked: str, coded: None, sam: User, client: Client
) -> None:
    client.force_login(sam)
    links = links_of(client.get(PAGE + path + asked).text)
    assert links
    for address, number in dict.fromkeys(links):
        page = client.get(address).context["page"]
        assert asked in address
        assert page.page.paginator.count == number, address
        if "state=all" in address and "sub=1" not in address:
            assert all(page.theme.slug in {given.theme.slug for given in line.given} for line in page.lines)


def test_choice_stays_in_tabs_files_and_method(
    coded: None, project: Project, sam: User, round: Round, client: Client
) -> None:
    client.force_login(sam)
    html = html_of(client, unit="paragraph", rule="half")
    assert "A paragraph carries a theme for a coder" in html
    assert html.count("unit=paragraph&amp;rule=half") > 20
    answer = client.get(PAGE + "agreement.csv", {"unit": "paragraph", "rule": "half"})
    named = f"agreement-openness-round-{round.pk}-paragraph-half.csv"
    assert named in answer.headers["Content-Disposition"]
    assert {line[: len("paragraph,half,")] for line in answer.text.splitlines()[1:]} == {"paragraph,half,"}
    method = client.get("/projects/openness/method/", {"unit": "paragraph", "rule": "half"}).context["page"].text
    assert "at least half of the characters" in method
    assert "sentences that could be coded" in method  # coverage stays in the project's unit


@pytest.mark.parametrize("asked", [{"unit": "word"}, {"rule": "third"}])
def test_other_units_and_rules_do_not_exist(asked: dict[str, str], coded: None, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(PAGE, asked).status_code == 404


def test_hidden_round_stays_hidden_on_every_unit(coded: None, round: Round, sam: User, client: Client) -> None:
    assigning.change_round(round=round, version=round.version, actor=None, is_blind=True)
    client.force_login(sam)
    assert "Agreement would tell what its coders marked" in html_of(client, unit="document", rule="half")


def test_union_counts_each_character_once() -> None:
    assert joined([(5, 9), (0, 3), (2, 5), (12, 14)]) == [(0, 9), (12, 14)]
    assert characters([(0, 6), (2, 8)], 4, 20) == 4


@pytest.mark.parametrize(("held", "of", "expected"), [(5, 10, True), (5, 11, False), (0, 0, False)])
def test_half_is_enough(held: int, of: int, expected: bool) -> None:
    assert is_half(held, of) == expected


def test_word_that_is_cut_is_not_held() -> None:
    text = "One two. Three four."
    cut = words_of(text, [(0, 8), (9, 20)])
    assert [cut.held(*span) for span in ((0, 3), (1, 5), (5, 14), (6, 14), (6, 13))] == [{0}, set(), {1}, {1}, set()]
