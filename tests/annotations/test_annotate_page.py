"""The annotate screen: whose it is, what its scripts are told, its text as HTML, and always as many queries."""

import gzip
import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import translation

from annotations.actions import assigning
from annotations.keymap import FOR_THEMES
from annotations.models import Assignment, Round
from corpus.actions import importing
from corpus.models import Document, Paragraph, Revision
from projects.models import Project, User
from tests.annotations.people import ask, paragraphs, read, tag
from tests.conftest import add_theme, assign
from tests.database import triggers_lifted

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script id="annotate-data" type="application/json">(.*?)</script>', re.S)


def address(document: Document) -> str:
    return f"/projects/{document.project.slug}/documents/{document.pk}/annotate/"


def page(client: Client, assignment: Assignment, **query: Any) -> str:
    client.force_login(assignment.coder.user)
    return client.get(address(assignment.document), query).content.decode()


def data(client: Client, assignment: Assignment, **query: Any) -> dict[str, Any]:
    found = DATA.search(page(client, assignment, **query))
    assert found
    return json.loads(found[1])


def test_whoever_has_no_assignment_is_told_so(document: Document, ada: User, client: Client) -> None:
    client.force_login(ada)
    answer = client.get(address(document))
    assert answer.status_code == 404
    assert "not assigned to you" in answer.content.decode()


def test_page_is_sent_small_to_whoever_can_unpack_it(adas: Assignment, client: Client) -> None:
    client.force_login(adas.coder.user)
    answer = client.get(address(adas.document), headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert DATA.search(gzip.decompress(answer.content).decode())


def test_page_says_which_document_round_and_unit(adas: Assignment, client: Client) -> None:
    told = data(client, adas)
    assert told["document"] == {"id": adas.document_id, "title": adas.document.title, "language": "en"}
    assert told["round"] == {"id": adas.round_id, "name": "Main"}
    assert (told["unit"], told["is_open"], told["codebook_version"]) == ("sentence", True, 1)


def test_another_round_is_opened_by_its_number(adas: Assignment, project: Project, ada: User, client: Client) -> None:
    second = assigning.start_round(project=project, name="Second", actor=None)
    assign(adas.document, ada, second)
    assert data(client, adas, round=second.pk)["round"]["name"] == "Second"


def test_handed_in_work_is_not_open(adas: Assignment, client: Client) -> None:
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    assert data(client, adas)["is_open"] is False


def test_paragraphs_have_their_place_state_and_sentences(adas: Assignment, client: Client) -> None:
    read(adas, paragraphs(adas)[1])
    told = data(client, adas)["paragraphs"]
    assert [each["kind"] for each in told] == ["title", "byline", "body", "body", "body"]
    assert [each["is_mine"] for each in told] == [False, False, True, True, True]
    assert [each["is_read"] for each in told] == [False, False, False, True, False]
    stored = {each.pk: each.sentences for each in Paragraph.objects.of(adas.document)}
    assert {each["id"]: each["sentences"] for each in told} == stored


def test_only_the_assigned_paragraphs_are_mine(adas: Assignment, client: Client) -> None:
    first = paragraphs(adas)[0]
    Assignment.objects.filter(pk=adas.pk).update(paragraphs=[first.pk])
    assert [each["id"] for each in data(client, adas)["paragraphs"] if each["is_mine"]] == [first.pk]


def test_passages_have_their_themes_in_the_order_of_the_codebook(adas: Assignment, client: Client) -> None:
    passage = tag(adas, "Trade grows", "security", "trade", unsure=("security",), note="fast?")
    (told,) = data(client, adas)["passages"]
    assert told == {
        "id": str(passage.pk),
        "version": 1,
        "round": adas.round_id,
        "coder": adas.coder_id,
        "document": adas.document_id,
        "paragraph": passage.paragraph_id,
        "start": passage.start,
        "end": passage.end,
        "quote": "Trade grows",
        "themes": ["trade", "security"],
        "unsure": ["security"],
        "note": "fast?",
        "codebook_version": 1,
        "created_at": passage.created_at.isoformat(),
    }


def test_passages_are_told_as_the_api_tells_them(adas: Assignment, client: Client) -> None:
    tag(adas, "Trade grows", "security", "trade", unsure=("security",), note="fast?")
    told = data(client, adas)["passages"]
    answer = client.get(f"/api/v1/documents/{adas.document_id}/passages")
    assert answer.json()["items"] == told


def test_addresses_are_there(adas: Assignment, client: Client) -> None:
    addresses = data(client, adas)["addresses"].values()
    assert [resolve(urlsplit(address).path).view_name for address in addresses] == [
        "api:operation_create",
        "api:operation_undo",
        "api:handin_create",
        "api:themes_read",
        "api:progress_read",
        "coding_detail",
        "assignment_list",
        "worker",
    ]


def test_others_passages_are_not_told(adas: Assignment, bens: Assignment, client: Client) -> None:
    tag(bens, "Trade grows", "trade")
    assert data(client, adas)["passages"] == []


def test_themes_have_names_in_the_readers_language_and_keys(adas: Assignment, client: Client) -> None:
    client.cookies["django_language"] = "zh-hans"
    trade = data(client, adas)["themes"][1]
    assert trade == {
        "slug": "trade",
        "code": "TRD",
        "label": "对外贸易",
        "label_language": "zh",
        "hue": 2,
        "key": "2",
        "parent": "opening-up",
        "is_retired": False,
    }


def test_keys_of_themes_are_none_of_the_commands(adas: Assignment, project: Project, client: Client) -> None:
    for number in range(40):
        add_theme(project, number)
    told = data(client, adas)
    keys = [theme["key"] for theme in told["themes"] if theme["key"]]
    commands = set(told["preferences"]["keys"].values())
    assert keys == [key for key in FOR_THEMES if key not in commands]


def test_text_is_in_one_text_node_a_paragraph(adas: Assignment, client: Client) -> None:
    found = re.findall(r'data-paragraph="(\d+)".*?<p class="sheet-text"[^>]*>([^<]*)</p>', page(client, adas))
    stored = [(str(each.pk), each.text) for each in Paragraph.objects.of(adas.document)]
    assert found == stored


def test_hostile_text_stays_text(adas: Assignment, client: Client) -> None:
    hostile = "</script><script>alert(1)</script> & <b>"
    Document.objects.filter(pk=adas.document_id).update(title=hostile, language='x"><i>')
    html = page(client, adas)
    assert "alert(1)</script>" not in html
    assert "<i>" not in html


def test_headings_are_headings_and_what_is_not_mine_says_what_it_is(adas: Assignment, client: Client) -> None:
    html = page(client, adas)
    assert html.count('role="heading" aria-level="2"') == 1
    assert re.findall(r'<span class="sheet-kind">([^<]*)</span>', html) == ["title", "byline"]


def test_furniture_is_shown_as_such(adas: Assignment, client: Client) -> None:
    Paragraph.objects.of(adas.document).filter(ordinal=5).update(kind="furniture", is_codable=False)
    assert 'class="sheet-paragraph sheet-silent sheet-furniture" id="p5"' in page(client, adas)


def test_sections_without_a_state_are_named_in_the_readers_language(adas: Assignment, client: Client) -> None:
    with translation.override("en"):
        html = page(client, adas)
    assert 'aria-label="Paragraph 1 of 5"' in html
    assert 'aria-label="Paragraph 3 of 5"' not in html  # scripts name it with what it is: read, tagged, …


def n_queries(client: Client, assignment: Assignment) -> int:
    client.force_login(assignment.coder.user)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(assignment.document)).status_code == 200
    return len(queries)


def test_long_page_takes_as_many_queries_as_a_short_one(
    adas: Assignment, project: Project, ada: User, round: Round, client: Client
) -> None:
    themes = [add_theme(project, number) for number in range(30)]
    tag(adas, "Trade", themes[0])
    lines = [f"Number {number} is a sentence of its own, and it says so." for number in range(30)]
    text = "\n\n".join(["A long text", *lines]).encode()
    long = assign(importing.import_text(project=project, name="long.txt", data=text, actor=None), ada, round)
    for number, theme in enumerate(themes):
        tag(long, f"Number {number} ", theme, "trade")
        read(long, paragraphs(long)[number])
    n_queries(client, adas)  # reads the codebook, which is then kept
    assert len(data(client, long)["passages"]) == 30
    assert n_queries(client, long) == n_queries(client, adas)


def revise(assignment: Assignment) -> None:
    """Give the document another text, as a correction of it would."""
    former = Revision.objects.get(document=assignment.document)
    with triggers_lifted():
        Revision.objects.filter(pk=former.pk).update(state="former")
    first, second = Paragraph.objects.filter(revision=former).order_by("ordinal")[2:4]
    former.pk, former.number, former.state = None, 2, "current"
    former.save(force_insert=True)
    for ordinal, paragraph in enumerate((first, second), start=1):
        paragraph.pk, paragraph.revision, paragraph.ordinal = None, former, ordinal
        paragraph.save(force_insert=True)


def test_what_stands_on_a_former_text_is_not_told(adas: Assignment, client: Client) -> None:
    former = tag(adas, "Trade grows", "trade")
    ask(adas, "Is it?", passage=former.pk)
    revise(adas)
    kept = tag(adas, "China", "security")
    asked = ask(adas, "And this?", passage=kept.pk)
    told = data(client, adas)
    assert [each["id"] for each in told["passages"]] == [str(kept.pk)]
    assert [each["id"] for each in told["questions"]] == [str(asked.pk)]
    assert [step["effects"] is None for step in told["steps"]["done"]] == [True, True, False, False]
    shown = {each["id"] for each in told["paragraphs"]}
    assert {kept.paragraph_id} <= shown
    assert former.paragraph_id not in shown
