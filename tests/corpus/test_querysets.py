"""Questions to the corpus that go their own way to the database."""

from datetime import UTC, datetime

import pytest

from corpus.models import Document
from projects.models import Project

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def add(project: Project, title: str, year: int, language: str) -> Document:
    return Document.objects.create(project=project, title=title, year=year, language=language, added_at=NOW)


@pytest.fixture
def known(project: Project, elsewhere: Project) -> list[Document]:
    """Four pairs of year and language, one of them twice; and what is withdrawn or of another project."""
    pairs = [(2020, "zh"), (0, "en"), (2020, "en"), (2020, "en"), (2024, "")]
    documents = [add(project, f"{n}", *pair) for n, pair in enumerate(pairs)]
    add(elsewhere, "elsewhere", 1999, "fr")
    gone = add(project, "gone", 2001, "de")
    Document.objects.filter(pk=gone.pk).update(withdrawn_at=NOW)
    return documents


def test_years_and_languages_are_those_of_active_documents(known: list[Document], project: Project) -> None:
    assert Document.objects.years_and_languages(project) == ([2024, 2020, 0], ["", "en", "zh"])


def test_project_without_documents_has_no_years(project: Project) -> None:
    assert Document.objects.years_and_languages(project) == ([], [])


def test_outside_are_the_active_documents_of_a_project_between_ranges(known: list[Document], project: Project) -> None:
    first, second, third, *others = (document.pk for document in known)
    found = Document.objects.outside([(0, first), (third, third)], of=project)
    assert [document.pk for document in found] == [second, *others]
    assert [document.pk for document in Document.objects.outside([], of=project)] == [each.pk for each in known]
