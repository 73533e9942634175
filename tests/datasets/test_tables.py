"""The rows of both tables: what is in them, in which order, and what is left out."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, recounting
from annotations.models import Passage, Round, Slot
from corpus.models import Revision
from datasets.rows import whole_documents
from datasets.rows.passages import COLUMNS, PASSAGES
from datasets.rows.units import UNITS
from datasets.selection import Selection
from projects.models import Coder, Membership, Project, User
from tests.annotations.people import edit, paragraphs, read, tag
from tests.annotations.pool import fill, skip, take
from tests.conftest import THEMES, assign
from tests.reports import study
from vocabulary.actions import importing as codebook_importing


@pytest.fixture
def doors(project: Project, codebook: None) -> Any:
    source = {"source": "Qiushi", "date": "2024-11", "author": "Li Hua"}
    return study.add(project, study.DOORS, "doors.txt", **source)


def member(user: User) -> Membership:
    return Membership.objects.select_related("project").get(user=user)


def passages(project: Project, **options: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in PASSAGES.rows(Selection(project, **options))]


def units(project: Project, **options: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in UNITS.rows(Selection(project, **options))]


def test_passage_has_every_column_in_order(project: Project, doors: Any, ada: User, round: Round) -> None:
    adas = assign(doors, ada, round)
    passage = tag(adas, "Trade grows fast.", "trade", note="sure?", unsure=("trade",))
    [row] = passages(project)
    assert list(row) == list(COLUMNS)
    created = passage.created_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert list(row.values()) == [
        *("openness", doors.pk, "Doors", "Qiushi", None, "Li Hua", "2024-11", 2024, "en", 2, "body", 28, 45, 35, 52),
        *("Trade grows fast.", "trade", "TRD", "Trade", "opening-up", 1, "sure?", "C01", "person", "Main", 1),
        *(created, str(passage.pk), None),
    ]


def test_offsets_are_exact_in_paragraph_and_document(project: Project, codebook: None, ada: User, round: Round) -> None:
    men = study.add(project, study.CHINESE, "men.txt")
    adas = assign(men, ada, round)
    tag(adas, "很快😀。𠮷", "trade", "bri")
    tag(adas, "自立自强！", "self-reliance")
    text = Revision.objects.get(document=men).text
    by_ordinal = {paragraph.ordinal: paragraph.text for paragraph in paragraphs(adas)}
    rows = passages(project)
    assert len(rows) == 3
    for row in rows:
        assert by_ordinal[row["paragraph"]][row["start"] : row["end"]] == row["quote"]
        assert text[row["document_start"] : row["document_end"]] == row["quote"]
    read(adas)
    for row in units(project):
        assert by_ordinal[row["paragraph"]][row["start"] : row["end"]] == row["text"]


def test_rows_are_ordered_by_place_coder_and_theme(
    project: Project, doors: Any, ada: User, ben: User, round: Round
) -> None:
    bens, adas = assign(doors, ben, round), assign(doors, ada, round)
    for work in (bens, adas):
        tag(work, "Trade grows fast.", "trade", "opening-up")
        tag(work, "Trade grows", "bri")
        tag(work, "China", "security")
    found = [(row["quote"], row["coder"], row["theme"]) for row in passages(project)]
    names = dict(Coder.objects.people().values_list("name", "pseudonym"))
    first, second = sorted((names["ada"], names["ben"]))
    assert found == [
        *[("China", coder, "security") for coder in (first, second)],
        *[("Trade grows", coder, "bri") for coder in (first, second)],
        *[("Trade grows fast.", coder, theme) for coder in (first, second) for theme in ("opening-up", "trade")],
    ]
    assert list(PASSAGES.rows(Selection(project))) == list(PASSAGES.rows(Selection(project)))


def test_count_is_the_number_of_rows(project: Project, doors: Any, ada: User, round: Round) -> None:
    adas = study.work_of_ada(doors, ada, round)
    kept = tag(adas, "technology", "bri", note="which one?")
    edit(kept, adas, themes=(), keep_note=True)
    selection = Selection(project)
    assert PASSAGES.count(selection) == len(passages(project)) == 6
    assert [(row["note"], row["theme"]) for row in passages(project) if not row["theme"]] == [("which one?", None)]
    assert UNITS.count(selection) == len(units(project)) == 5


def test_unit_rows_are_what_was_read_with_0_and_1(project: Project, doors: Any, ada: User, round: Round) -> None:
    study.work_of_ada(doors, ada, round)
    slugs = ("opening-up", "trade", "self-reliance", "bri", "security")
    assert [(row["text"], *(row[slug] for slug in slugs)) for row in units(project)] == [
        ("China opens its door wider.", 1, 0, 0, 0, 0),
        ("Trade grows fast.", 1, 1, 0, 0, 0),
        ("The Belt and Road connects many countries.", 0, 0, 0, 1, 0),
        ("Self-reliance in technology is the aim.", 0, 0, 0, 0, 0),
        ("Security comes first.", 0, 0, 0, 0, 0),
    ]
    assert (
        list(units(project)[0])
        == UNITS.columns(Selection(project))
        == [
            *(
                "document_id",
                "document",
                "source",
                "authority",
                "author",
                "date",
                "year",
                "paragraph",
                "unit",
                "start",
                "end",
            ),
            *("text", "coder", "round", "probability", "codebook_version", *slugs),
        ]
    )


def test_value_is_missing_under_a_version_without_the_theme(
    project: Project, doors: Any, ada: User, round: Round
) -> None:
    adas = study.work_of_ada(doors, ada, round)
    new = {"slug": "text", "code": "TXT", "parent": None, "label": {"en": "Text", "zh": "文"}, "hue": 5}
    later = {"codebook": {**THEMES["codebook"], "version": 2}, "themes": [*THEMES["themes"], new]}
    codebook_importing.import_codebook(project=project, data=later, actor=None)
    read(adas)
    found = [(row["codebook_version"], row["theme:text"]) for row in units(project)]
    assert found == [(1, None)] * 5 + [(2, 0)]


@pytest.mark.parametrize(("unit", "texts"), [("paragraph", 2), ("document", 0)])
def test_units_of_other_sizes(unit: str, texts: int, project: Project, doors: Any, ada: User, round: Round) -> None:
    adas = study.work_of_ada(doors, ada, round)
    project = recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
    assert len(units(project)) == UNITS.count(Selection(project)) == texts
    read(adas)
    rows = units(project)
    assert len(rows) == UNITS.count(Selection(project)) == (3 if unit == "paragraph" else 1)
    assert (rows[0]["start"], rows[0]["end"]) == (0, len(rows[0]["text"]))
    assert [row["security"] for row in rows] == ([0, 0, 1] if unit == "paragraph" else [1])


def test_undated_document_is_kept(project: Project, codebook: None, ada: User, round: Round) -> None:
    adas = assign(study.add(project, study.ROADS, "roads.txt"), ada, round)
    tag(adas, "Ports", "bri")
    [row] = passages(project)
    assert (row["date"], row["year"], row["source"], row["document"]) == (None, None, None, "Roads")


@pytest.mark.parametrize(
    ("text", "quote", "unit_text"),
    [("full", "China", "China opens its door wider."), ("quotes", "China", None), ("offsets", None, None)],
)
def test_texts_may_stay_out(
    text: str, quote: str | None, unit_text: str | None, project: Project, doors: Any, ada: User, round: Round
) -> None:
    adas = assign(doors, ada, round)
    tag(adas, "China", "bri")
    read(adas)
    assert passages(project, text=text)[0]["quote"] == quote
    assert units(project, text=text)[0]["text"] == unit_text


def test_blind_round_is_left_out_until_opened(project: Project, doors: Any, ada: User, sam: User) -> None:
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    study.work_of_ada(doors, ada, blind)
    selections = [Selection(project, member=member(sam)), Selection(project)]
    assert [table.count(selection) for table in (PASSAGES, UNITS) for selection in selections] == [0, 0, 0, 0]
    assert [list(table.rows(selection)) for table in (PASSAGES, UNITS) for selection in selections] == [[], [], [], []]
    assert PASSAGES.count(Selection(project, with_hidden=True)) == 5
    blind.refresh_from_db()
    assigning.change_round(round=blind, version=blind.version, actor=None, opened_at=doors.added_at)
    assert PASSAGES.count(Selection(project, member=member(sam))) == 5


def test_other_projects_are_left_out(project: Project, elsewhere: Project, doors: Any, ada: User, round: Round) -> None:
    study.work_of_ada(doors, ada, round)
    assert passages(elsewhere) == []
    assert units(elsewhere) == []


def test_rows_hold_no_names_unless_asked_for(project: Project, doors: Any, ada: User, round: Round) -> None:
    study.work_of_ada(doors, ada, round)
    assert {row["coder"] for row in passages(project) + units(project)} == {"C01"}
    assert {row["coder"] for row in passages(project, names="real") + units(project, names="real")} == {"ada"}


def test_rows_follow_a_move_back_to_the_same_bytes(project: Project, doors: Any, ada: User, round: Round) -> None:
    """Versions are not exported: a change and its reverse leave the table as it was."""
    adas = study.work_of_ada(doors, ada, round)
    before = passages(project)
    passage = Passage.objects.get(quote="Belt and Road")
    edit(passage, adas, themes=("bri", "trade"))
    edit(passage, adas, themes=("bri",))
    assert passages(project) == before


def test_whole_documents_are_read_some_at_a_time(
    project: Project, codebook: None, ada: User, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows and their number are the same however few at once, and a batch of many costs as much as one of one."""
    recounting.change_unit(project=project, unit="document", version=project.version, actor=None)
    for number in range(6):
        adas = assign(study.add(project, f"T{number}\n\nText {number}.\n", f"{number}.txt"), ada, round)
        tag(adas, "Text", "trade")
        read(adas)
    project.refresh_from_db()
    with CaptureQueriesContext(connection) as once:
        rows = units(project)
    monkeypatch.setattr(whole_documents, "DOCUMENTS_AT_ONCE", 1)
    with CaptureQueriesContext(connection) as six_times:
        assert units(project) == rows
    assert [row["document"] for row in rows] == [f"T{number}" for number in range(6)]
    assert [row["trade"] for row in rows] == [1] * 6
    assert UNITS.count(Selection(project)) == 6
    per_batch = (len(six_times) - len(once)) / 5
    assert per_batch == 5


def test_given_back_work_is_exported_with_its_probability(
    project: Project, doors: Any, ada: User, round: Round
) -> None:
    fill(round, [doors])
    Slot.objects.update(probability=0.5)
    taken = take(round, ada)
    tag(taken, "Trade grows fast.", "trade")
    read(taken, paragraphs(taken)[0])
    skip(taken)
    assert ({row["probability"] for row in units(project)}, len(passages(project))) == ({0.5}, 1)
