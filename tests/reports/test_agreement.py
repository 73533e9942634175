"""What the agreement page counts: an example worked by hand, and a recount from passages alone."""

import csv
import io
import uuid
from collections import Counter
from typing import Any

import pytest

from annotations.actions import answering, assigning, deciding, recounting
from annotations.models import Assignment, Passage, Question, Reading, Round
from corpus.models import Document
from projects.models import Coder, Membership, Project, User
from reports import bootstrap, choices
from reports.agreement import Agreement
from reports.agreement_rows import Row
from reports.measures.alpha import ALPHA
from tests.annotations.deciding import cells, decide, verdict
from tests.annotations.people import ask, paragraphs, read, tag, unread
from tests.conftest import THEMES, _member, assign
from tests.reports import study
from vocabulary.actions import importing as codebook_importing

PEOPLE = ("ada", "ben")


def page_for(user: User, round: Round, *names: str) -> Agreement:
    member = Membership.objects.select_related("project").get(user=user, project=round.project)
    offered = choices.people(member, round).by_name()
    coders = [coder for coder in offered if not names or coder.name in names]
    return Agreement(choices.scope(member, round, None), coders, {})


def row_of(page: Agreement, slug: str, *, is_rolled: bool = False, edition: int | None = None) -> Row:
    wanted = (slug, is_rolled, edition)
    [row] = [row for row in page.rows if (row.level.theme.slug, row.level.is_rolled, row.level.edition) == wanted]
    return row


@pytest.fixture
def doors(project: Project, codebook: None) -> Document:
    return study.add(project, study.DOORS, "doors.txt")


@pytest.fixture
def pair(doors: Document, ada: User, ben: User, round: Round) -> tuple[Assignment, Assignment]:
    """ada reads ¶ 1 and 2 of 3, ben all; five sentences of both.

    Trade: ada on ¶ 1 s 2 (unsure); ben on s 2 and s 3. Opening up: both on s 1, ada on s 2. Security: ben on ¶ 2 s 2,
    ada only on the paragraph that she did not read.
    """
    adas, bens = study.work_of_ada(doors, ada, round), assign(doors, ben, round)
    tag(bens, "China opens its door wider.", "opening-up")
    tag(bens, "Trade grows fast. The Belt and Road", "trade")
    tag(bens, "Security comes first.", "security")
    read(bens)
    return adas, bens


def test_table_counts_the_sentences_that_both_read(pair: Any, sam: User, round: Round) -> None:
    page = page_for(sam, round)
    assert page.compared == "5 sentences"
    counts = {row.level.theme.slug: row.counts for row in page.rows if not row.level.is_rolled}
    assert counts == {  # compared, by both, they differ, ada, ben
        "opening-up": [5, 1, 1, 2, 1],
        "trade": [5, 1, 1, 1, 2],
        "self-reliance": [5, 0, 0, 0, 0],
        "bri": [5, 0, 1, 1, 0],
        "security": [5, 0, 1, 0, 1],
    }


def test_figures_are_those_worked_by_hand(pair: Any, sam: User, round: Round) -> None:
    """Trade, 1 both, 1 ben only, 3 neither: alpha = 1 − 9·2/(3·7·2); kappa = (.8 − .56)/.44; p_e of AC1 = 2·.3·.7."""
    figures = row_of(page_for(sam, round), "trade").figures
    assert figures == {
        "percent": pytest.approx(0.8),
        "alpha": pytest.approx(1 - 9 * 2 / 42),
        "kappa": pytest.approx(0.24 / 0.44),
        "f1": pytest.approx(2 / 3),
        "ac1": pytest.approx((0.8 - 0.42) / 0.58),
    }


def test_theme_on_no_unit_is_not_estimable_and_says_why(pair: Any, sam: User, round: Round) -> None:
    row = row_of(page_for(sam, round), "self-reliance")
    cells = [(text, beside) for _name, text, beside in row.cells]
    assert (row.why, cells) == ("no unit has it", [(text, "") for text in ("100.0 %", "–", "–", "–", "–")])


def test_parent_and_child_meet_in_the_line_with_sub_themes(pair: Any, sam: User, round: Round) -> None:
    """ada gave s 2 both, ben gave it the sub-theme: with sub-themes they agree on s 1 and s 2, and differ on s 3."""
    row = row_of(page_for(sam, round), "opening-up", is_rolled=True)
    assert row.counts == [5, 2, 1, 2, 3]


def test_alpha_without_unsure_tags_is_another_figure(pair: Any, sam: User, round: Round) -> None:
    """Without ada's doubted tag trade is ben's alone: 2 of 5 units, none by both."""
    row = row_of(page_for(sam, round), "trade")
    assert row.sure == pytest.approx(1 - 9 * 4 / (2 * 2 * 8))


def test_question_makes_its_words_missing_until_it_is_resolved(pair: Any, sam: User, round: Round) -> None:
    adas, _bens = pair
    passage = Passage.objects.of(adas).get(quote="Trade grows fast.")
    question = ask(adas, "Or opening up?", passage=passage.pk)
    assert page_for(sam, round).compared == "4 sentences"
    answering.answer(question=question, answer="No.", version=1, actor=sam)
    assert page_for(sam, round).compared == "4 sentences"
    question.refresh_from_db()
    answering.resolve(question=question, is_resolved=True, version=question.version, actor=sam)
    assert page_for(sam, round).compared == "5 sentences"


def test_question_about_a_paragraph_makes_all_of_it_missing(pair: Any, sam: User, round: Round) -> None:
    ask(pair[1], "What is this paragraph?")
    assert page_for(sam, round).compared == "2 sentences"


def test_theme_that_came_later_is_missing_on_what_was_read_before(
    pair: Any, project: Project, sam: User, round: Round
) -> None:
    new = {"slug": "new", "code": "NEW", "parent": None, "label": {"en": "New", "zh": "新"}, "hue": 5}
    data = {"codebook": {**THEMES["codebook"], "version": 2}, "themes": [*THEMES["themes"], new]}
    codebook_importing.import_codebook(project=project, data=data, actor=None)
    for work in pair:
        second = paragraphs(work)[1]
        unread(work, second)
        read(work, second)
    page = page_for(sam, round)
    assert (row_of(page, "new").counts[0], row_of(page, "trade").counts[0]) == (2, 5)


def test_definition_that_changed_has_a_line_for_each_wording(
    pair: Any, project: Project, sam: User, round: Round
) -> None:
    wording = {"brief_definition": "Goods that cross a border."}
    themes = [{**theme, **(wording if theme["slug"] == "trade" else {})} for theme in THEMES["themes"]]
    data = {"codebook": {**THEMES["codebook"], "version": 2}, "themes": themes}
    codebook_importing.import_codebook(project=project, data=data, actor=None)
    for work in pair:
        second = paragraphs(work)[1]
        unread(work, second)
        read(work, second)
    page = page_for(sam, round)
    found = [row_of(page, "trade", edition=edition).counts for edition in (None, 1, 2)]
    assert found == [[5, 1, 1, 1, 2], [3, 1, 1, 1, 2], [2, 0, 0, 0, 0]]


def test_three_coders_have_no_kappa_and_gaps_are_gaps(
    pair: Any, doors: Document, project: Project, sam: User, round: Round
) -> None:
    cat = assign(doors, _member(project, "cat", "annotator"), round)
    tag(cat, "Trade grows fast.", "trade")
    read(cat, paragraphs(cat)[0], paragraphs(cat)[2])
    page = page_for(sam, round)
    row = row_of(page, "trade")
    assert page.compared == "6 sentences"
    assert row.counts == [6, 1, 1, 1, 2, 1]
    assert "kappa" not in row.figures
    assert page_for(sam, round, "ada", "cat").compared == "3 sentences"


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_counts_equal_a_recount_from_passages(
    unit: str, project: Project, codebook: None, ada: User, ben: User, sam: User, round: Round
) -> None:
    for number, text in enumerate((study.DOORS, study.ROADS, study.CHINESE)):
        document = study.add(project, text, f"{number}.txt")
        adas, bens = assign(document, ada, round), assign(document, ben, round)
        for work, cut in ((adas, 1), (bens, 2)):
            for place, paragraph in enumerate(paragraphs(work)):
                words = paragraph.text[: max(4, len(paragraph.text) // cut - 3 * place)]
                tag(work, words, ("trade", "opening-up", "bri")[place * cut % 3])
        read(adas)
        read(bens, *paragraphs(bens)[: 99 if number else 1])
    if unit != "sentence":
        recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
        round.refresh_from_db()
    page = page_for(sam, Round.objects.select_related("project").get(pk=round.pk))
    found = {row.level.theme.slug: row.counts[:3] for row in page.rows if not row.level.is_rolled}
    assert found == recounted(project, round, unit)
    assert any(agreed for _n, agreed, _differ in found.values())


def recounted(project: Project, round: Round, unit: str) -> dict[str, list[int]]:
    """Compared, by both, they differ: from passages, read marks and texts, unit by unit; never from UnitTheme."""
    project.refresh_from_db()
    both = [Coder.objects.get(project=project, name=name).pk for name in PEOPLE]
    counts = {theme["slug"]: Counter[int]() for theme in THEMES["themes"]}
    for document in Document.objects.filter(project=project):
        marks = set(Reading.objects.filter(round=round, document=document).values_list("coder", "paragraph"))
        codable = study._codable(document)
        given = set(study._codes(project, round, document))
        for units in unit_groups(project, codable, unit):
            if all((coder, paragraph) in marks for coder in both for paragraph, _index in units):
                for slug, counted in counts.items():
                    hits = sum(any((coder, *place, slug) in given for place in units) for coder in both)
                    counted[hits] += 1
    return {slug: [sum(found.values()), found[2], found[1]] for slug, found in counts.items()}


def unit_groups(project: Project, codable: list[Any], unit: str) -> list[list[tuple[int, int]]]:
    """The units as lists of the (paragraph, index) that they are made of."""
    places = [(each.pk, index) for each in codable for index in range(len(study._spans(project, each)))]
    return [places] if unit == "document" else [[place] for place in places]


def test_figures_of_all_coders_never_count_machines_or_what_was_decided(
    pair: Any, project: Project, sam: User, round: Round
) -> None:
    Coder.objects.create(project=project, kind=Coder.Kind.MACHINE, name="lexicon", pseudonym="M01")
    for coder in Coder.objects.filter(project=project, kind__in=("machine", "decided")):
        first = paragraphs(pair[0])[0]
        version = Reading.objects.values_list("codebook_version", flat=True)[0]
        Reading.objects.create(
            round=round, coder=coder, document=first.revision.document, paragraph=first, codebook_version_id=version
        )
    page = page_for(sam, round)
    assert [coder.name for coder in page.coders] == ["ada", "ben"]
    assert page.compared == "5 sentences"


def test_file_has_the_table_under_pseudonyms(pair: Any, sam: User, round: Round) -> None:
    page = page_for(sam, round)
    rows = list(csv.DictReader(io.StringIO(page.csv())))
    [trade] = [row for row in rows if row["theme"] == "trade"]
    pseudonyms = [coder.pseudonym for coder in page.coders]
    assert [float(trade[name]) for name in ("units", "all", "differ", *(f"units_{p}" for p in pseudonyms))] == [
        5, 1, 1, 1, 2,
    ]  # fmt: skip
    assert float(trade["alpha"]) == row_of(page, "trade").figures["alpha"]
    assert not {"ada", "ben"} & set(",".join(rows[0]).replace("_", ",").split(","))
    [never] = [row for row in rows if row["theme"] == "self-reliance"]
    assert (never["alpha"], never["not_estimable"]) == ("", "no unit has it")


def test_blind_round_has_no_figures_until_it_is_opened(
    pair: Any, ada: User, ben: User, sam: User, round: Round
) -> None:
    blind = assigning.change_round(round=round, version=round.version, actor=None, is_blind=True)
    page = page_for(sam, blind)
    assert (page.is_hidden, page.rows, page.csv().count("\r\n")) == (True, [], 1)


def test_question_id_of_a_passage_that_is_gone_makes_the_paragraph_missing(pair: Any, sam: User, round: Round) -> None:
    question = ask(pair[0], "And now?")
    Question.objects.filter(pk=question.pk).update(passage=uuid.uuid4())
    assert page_for(sam, round).compared == "2 sentences"


def test_figures_are_the_same_before_and_after_deciding(pair: Any, sam: User, round: Round) -> None:
    for work in pair:
        read(work)
        assigning.hand_in(assignment=work, actor=work.coder.user)
    before = page_for(sam, round).csv()
    deciding.decide_by_rule(round=round, document=pair[0].document, rule="agreement", actor=sam)
    verdicts = [verdict(cell, "yes") for cell in cells(pair[0]) if cell.state == "open"]
    assert verdicts
    decide(pair[0], *verdicts, actor=sam)
    assert Passage.objects.filter(coder__kind="decided").count() > 1
    assert page_for(sam, round).csv() == before


def test_intervals_are_those_of_the_bootstrap_over_documents(
    pair: Any, project: Project, ada: User, ben: User, sam: User, round: Round
) -> None:
    roads = study.add(project, study.ROADS, "roads.txt")
    adas, bens = assign(roads, ada, round), assign(roads, ben, round)
    tag(adas, "Trade follows the roads.", "trade")
    tag(bens, "Trade follows the roads. Nobody is left out.", "trade")
    for work in (adas, bens):
        read(work)
    row = row_of(page_for(sam, round), "trade")
    same = {(1, 1): 1, (0, 1): 1, (0, 0): 3}  # in both documents
    expected = bootstrap.interval(ALPHA, bootstrap.table([same, same]))
    assert (row.interval, row.verdict) == (expected, expected.verdict)
    assert row.interval
    assert row.interval.resampled == "units"


def test_file_has_the_bounds_and_how_they_were_drawn(pair: Any, sam: User, round: Round) -> None:
    page = page_for(sam, round)
    rows = {row["theme"]: row for row in csv.DictReader(io.StringIO(page.csv())) if row["level"] == "theme"}
    drawn = row_of(page, "trade").interval
    assert drawn
    names = ("alpha_low", "draws", "undefined_draws", "resampled", "verdict")
    low = "" if drawn.low is None else str(drawn.low)
    expected = [low, "1000", str(drawn.undefined), "units", drawn.verdict.value]
    assert [rows["trade"][name] for name in names] == expected
    assert [rows["self-reliance"][name] for name in names] == [""] * 5
