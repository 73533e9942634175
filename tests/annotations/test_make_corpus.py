"""`make_corpus` invents documents and passages that stand as if people had made them."""

import json
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from annotations.actions import recounting
from annotations.models import Assignment, Passage, Reading, Round, UnitTheme
from annotations.text.units import units_of
from corpus.models import Document, Paragraph
from ledger.commands import Refusal
from projects.models import Project, User

pytestmark = pytest.mark.django_db
SIZE = {"documents": 6, "paragraphs": 100, "passages": 150}


def make(project: Project, *coders: str, **size: Any) -> dict[str, int]:
    asked = SIZE | size
    out, given = StringIO(), [f"--{name}={value}" for name, value in asked.items()]
    call_command(
        "make_corpus", f"--project={project.slug}", *given, *(f"--coder={c}" for c in coders), "--json", stdout=out
    )
    return json.loads(out.getvalue())


def test_there_is_as_much_as_was_asked_for(project: Project, ada: User, codebook: None) -> None:
    assert make(project, "ada") == SIZE
    assert (Document.objects.count(), Paragraph.objects.count(), Passage.objects.count()) == (6, 100, 150)
    assert Assignment.objects.of(ada).count() == 6


def test_history_says_the_same_as_the_tables(project: Project, ada: User, ben: User, codebook: None) -> None:
    make(project, "ada", "ben")
    call_command("verify_events", stdout=StringIO())


@pytest.mark.parametrize("unit", Project.Unit.values)
def test_units_are_a_recount_of_the_passages(unit: str, project: Project, ada: User, codebook: None) -> None:
    Project.objects.update(unit=unit)
    make(project, "ada")
    first = dict(Paragraph.objects.filter(ordinal=1).values_list("revision", "pk"))
    counted: Counter[tuple[int, int, int]] = Counter()
    for passage in Passage.objects.select_related("paragraph"):
        text = passage.paragraph
        home = first[text.revision_id] if unit == "document" else text.pk
        for index in units_of(unit, text.text, text.sentences, passage.start, passage.end):
            counted.update((home, index, row.tag_id) for row in passage.taggings.all())
    stored = UnitTheme.objects.values_list("paragraph", "unit", "theme", "n")
    assert {(paragraph, index, theme): n for paragraph, index, theme, n in stored} == counted


def test_words_are_those_of_the_text_and_tagged_paragraphs_are_read(
    project: Project, ada: User, codebook: None
) -> None:
    make(project, "ada")
    passages = list(Passage.objects.select_related("paragraph"))
    assert [each for each in passages if each.paragraph.text[each.start : each.end] != each.quote] == []
    assert {each.paragraph_id for each in Reading.objects.all()} == {each.paragraph_id for each in passages}


def test_some_documents_are_chinese_and_paragraphs_are_cut_into_sentences(project: Project) -> None:
    make(project, passages=0)
    assert sorted(Document.objects.values_list("language", flat=True)) == ["en"] * 5 + ["zh"]
    for language in ("en", "zh"):
        rows = Paragraph.objects.codable().filter(revision__document__language=language)
        assert 2 <= min(row.n_sentences for row in rows) <= max(row.n_sentences for row in rows) <= 5


def test_work_goes_to_the_open_round(project: Project, round: Round, ada: User, codebook: None) -> None:
    make(project, "ada")
    assert {each.round for each in Assignment.objects.select_related("round")} == {round}


def test_same_seed_again_adds_nothing_and_another_does(project: Project, ada: User, codebook: None) -> None:
    make(project, "ada")
    assert make(project, "ada") == {"documents": 0, "paragraphs": 0, "passages": 0}
    assert make(project, "ada", seed=2) == SIZE


@pytest.mark.parametrize("unit", Project.Unit.values)
def test_copies_are_as_if_their_coders_had_done_all_of_it(
    unit: str, project: Project, ada: User, ben: User, codebook: None
) -> None:
    recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
    assert make(project, "ada", "ben", paragraphs=99, texts=2) == SIZE | {"paragraphs": 99}
    assert (Document.objects.count(), Paragraph.objects.count(), Passage.objects.count()) == (6, 99, 150)
    call_command("verify_events", stdout=StringIO())
    call_command("verify_figures", stdout=StringIO())
    assert Document.objects.filter(title__endswith="(3)").count() == 2


@pytest.mark.parametrize(
    ("coders", "size"),
    [
        ([], {}),
        (["nobody"], {}),
        (["ada"], {"documents": 0}),
        (["ada"], {"paragraphs": 5}),
        (["ada"], {"passages": -1}),
        (["ada"], {"texts": 0}),
        (["ada"], {"texts": 7}),
        ([], {"texts": 2, "passages": 0}),
    ],
)
def test_what_cannot_be_is_refused(
    coders: list[str], size: dict[str, int], project: Project, ada: User, codebook: None
) -> None:
    with pytest.raises(Refusal):
        make(project, *coders, **size)
    assert Document.objects.count() == 0


def test_without_a_codebook_nothing_can_be_tagged(project: Project, ada: User) -> None:
    with pytest.raises(Refusal):
        make(project, "ada")
