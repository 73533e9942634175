"""The codebook's examples against the texts: what stands where it says, and what does not."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import exemplifying
from corpus.actions import importing
from projects.models import Project
from tests.vocabulary.codebooks import SEED, seed, themes
from vocabulary.actions.importing import import_codebook

pytestmark = pytest.mark.django_db
TEXT = "A title of its own\n\nBy Li Hua\n\n𠀀 trade grows.\n\nAnd grows again.\n"


def add(project: Project, name: str, text: str) -> None:
    importing.import_text(project=project, name=name, data=text.encode(), actor=None)


def example(words: str, file: str = "a.txt", text: str = TEXT) -> dict[str, object]:
    start = text.index(words)
    return {"file": file, "start": start, "end": start + len(words), "text": words}


def verify(project: Project, *examples: dict[str, object]) -> list[exemplifying.Found]:
    import_codebook(project=project, data=themes(trade={"examples": list(examples)}), actor=None)
    return exemplifying.verify(project=project)


def test_all_examples_of_the_starter_codebook_verify(project: Project) -> None:
    for path in sorted(SEED.parent.glob("0*.txt")):
        importing.import_text(project=project, name=path.name, data=path.read_bytes(), actor=None)
    import_codebook(project=project, data=seed(), actor=None)
    found = exemplifying.verify(project=project)
    assert [(one.theme.slug, one.problem) for one in found if not one.is_verified] == []
    assert (len(found), sum(one.example["is_negative"] for one in found)) == (27, 5)
    assert [one for one in found if one.paragraph.text[one.start : one.end] != one.example["text"]] == []


def test_example_is_found_in_its_paragraph_past_a_rare_character(project: Project) -> None:
    add(project, "folder/a.txt", TEXT)
    [found] = verify(project, example("trade grows"))
    assert found.paragraph is not None
    assert (found.paragraph.text, found.start, found.end) == ("𠀀 trade grows.", 2, 13)


def test_unknown_file_is_told(project: Project) -> None:
    add(project, "b.txt", TEXT)
    assert [found.problem for found in verify(project, example("trade"))] == ["no such file"]


def test_other_words_are_told(project: Project) -> None:
    add(project, "a.txt", TEXT)
    assert [found.problem for found in verify(project, {**example("trade"), "text": "trial"})] == ["other words there"]


def test_example_across_paragraphs_is_told(project: Project) -> None:
    add(project, "a.txt", TEXT)
    assert [found.problem for found in verify(project, example("grows.\n\nAnd"))] == ["not inside one paragraph"]


def test_file_of_another_project_does_not_count(project: Project, elsewhere: Project) -> None:
    add(elsewhere, "a.txt", TEXT)
    assert [found.problem for found in verify(project, example("trade"))] == ["no such file"]


def test_of_two_texts_of_one_name_the_one_with_the_words_counts(project: Project) -> None:
    add(project, "old/a.txt", TEXT.replace("trade", "steel"))
    add(project, "new/a.txt", TEXT)
    assert [found.problem for found in verify(project, example("trade"))] == [""]


def test_verifying_takes_the_same_queries_for_1_and_30_examples(project: Project) -> None:
    counts = []
    for n in (1, 30):
        texts = [(f"{n}-{m}.txt", f"Title {n} {m}\n\nBy Li Hua\n\nThe trade number {m} of {n}.\n") for m in range(n)]
        for name, text in texts:
            add(project, name, text)
        verify(project, *(example("trade number", name, text) for name, text in texts))
        with CaptureQueriesContext(connection) as queries:
            assert all(found.is_verified for found in exemplifying.verify(project=project))
        counts.append(len(queries))
    assert counts == [3, 3]


def test_command_exits_1_and_lists_what_is_wrong(project: Project) -> None:
    add(project, "a.txt", TEXT)
    verify(project, example("trade"), {**example("grows"), "file": "none.txt"})
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("verify_examples", "--project", "openness", "--json", stdout=out)
    report = json.loads(out.getvalue().splitlines()[-1])
    wrong = {"theme": "trade", "file": "none.txt", "start": TEXT.index("grows"), "end": TEXT.index("grows") + 5}
    assert report == {"verified": 1, "wrong": [{**wrong, "problem": "no such file"}]}
    assert caught.value.returncode == 1


def test_command_is_content_without_examples(project: Project, codebook: None) -> None:
    out = StringIO()
    call_command("verify_examples", "--project", "openness", stdout=out)
    assert out.getvalue() == "0 of 0 examples verified.\n"
