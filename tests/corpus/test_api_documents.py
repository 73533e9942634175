"""Documents through the API: listed page by page, imported once, refused with the field that is wrong."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from corpus.actions import importing
from corpus.models import Document, ImportBatch
from ledger.models import Operation
from ledger.replay import differences
from projects.models import Project, User
from tests.annotations.api_calls import JSON, new, rule

ADDRESS = "/api/v1/projects/openness/documents"
TEXT = "A text about trade\n\nTrade grows fast. It will go on growing.\n\nAnd nothing more.\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, mira: User) -> Client:
    client.force_login(mira)
    return client


def send(client: Client, **more: Any) -> Any:
    return client.post(ADDRESS, {"title": "Trade", "text": TEXT, **more}, content_type=JSON)


def test_text_becomes_the_document_that_the_importer_makes(office: Client, project: Project) -> None:
    answer = send(office)
    told = answer.json()
    here = importing.check_files(project=project, files=[importing.File("x.txt", TEXT.encode())])["files"][0]
    assert (answer.status_code, here["status"]) == (201, "unchanged")
    assert [each["text"] for each in told["paragraphs"]] == TEXT.strip().split("\n\n")
    assert told == office.get(f"/api/v1/documents/{told['id']}").json()
    assert list(differences(project)) == []


def test_what_is_said_about_it_is_kept(office: Client) -> None:
    said = {"author": "Li Hua", "source": "Qiushi", "authority": "party organ", "date": "2024-11", "language": "en"}
    said |= {"url": "https://example.org/1", "licence": "CC BY", "external_id": "7", "metadata": {"region": "East"}}
    told = send(office, **said).json()
    said["published"] = said.pop("date")
    assert {name: told[name] for name in said} == said
    assert Document.objects.get().year == 2024


def test_paragraphs_are_kept_as_they_are_sent(office: Client) -> None:
    lines = ["First one. It has two sentences.", "- second, like a list", "第三段。"]
    answer = office.post(ADDRESS, {"title": "Three", "paragraphs": lines}, content_type=JSON)
    assert [each["text"] for each in answer.json()["paragraphs"]] == lines


def test_same_text_twice_is_one_document(office: Client) -> None:
    first, again = send(office), send(office, title="Another title")
    assert (again.status_code, again.json()) == (200, {**first.json(), "replayed": True})
    assert (Document.objects.count(), ImportBatch.objects.count()) == (1, 1)


def test_same_operation_twice_is_one_document(office: Client) -> None:
    op = new()
    assert [send(office, op=op).status_code for _number in range(2)] == [201, 201]
    assert rule(send(office, op=op, author="Somebody")) == (422, "op-reused")
    assert Operation.objects.filter(verb="import documents").count() == 1


@pytest.mark.parametrize(
    ("wrong", "told", "field"),
    [
        ({"title": " "}, "wrong-value", "title"),
        ({"title": "x" * 501}, "wrong-value", "title"),
        ({"date": "yesterday"}, "wrong-value", "date"),
        ({"language": "English!"}, "wrong-value", "language"),
        ({"url": "javascript:alert(1)"}, "wrong-value", "url"),
        ({"text": " \n"}, "refused", "text"),
        ({"text": "a\0b"}, "invalid", "text"),
        ({"text": None}, "invalid", ""),
        ({"paragraphs": ["both"]}, "invalid", ""),
        ({"text": None, "paragraphs": []}, "invalid", "paragraphs"),
        ({"text": None, "paragraphs": ["one", "two\nlines"]}, "invalid", "paragraphs.1"),
        ({"text": None, "paragraphs": [" "]}, "invalid", "paragraphs.0"),
        ({"metadata": {"a": 1}}, "invalid", "metadata.a"),
        ({"pages": 3}, "invalid", "pages"),
    ],
)
def test_wrong_value_is_named(office: Client, wrong: dict[str, Any], told: str, field: str) -> None:
    answer = send(office, **wrong)
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, told), field)
    assert (Document.objects.count(), Operation.objects.filter(verb="import documents").count()) == (0, 0)


def test_list_tells_what_is_known_in_the_order_of_import(office: Client, document: Document) -> None:
    second = send(office, source="Qiushi").json()
    page = office.get(ADDRESS).json()
    assert [each["id"] for each in page["items"]] == [document.pk, second["id"]]
    listed = page["items"][1]
    assert (listed.pop("paragraphs"), listed.pop("codable"), page["next"]) == (3, 2, None)
    assert listed == {name: second[name] for name in listed}


@pytest.mark.parametrize(
    ("asked", "found"), [({"find": "TRADE"}, 1), ({"language": "zh"}, 0), ({"year": 0}, 2), ({"year": 2024}, 0)]
)
def test_list_is_narrowed(office: Client, document: Document, asked: dict[str, Any], found: int) -> None:
    send(office)
    assert len(office.get(ADDRESS, asked).json()["items"]) == found


@pytest.mark.parametrize("asked", [{"find": "a\0b"}, {"language": "\0"}, {"year": "x"}, {"limit": 0}, {"cursor": "\0"}])
def test_wrong_question_is_named(office: Client, asked: dict[str, Any]) -> None:
    answer = office.get(ADDRESS, asked)
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "invalid"), next(iter(asked)))


def test_pages_follow_each_other_with_the_same_queries_at_any_depth(office: Client) -> None:
    made = [send(office, text=f"Text number {number} grows.").json()["id"] for number in range(7)]
    found, counts, cursor = [], set(), ""
    while cursor is not None:
        with CaptureQueriesContext(connection) as captured:
            page = office.get(ADDRESS, {"limit": 2, "cursor": cursor}).json()
        counts.add(len(captured))
        found += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert (found, len(counts)) == (made, 1)


def test_annotator_reads_and_does_not_import(client: Client, ada: User, document: Document) -> None:
    client.force_login(ada)
    assert (client.get(ADDRESS).status_code, rule(send(client))) == (200, (403, "not-allowed"))


def test_list_of_invented_texts_says_nothing_of_others(client: Client, eve: User, document: Document) -> None:
    call_command("make_corpus", project="elsewhere", documents=1, paragraphs=2, passages=0, stdout=io.StringIO())
    client.force_login(eve)
    assert [rule(client.get(ADDRESS)), len(client.get(ADDRESS.replace("openness", "elsewhere")).json()["items"])] == [
        (404, "not-found"), 1,
    ]  # fmt: skip
