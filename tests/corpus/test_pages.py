"""The pages about texts, as managers, annotators and readers see them."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from corpus.actions import importing
from corpus.models import Document, Paragraph, Source
from projects.models import Project, User
from tests.corpus.texts import CHINESE, HOSTILE, seed

pytestmark = pytest.mark.django_db
NASTY = '<script>alert(1)</script>\u202e"𠮷'


def address(name: str, project: Project, *args: int) -> str:
    return reverse(name, args=[project.slug, *args])


def make_documents(project: Project, n: int) -> None:
    for number in range(n):
        importing.import_text(
            project=project,
            name=f"{number}.txt",
            data=f"Title {number:02}\n\nText {number} is here. It goes on.\n".encode(),
            actor=None,
            metadata={"source": f"Source {number}", "author": f"Author {number}", "date": str(1990 + number)},
        )


def n_queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def titles(client: Client, project: Project, query: str = "") -> list[str]:
    page = client.get(address("document_list", project) + query).content.decode()
    return [
        html.unescape(title) for title in re.findall(r'<th scope="row" class="document-title".*?>([^<]+)</a>', page)
    ]


@pytest.fixture
def as_rita(client: Client, rita: User) -> Client:
    client.force_login(rita)
    return client


def test_list_takes_the_same_queries_for_1_and_30_documents(as_mira: Client, project: Project) -> None:
    make_documents(project, 1)
    one = n_queries(as_mira, address("document_list", project))
    make_documents(project, 30)
    assert n_queries(as_mira, address("document_list", project)) == one
    assert len(titles(as_mira, project)) == 30


def test_document_takes_the_same_queries_for_4_and_51_paragraphs(as_mira: Client, project: Project) -> None:
    counts = []
    for number in (1, 3):
        document = importing.import_text(project=project, name=f"{number}.txt", data=seed(number), actor=None)
        counts += [
            (
                n_queries(as_mira, address("document_detail", project, document.pk)),
                n_queries(as_mira, address("paragraph_kinds", project, document.pk)),
            )
        ]
    assert counts[0] == counts[1]


def test_empty_list_leads_to_the_import(as_mira: Client, project: Project) -> None:
    assert address("document_import", project) in as_mira.get(address("document_list", project)).content.decode()


def test_reader_sees_no_import(as_rita: Client, project: Project) -> None:
    assert address("document_import", project) not in as_rita.get(address("document_list", project)).content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Title 00", "Title 01", "Title 02"]),
        ("?sort=-title", ["Title 02", "Title 01", "Title 00"]),
        ("?sort=-date", ["Title 02", "Title 01", "Title 00"]),
        ("?sort=nonsense", ["Title 00", "Title 01", "Title 02"]),
        ("?find=author+1", ["Title 01"]),
        ("?find=%00", ["Title 00", "Title 01", "Title 02"]),
        ("?year=1992", ["Title 02"]),
        ("?year=2024", ["Title 00", "Title 01", "Title 02"]),
        ("?language=en&find=02", ["Title 02"]),
        ("?page=99", ["Title 00", "Title 01", "Title 02"]),
    ],
)
def test_list_is_sorted_and_filtered(as_rita: Client, project: Project, query: str, expected: list[str]) -> None:
    make_documents(project, 3)
    assert titles(as_rita, project, query) == expected


def test_list_keeps_the_undated_and_those_without_a_source(as_rita: Client, project: Project) -> None:
    make_documents(project, 1)
    importing.import_text(project=project, name="u.txt", data=b"Undated\n\nText is here.", actor=None)
    assert titles(as_rita, project, "?year=0") == ["Undated"]
    assert titles(as_rita, project, "?source=0") == ["Undated"]
    source = Source.objects.get(name="Source 0")
    assert titles(as_rita, project, f"?source={source.pk}") == ["Title 00"]


def test_list_holds_no_document_of_another_project(as_rita: Client, project: Project, elsewhere: Project) -> None:
    make_documents(elsewhere, 1)
    assert titles(as_rita, project) == []


@pytest.mark.parametrize("data", [f"A title\n\n{HOSTILE}\n".encode(), CHINESE])
def test_text_is_shown_exactly_as_it_is_stored(as_rita: Client, project: Project, data: bytes) -> None:
    document = importing.import_text(project=project, name="a.txt", data=data, actor=None)
    page = as_rita.get(address("document_detail", project, document.pk)).content.decode()
    shown = [
        html.unescape(text) for text in re.findall(r'class="document-text" dir="auto">(.*?)</(?:p|h2|h3)>', page, re.S)
    ]
    assert shown == [row.text for row in Paragraph.objects.of(document)]
    assert "<script>alert" not in page


def test_provenance_is_shown(as_rita: Client, document: Document) -> None:
    page = as_rita.get(address("document_detail", document.project, document.pk)).content.decode()
    revision = document.revisions.get()
    for expected in ("short.txt", "utf-8", revision.original.sha256, "text 1", "Li Hua", "undated"):
        assert expected in page
    assert address("document_original", document.project, document.pk) not in page


@pytest.mark.parametrize("route", ["document_detail", "document_change", "document_original", "paragraph_kinds"])
def test_document_of_another_project_is_not_there(
    as_mira: Client, project: Project, elsewhere: Project, route: str
) -> None:
    make_documents(elsewhere, 1)
    assert as_mira.get(address(route, project, Document.objects.get().pk)).status_code == 404


def test_source_of_another_project_is_not_there(as_mira: Client, project: Project, elsewhere: Project) -> None:
    make_documents(elsewhere, 1)
    assert as_mira.get(address("source_change", project, Source.objects.get().pk)).status_code == 404


def test_original_is_saved_never_shown(as_mira: Client, project: Project) -> None:
    document = importing.import_text(project=project, name='folder/a "b".txt', data=CHINESE, actor=None)
    answer = as_mira.get(address("document_original", project, document.pk))
    assert b"".join(answer.streaming_content) == CHINESE  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a \\"b\\".txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def described(document: Document, **fields: str) -> dict[str, str]:
    now = {"title": document.title, "language": document.language, "version": str(document.version)}
    return {**now, **fields}


def test_document_is_described(as_mira: Client, document: Document) -> None:
    page = address("document_change", document.project, document.pk)
    answer = as_mira.post(page, described(document, author=NASTY, source=NASTY, published="2024-05"), follow=True)
    document.refresh_from_db()
    assert (document.author, str(document.source), document.published) == (NASTY, NASTY, "2024-05")
    assert "<script>alert" not in answer.content.decode()


def test_wrong_value_keeps_what_was_typed(as_mira: Client, document: Document) -> None:
    page = address("document_change", document.project, document.pk)
    answer = as_mira.post(page, described(document, author="Typed", published="2024-13")).content.decode()
    assert 'value="Typed"' in answer
    assert "is no date" in answer


def test_description_from_an_old_version_is_a_409(as_mira: Client, document: Document) -> None:
    page = address("document_change", document.project, document.pk)
    assert as_mira.post(page, described(document, version="9")).status_code == 409


def test_source_is_described(as_mira: Client, project: Project) -> None:
    make_documents(project, 1)
    source = Source.objects.get()
    sent = {"name": NASTY, "authority": "press", "version": "1"}
    answer = as_mira.post(address("source_change", project, source.pk), sent, follow=True)
    source.refresh_from_db()
    assert (source.name, source.authority) == (NASTY, "press")
    assert "<script>alert" not in answer.content.decode()


def rows_of(document: Document) -> list[str]:
    found = Paragraph.objects.of(document)
    return [f"{row.pk}:{row.version}={row.kind}={row.codable_choice}" for row in found]


def test_ticked_paragraphs_are_marked_in_one_go(as_mira: Client, document: Document) -> None:
    found = list(Paragraph.objects.of(document))
    sent = {"do": "ticked", "ticked": [f"{row.pk}:1" for row in found[2:4]], "kind": "furniture", "codable": ""}
    answer = as_mira.post(address("paragraph_kinds", document.project, document.pk), sent, follow=True)
    assert "2 paragraphs were changed; 2 of them are no longer codable." in answer.content.decode()
    assert [row.kind for row in Paragraph.objects.of(document)] == ["title", "byline", "furniture", "furniture", "body"]


def test_changed_rows_are_saved_and_no_others(as_mira: Client, document: Document) -> None:
    found = list(Paragraph.objects.of(document))
    sent: dict[str, object] = {"do": "rows", "row": rows_of(document)}
    for row in found:
        sent |= {f"kind-{row.pk}": row.kind, f"codable-{row.pk}": ""}
    sent |= {f"kind-{found[1].pk}": "caption", f"codable-{found[4].pk}": "no"}
    as_mira.post(address("paragraph_kinds", document.project, document.pk), sent)
    now = [(row.kind, row.is_codable, row.version) for row in Paragraph.objects.of(document)]
    assert now == [("title", False, 1), ("caption", False, 2), ("body", True, 1), ("body", True, 1), ("body", False, 2)]


@pytest.mark.parametrize("sent", [{"do": "ticked", "kind": "body"}, {"do": "ticked", "kind": "poem", "ticked": "1:1"}])
def test_marking_nothing_or_as_nothing_is_refused(as_mira: Client, document: Document, sent: dict[str, str]) -> None:
    assert as_mira.post(address("paragraph_kinds", document.project, document.pk), sent).status_code == 422


def test_marking_an_old_version_is_a_409(as_mira: Client, document: Document) -> None:
    row = Paragraph.objects.of(document)[0]
    sent = {"do": "ticked", "ticked": f"{row.pk}:8", "kind": "body"}
    assert as_mira.post(address("paragraph_kinds", document.project, document.pk), sent).status_code == 409
