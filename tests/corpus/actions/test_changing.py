"""Describing documents and sources, changing kinds: versioned, recorded, undone."""

import pytest

from corpus.actions import describing, importing, kinds, sourcing
from corpus.actions.kinds import Change
from corpus.models import Document, Paragraph, Source
from ledger.models import Operation
from ledger.problems import Stale, VersionNeeded
from ledger.replay import differences
from ledger.undo import put_back
from ledger.write import write
from projects.models import Project, User

pytestmark = pytest.mark.django_db


def rows(document: Document) -> list[Paragraph]:
    return list(Paragraph.objects.of(document))


def all_to(document: Document, kind: str, is_codable: bool | None = None) -> list[Change]:
    return [Change(row.pk, row.version, kind, is_codable) for row in rows(document)]


def test_change_kinds_of_many_is_one_operation(document: Document, mira: User) -> None:
    assert kinds.change_kinds(document=document, changes=all_to(document, "furniture"), actor=mira) == (5, 0, 3)
    assert {(row.kind, row.is_codable, row.reason, row.version) for row in rows(document)} == {
        ("furniture", False, "Changed by hand.", 2)
    }
    assert Operation.objects.filter(verb="change kinds").count() == 1
    assert list(differences(document.project)) == []


def test_change_kinds_leaves_what_is_so_already(document: Document, mira: User) -> None:
    assert kinds.change_kinds(document=document, changes=all_to(document, "body"), actor=mira) == (2, 2, 0)
    assert [row.version for row in rows(document)] == [2, 2, 1, 1, 1]


def test_kind_and_codable_are_changed_apart(document: Document, mira: User) -> None:
    title = rows(document)[0]
    kinds.change_kinds(document=document, changes=[Change(title.pk, 1, "title", True)], actor=mira)
    title.refresh_from_db()
    assert (title.kind, title.is_codable, title.codable_choice) == ("title", True, "yes")


def test_change_kinds_from_an_old_version_is_stale_and_changes_nothing(document: Document, mira: User) -> None:
    first, second, *_others = rows(document)
    kinds.change_kinds(document=document, changes=[Change(second.pk, 1, "footnote")], actor=mira)
    changes = [Change(first.pk, 1, "body"), Change(second.pk, 1, "caption")]
    with pytest.raises(Stale):
        kinds.change_kinds(document=document, changes=changes, actor=mira)
    assert [row.kind for row in rows(document)[:2]] == ["title", "footnote"]


def test_change_kinds_refuses_an_unknown_kind(document: Document, mira: User) -> None:
    with pytest.raises(kinds.UnknownKind):
        kinds.change_kinds(document=document, changes=all_to(document, "poem"), actor=mira)


def test_change_kinds_refuses_a_paragraph_of_another_document(document: Document, mira: User) -> None:
    other = importing.import_text(project=document.project, name="b.txt", data=b"Other\n\nText is here.", actor=None)
    with pytest.raises(kinds.NotInText):
        kinds.change_kinds(document=document, changes=all_to(other, "body"), actor=mira)


def test_change_of_kinds_is_undone(document: Document, mira: User) -> None:
    before = [(row.kind, row.is_codable, row.reason) for row in rows(document)]
    kinds.change_kinds(document=document, changes=all_to(document, "furniture"), actor=mira)
    operation = Operation.objects.get(verb="change kinds")
    with write(project=document.project, actor=mira, verb="undo", undoes=operation) as work:
        put_back(operation, work)
    assert [(row.kind, row.is_codable, row.reason) for row in rows(document)] == before
    assert list(differences(document.project)) == []


def test_change_document(document: Document, mira: User) -> None:
    fields = {"title": " New title ", "source": "Qiushi", "published": "2024-11"}
    describing.change_document(document=document, fields=fields, version=1, actor=mira)
    document.refresh_from_db()
    assert (document.title, str(document.source), document.published, document.year) == (
        "New title",
        "Qiushi",
        "2024-11",
        2024,
    )
    assert document.version == 2
    assert list(differences(document.project)) == []


def test_change_document_back_to_unknown(document: Document, mira: User) -> None:
    describing.change_document(
        document=document, fields={"source": "Qiushi", "published": "2024"}, version=1, actor=mira
    )
    describing.change_document(document=document, fields={"source": "", "published": ""}, version=2, actor=mira)
    document.refresh_from_db()
    assert (document.source, document.published, document.year) == (None, "", 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("published", "2024-13"),
        ("language", "English!"),
        ("url", "javascript:alert(1)"),
        ("url", "https://["),
        ("author", "a\0b"),
        ("licence", "x" * 201),
    ],
)
def test_change_document_refuses(document: Document, mira: User, field: str, value: str) -> None:
    with pytest.raises(sourcing.WrongValue) as refused:
        describing.change_document(document=document, fields={field: value}, version=1, actor=mira)
    assert refused.value.field == field


@pytest.mark.parametrize(("version", "problem"), [(None, VersionNeeded), (7, Stale)])
def test_change_document_asks_for_the_version(
    document: Document, mira: User, version: int | None, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        describing.change_document(document=document, fields={"title": "B"}, version=version, actor=mira)


def test_change_document_is_undone(document: Document, mira: User) -> None:
    describing.change_document(document=document, fields={"title": "B"}, version=1, actor=mira)
    operation = Operation.objects.get(verb="describe document")
    with write(project=document.project, actor=mira, verb="undo", undoes=operation) as work:
        put_back(operation, work)
    document.refresh_from_db()
    assert (document.title, document.version) == ("A short article on opening up", 3)
    assert list(differences(document.project)) == []


def make_source(project: Project, name: str) -> Source:
    text = f"Title of {name}\n\nThe text is here."
    importing.import_text(
        project=project, name=f"{name}.txt", data=text.encode(), actor=None, metadata={"source": name}
    )
    return Source.objects.get(project=project, name=name)


def test_change_source(project: Project, mira: User) -> None:
    source = make_source(project, "Qiushi")
    sourcing.change_source(source=source, name="Qiushi English", authority="party organ", version=1, actor=mira)
    source.refresh_from_db()
    assert (source.name, source.authority, source.version) == ("Qiushi English", "party organ", 2)
    assert list(differences(project)) == []


def test_change_source_to_a_name_that_is_taken(project: Project, mira: User) -> None:
    source = make_source(project, "Qiushi")
    make_source(project, "Caixin")
    with pytest.raises(sourcing.SourceExists):
        sourcing.change_source(source=source, name="Caixin", authority="", version=1, actor=mira)


def test_change_source_from_an_old_version(project: Project, mira: User) -> None:
    with pytest.raises(Stale):
        sourcing.change_source(source=make_source(project, "Q"), name="R", authority="", version=9, actor=mira)
