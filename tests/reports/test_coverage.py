"""What the coverage page counts: examples worked by hand, and a recount from passages alone."""

from typing import Any

import pytest

from annotations.actions import assigning, recounting
from annotations.models import Round
from projects.models import Coder, Membership, Project, User
from reports import choices
from reports.coverage import Coverage, View
from tests.annotations.people import paragraphs, read, tag
from tests.annotations.pool import skip
from tests.conftest import THEMES, assign
from tests.reports import study
from vocabulary.actions import importing as codebook_importing


def page_for(user: User, round: Round, coder: User | None = None, **view: Any) -> Coverage:
    member = Membership.objects.get(user=user, project=round.project)
    chosen = Coder.objects.get(user=coder, project=round.project) if coder else None
    return Coverage(choices.scope(member, round, chosen), View(**view), {})


def themes_of(page: Coverage) -> dict[str, tuple[str, str, str, str]]:
    """slug -> passages, units, of, share."""
    return {r.theme.slug: (r.own.passages.text, r.own.units.text, r.of, r.own.share) for r in page.themes}


@pytest.fixture
def doors(project: Project, codebook: None) -> Any:
    return study.add(project, study.DOORS, "doors.txt")


def test_share_counts_read_sentences_only(doors: Any, ada: User, sam: User, round: Round) -> None:
    """Read: ¶ 1 (3 sentences) and ¶ 2 (2) = 5 of 6. The passage on the unread ¶ 3 is a passage, and in no share."""
    study.work_of_ada(doors, ada, round)
    assert themes_of(page_for(sam, round, ada)) == {
        "opening-up": ("2", "2", "5 sentences", "40.0 %"),
        "trade": ("1", "1", "5 sentences", "20.0 %"),
        "self-reliance": ("0", "0", "5 sentences", "0.0 %"),
        "bri": ("1", "1", "5 sentences", "20.0 %"),
        "security": ("1", "0", "5 sentences", "0.0 %"),
    }


def test_parent_counts_a_sentence_with_its_child_once(doors: Any, ada: User, sam: User, round: Round) -> None:
    adas = study.work_of_ada(doors, ada, round)
    tag(adas, "Security comes first.", "trade")
    [opening] = [row for row in page_for(sam, round, ada).themes if row.theme.slug == "opening-up"]
    assert opening.rolled
    assert (opening.own.units.text, opening.rolled.units.text, opening.rolled.share) == ("2", "3", "60.0 %")


def test_unsure_tag_counts_and_is_left_out_of_the_second_figure(doors: Any, ada: User, sam: User, round: Round) -> None:
    study.work_of_ada(doors, ada, round)
    rows = {row.theme.slug: (row.own.units.text, row.own.sure.text) for row in page_for(sam, round, ada).themes}
    assert (rows["trade"], rows["opening-up"]) == (("1", "0"), ("2", "2"))


def test_reading_keeps_the_states_apart(doors: Any, ada: User, sam: User, round: Round) -> None:
    study.work_of_ada(doors, ada, round)
    [row] = page_for(sam, round, ada).reading
    numbers = (row.codable, row.read, row.unread, row.tagged, row.none, row.unsure, row.passages)
    assert [number.text for number in numbers] == ["6", "5", "1", "3", "2", "1", "4"]
    assert (row.not_codable, row.handed_in, row.assigned, row.is_complete) == ("1", 0, 1, False)


def test_what_was_given_back_counts_as_read_and_is_not_waited_for(
    doors: Any, ada: User, sam: User, round: Round
) -> None:
    skip(study.work_of_ada(doors, ada, round))
    [row] = page_for(sam, round).reading
    assert (row.read.text, row.passages.text, row.handed_in, row.assigned) == ("5", "4", 0, 0)


def test_nothing_read_is_missing_and_never_nought(doors: Any, ada: User, sam: User, round: Round) -> None:
    assign(doors, ada, round)
    page = page_for(sam, round, ada)
    assert {row.own.share for row in page.themes} == {"–"}
    assert {cell.text for row in page.heat.rows for cell in row.cells} == {"–"}


def test_complete_corpus_is_said_to_be_complete(doors: Any, ada: User, sam: User, round: Round) -> None:
    adas = study.work_of_ada(doors, ada, round)
    assert not page_for(sam, round, ada).is_complete
    read(adas)
    assert page_for(sam, round, ada).is_complete


def test_all_coders_count_a_sentence_once(doors: Any, ada: User, ben: User, sam: User, round: Round) -> None:
    """ben reads ¶ 1 and 3 and tags what ada tagged, and one more: 3 + 2 + 1 sentences read by somebody."""
    study.work_of_ada(doors, ada, round)
    bens = assign(doors, ben, round)
    first, _second, third = paragraphs(bens)
    tag(bens, "China opens its door wider.", "opening-up")
    tag(bens, "The Belt and Road connects many countries.", "trade")
    read(bens, first, third)
    page = page_for(sam, round)
    assert themes_of(page) == {
        "opening-up": ("3", "2", "6 sentences", "33.3 %"),
        "trade": ("2", "2", "6 sentences", "33.3 %"),
        "self-reliance": ("0", "0", "6 sentences", "0.0 %"),
        "bri": ("1", "1", "6 sentences", "16.7 %"),
        "security": ("1", "0", "6 sentences", "0.0 %"),
    }
    assert (page.total.read.text, page.total.none.text) == ("6", "3")


def test_tag_on_a_paragraph_that_only_another_read_does_not_count(
    doors: Any, ada: User, ben: User, sam: User, round: Round
) -> None:
    study.work_of_ada(doors, ada, round)
    bens = assign(doors, ben, round)
    read(bens, paragraphs(bens)[2])
    row = page_for(sam, round).total
    assert (row.read.text, row.tagged.text, row.none.text) == ("6", "3", "3")


def test_theme_of_a_later_version_is_missing_where_an_earlier_one_was_read(
    project: Project, doors: Any, ada: User, sam: User, round: Round
) -> None:
    """¶ 1 and 2 are read under version 1; "technology" comes with version 2, under which ¶ 3 is read."""
    adas = study.work_of_ada(doors, ada, round)
    new = {"slug": "technology", "code": "TEC", "parent": None, "label": {"en": "Technology", "zh": "科技"}, "hue": 5}
    later = {"codebook": {**THEMES["codebook"], "version": 2}, "themes": [*THEMES["themes"], new]}
    codebook_importing.import_codebook(project=project, data=later, actor=None)
    tag(adas, "Self-reliance in technology", "technology")
    tag(adas, "Nothing in this paragraph", "technology")
    read(adas)
    page = page_for(sam, round, ada)
    assert themes_of(page)["technology"] == ("2", "1", "1 sentence", "100.0 %")
    assert themes_of(page)["bri"] == ("1", "1", "6 sentences", "16.7 %")
    assert [(theme.slug, units) for theme, units in page.short.missing] == [("technology", "5 sentences")]


def test_changed_definition_is_reported_by_version(
    project: Project, doors: Any, ada: User, sam: User, round: Round
) -> None:
    adas = study.work_of_ada(doors, ada, round)
    themes = [
        {**theme, "brief_definition": "All of it."} if theme["slug"] == "bri" else theme for theme in THEMES["themes"]
    ]
    later = {"codebook": {**THEMES["codebook"], "version": 2}, "themes": themes}
    codebook_importing.import_codebook(project=project, data=later, actor=None)
    read(adas)
    found = [(e.theme.slug, e.number, e.fraction, e.share) for e in page_for(sam, round, ada).changed]
    assert found == [("bri", 1, "1 of 5 sentences", "20.0 %"), ("bri", 2, "0 of 1 sentence", "0.0 %")]


def test_never_used_themes_are_named(doors: Any, ada: User, sam: User, round: Round) -> None:
    study.work_of_ada(doors, ada, round)
    assert [theme.slug for theme in page_for(sam, round, ada).short.never_used] == ["self-reliance"]


@pytest.mark.parametrize(("unit", "read_", "opening"), [("paragraph", "2", "1 of 2"), ("document", "0", "– of 0")])
def test_other_units_count_paragraphs_and_documents(
    unit: str, read_: str, opening: str, project: Project, doors: Any, ada: User, sam: User, round: Round
) -> None:
    recounting.change_unit(project=project, version=project.version, actor=None, unit=unit)
    round.project.refresh_from_db()
    doors.project.refresh_from_db()
    study.work_of_ada(doors, ada, round)
    page = page_for(sam, round, ada)
    [row] = [row for row in page.themes if row.theme.slug == "opening-up"]
    assert page.total.read.text == read_
    assert f"{row.own.units.text} of {row.of.split()[0]}" == opening


def test_document_as_unit_is_read_when_all_of_it_is(
    project: Project, doors: Any, ada: User, sam: User, round: Round
) -> None:
    recounting.change_unit(project=project, version=project.version, actor=None, unit="document")
    round.project.refresh_from_db()
    adas = study.work_of_ada(doors, ada, round)
    read(adas)
    page = page_for(sam, round, ada)
    assert themes_of(page)["security"] == ("1", "1", "1 document", "100.0 %")
    [opening] = [row for row in page.themes if row.theme.slug == "opening-up"]
    assert opening.rolled
    assert (opening.rolled.units.text, page.total.none.text, page.is_complete) == ("1", "0", True)


@pytest.mark.parametrize("unit", ["sentence", "paragraph"])
def test_figures_equal_a_recount_from_passages(
    unit: str, project: Project, codebook: None, ada: User, ben: User, sam: User, round: Round
) -> None:
    project.unit = unit
    project.save()
    round.project.refresh_from_db()
    texts = {"doors.txt": study.DOORS, "roads.txt": study.ROADS, "men.txt": study.CHINESE}
    documents = [study.add(project, text, name) for name, text in texts.items()]
    study.work_of_ada(documents[0], ada, round)
    for document, words in zip(
        documents, (("door wider", "trade"), ("Trade", "trade"), ("贸易", "trade")), strict=True
    ):
        bens = assign(document, ben, round)
        tag(bens, words[0], words[1], "self-reliance")
        read(bens, *paragraphs(bens)[:1])
    for coder in (None, ada, ben):
        page = page_for(sam, round, coder)
        coders = {Coder.objects.get(user=user, project=project).pk for user in ([coder] if coder else [ada, ben])}
        truth = study.recount(project, round, coders)
        cube = page.material.cube
        marked = dict(zip(cube.documents.tolist(), cube.read_all.tolist(), strict=True))
        assert marked == {pk: len(units) for pk, units in truth["read"].items()}
        for document in documents:
            for theme in page.material.themes.rows:
                wanted = len(truth["given"].get((document.pk, theme.slug), ()))
                found = cube.own.units[cube.described.row(document.pk), cube.column(theme.pk)]
                assert found == wanted, (coder, document, theme)


def test_blind_round_shows_progress_and_no_themes(
    project: Project, doors: Any, ada: User, sam: User, codebook: None
) -> None:
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    study.work_of_ada(doors, ada, blind)
    page = page_for(sam, blind)
    assert page.scope.is_closed
    assert (page.total.read.text, page.total.read.href) == ("5", "")
    assert {row.own.passages.text for row in page.themes} == {"0"}
    assert {row.own.units.text for row in page.themes} == {"0"}
