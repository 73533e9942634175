"""Co-occurrence: a table worked by hand, a recount from passages alone, and every number opening what it counts."""

from itertools import combinations_with_replacement
from typing import Any

import numpy as np
import pytest
from django.test import Client

from annotations.actions import recounting
from annotations.models import Assignment, Round
from corpus.models import Document
from projects.models import Coder, Membership, Project, User
from reports import choices
from reports.actions import folding
from reports.cubes.pairs import Pairs
from reports.exploring.cooccurrence import Cooccurrence
from reports.exploring.together import Together
from tests.annotations.people import ask, read, tag
from tests.conftest import assign
from tests.reports import study

PAGE = "/projects/openness/coverage/co-occurrence/"


def rows(*rows: tuple[int, int, int, int, int]) -> Pairs:
    return Pairs(*np.array(rows, np.int64).reshape(-1, 5).T)


@pytest.fixture
def coded(project: Project, codebook: None, ada: User, ben: User, round: Round) -> list[Document]:
    """Two coders over two documents, one of them Chinese; one asks a question, one marks not all as read."""
    documents = [study.add(project, text, name) for name, text in (("d.txt", study.DOORS), ("m.txt", study.CHINESE))]
    study.work_of_ada(documents[0], ada, round)
    bens = assign(documents[0], ben, round)
    tag(bens, "The Belt and Road connects many countries.", "trade", "bri")
    tag(bens, "Trade grows fast.", "bri")
    tag(bens, "Self-reliance in technology is the aim.", "self-reliance", "security")
    read(bens)
    adas = assign(documents[1], ada, round)
    tag(adas, "贸易增长很快😀。𠮷", "trade", "self-reliance", unsure=("self-reliance",))
    tag(adas, "安全第一。", "security")
    tag(adas, "自立自强！", "self-reliance")
    read(adas)
    return documents


def page_for(user: User, round: Round, coder: User | None = None, **asked: Any) -> Cooccurrence:
    member = Membership.objects.get(user=user, project=round.project)
    chosen = Coder.objects.get(user=coder, project=round.project) if coder else None
    return Cooccurrence(choices.scope(member, round, chosen), asked)


def recounted(project: Project, round: Round, level: str) -> dict[tuple[str, str], int]:
    """By two slugs, from passages, read marks and texts alone."""
    people = set(Coder.objects.filter(project=project).values_list("pk", flat=True))
    given = study.recount(project, round, people)["given"]
    holders: dict[str, set[Any]] = {}
    for (document, slug), places in given.items():
        kinds = {"unit": set(places), "paragraph": {place[0] for place in places}, "document": {document}}
        holders.setdefault(slug, set()).update(kinds[level])
    pairs = combinations_with_replacement(sorted(holders), 2)
    counts = {(one, other): len(holders[one] & holders[other]) for one, other in pairs}
    return {pair: n for pair, n in counts.items() if n}


def shown(page: Cooccurrence) -> dict[tuple[str, str], int]:
    slugs, n = [theme.slug for theme in page.codebook.rows], page.together.n
    pairs = ((one, other) for one in range(len(slugs)) for other in range(len(slugs)) if slugs[one] <= slugs[other])
    return {(slugs[one], slugs[other]): int(n[one, other]) for one, other in pairs if n[one, other]}


def test_table_worked_by_hand() -> None:
    """Of 10 units 4 carry A, 5 carry B, 3 both: Jaccard 3 / 6, lift 3 * 10 / 20."""
    pairs = rows((1, 0, 0, 6, 2), (2, 0, 0, 4, 2), (1, 7, 7, 4, 2), (1, 9, 9, 2, 1), (2, 9, 9, 3, 1), (1, 7, 9, 3, 1))
    units = Together(pairs, [9, 7], "unit")
    assert units.n.tolist() == [[5, 3], [3, 4]]
    assert (units.total, units.jaccard(0, 1), units.lift(0, 1)) == (10, 0.5, 1.5)
    paragraphs = Together(pairs, [7, 9], "paragraph")
    assert (paragraphs.n.tolist(), paragraphs.total) == ([[2, 1], [1, 2]], 4)
    assert (paragraphs.jaccard(0, 1), paragraphs.lift(0, 1)) == (pytest.approx(1 / 3), 1.0)
    documents = Together(pairs, [7, 9], "document")
    assert (documents.n.tolist(), documents.total) == ([[1, 1], [1, 2]], 2)


def test_themes_that_nobody_gave_have_no_figure() -> None:
    nothing = Together(rows((1, 0, 0, 6, 2), (1, 7, 7, 4, 2)), [7, 9, 11], "unit")
    assert (nothing.jaccard(1, 2), nothing.lift(0, 1)) == (None, None)
    assert nothing.jaccard(0, 1) == 0


@pytest.mark.parametrize("level", ["unit", "paragraph", "document"])
def test_counts_equal_a_recount(level: str, project: Project, coded: Any, sam: User, round: Round) -> None:
    found = recounted(project, round, level)
    assert len(found) > 8
    assert shown(page_for(sam, round, level=level)) == found


@pytest.mark.parametrize("level", ["unit", "paragraph", "document"])
def test_folded_counts_equal_those_counted_now(
    level: str, project: Project, coded: Any, ada: User, sam: User, round: Round
) -> None:
    before = {coder: shown(page_for(sam, round, coder, level=level)) for coder in (None, ada)}
    first, last = (min(each.pk for each in coded), max(each.pk for each in coded))
    folding.fold(round=round, first=first, last=last)
    assert {coder: shown(page_for(sam, round, coder, level=level)) for coder in (None, ada)} == before


def test_what_was_touched_after_folding_is_counted_anew(project: Project, coded: Any, sam: User, round: Round) -> None:
    folding.fold(round=round, first=coded[0].pk, last=coded[1].pk)
    sams = assign(coded[1], sam, round)
    tag(sams, "安全第一。自立自强！", "bri", "opening-up")
    read(sams)
    assert shown(page_for(sam, round, level="unit")) == recounted(project, round, "unit")


def test_units_of_a_question_are_in_no_count(project: Project, coded: Any, ada: User, sam: User, round: Round) -> None:
    total = page_for(sam, round, ada, level="unit").together.total
    ask(coded[1].assignments.get(coder__user=ada), "Both?")  # about all three sentences of ¶ 1
    page = page_for(sam, round, ada, level="unit")
    assert page.together.total == total - 3
    assert ("self-reliance", "trade") not in shown(page)


@pytest.mark.parametrize("level", ["unit", "paragraph", "document"])
@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_every_number_opens_as_many(
    unit: str, level: str, project: Project, coded: Any, sam: User, client: Client
) -> None:
    if unit != "sentence":
        recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
    client.force_login(sam)
    answer = client.get(PAGE, {"level": level})
    if answer.status_code == 404:
        assert (unit, level) in {("paragraph", "unit"), ("document", "unit"), ("document", "paragraph")}
        return
    cells = [cell for row in answer.context["page"].figure.table.rows for cell in row[1:] if cell.href]
    assert len(cells) > 8
    for cell in cells:
        listed = client.get(cell.href)
        page = listed.context["page"]
        assert (page.page.paginator.count, len(page.lines)) == (cell.value, cell.value), cell.href


def test_filters_leave_documents_out_and_stay_in_every_link(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    alone = {"document": str(coded[1].pk), "until": ""}
    page = client.get(PAGE, alone).context["page"]
    cells = [cell for row in page.figure.table.rows for cell in row[1:] if cell.href]
    assert (page.together.total, len(cells)) == (5, 5)
    for cell in cells:
        assert client.get(cell.href).context["page"].page.paginator.count == cell.value
    assert f"document={coded[1].pk}" in page.figure.files[0].href
    assert client.get(PAGE, {"until": 2020}).context["page"].figure is None


def test_list_is_in_reading_order_and_shows_the_sentence(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    lines = client.get(PAGE + "units/", {"theme": "trade", "other": "self-reliance"}).context["page"].lines
    assert [line.text for line in lines] == ["贸易增长很快😀。", "𠮷是一个罕见的字。"]


@pytest.mark.parametrize(
    "query", ["level=word", "figure=secret", "theme=trade", "theme=trade&other=nothing", "theme=trade&other=bri&page=0"]
)
def test_other_choices_do_not_exist(query: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    path = "units/" if "theme" in query else ""
    assert client.get(f"{PAGE}{path}?{query}").status_code == 404


def test_pairs_stand_once_the_most_frequent_first_and_open_as_many(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    page = client.get(PAGE).context["couples"]
    rows = page.figure.table.rows
    counts = [row[2].value for row in rows]
    assert (counts, len({row[0].text + row[1].text for row in rows})) == (sorted(counts, reverse=True), len(rows))
    for cell in (cell for row in rows for cell in row if cell.href):
        assert client.get(cell.href).context["page"].page.paginator.count == cell.value, cell.href
    assert [row[0].text for row in client.get(PAGE + "units/").context["couples"].figure.table.rows] == [
        row[0].text for row in rows
    ]


def test_lift_of_a_drawn_sample_is_estimated(coded: Any, sam: User, client: Client) -> None:
    """Both documents drawn with the same probability, a third not: the estimate is the lift of what was read."""
    study.add(coded[0].project, study.ROADS, "r.txt")
    Assignment.objects.update(probability=2 / 3)
    client.force_login(sam)
    page = client.get(PAGE).context["couples"]
    row = next(row for row in page.figure.table.rows if row[0].text[:3] == "TRD" and row[1].text[:4] == "SELF")
    assert [head.text for head in page.figure.table.heads[-4:]] == ["Estimated lift", "Low", "High", "Why no interval"]
    assert row[7].value == pytest.approx(row[6].value)
    assert [cell.value for cell in row[8:]] == [
        None,
        None,
        "too few documents with both themes for an interval: 1, 30 needed",
    ]
    assert client.get(PAGE, {"level": "document"}).context["couples"].is_drawn is False


def test_complete_reading_has_no_interval_of_a_lift(coded: Any, ben: User, sam: User, client: Client) -> None:
    client.force_login(sam)
    note = client.get(PAGE).context["couples"].figure.table.note
    assert note.endswith("Complete: no sampling error and no interval.")


def test_figures_in_the_table(coded: Any, sam: User, round: Round) -> None:
    """trade 4 sentences, self-reliance 4, both 2, of 12 read: Jaccard 2 / 6, lift 2 * 12 / 16."""
    page = page_for(sam, round, level="unit")
    slugs = [theme.slug for theme in page.codebook.rows]
    one, other = slugs.index("trade"), slugs.index("self-reliance")
    n = page.together.n
    assert (n[one, one], n[other, other], n[one, other]) == (4, 4, 2)
    assert page.together.lift(one, other) == 2 * page.together.total / 16
    assert page.together.jaccard(one, other) == 2 / 6
