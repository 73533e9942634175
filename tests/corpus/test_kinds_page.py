"""The page of kinds: one press loses nothing that was chosen."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from corpus.models import Document, Paragraph
from projects.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(document: Document, client: Client, mira: User) -> str:
    client.force_login(mira)
    return reverse("paragraph_kinds", args=[document.project.slug, document.pk])


def chosen(document: Document, **extra: object) -> dict[str, object]:
    """The form with the second row made a caption and the last two ticked."""
    found = list(Paragraph.objects.of(document))
    sent: dict[str, object] = {"row": [f"{row.pk}:1={row.kind}={row.codable_choice}" for row in found]}
    sent |= {f"kind-{row.pk}": row.kind for row in found} | {f"codable-{row.pk}": "" for row in found}
    ticked = [f"{row.pk}:1" for row in found[3:]]
    return {**sent, f"kind-{found[1].pk}": "caption", "ticked": ticked, "codable": "", **extra}


def kinds(document: Document) -> list[str]:
    return [row.kind for row in Paragraph.objects.of(document)]


def test_marking_the_ticked_saves_the_changed_rows_too(client: Client, page: str, document: Document) -> None:
    answer = client.post(page, chosen(document, do="ticked", kind="furniture"), follow=True)
    assert kinds(document) == ["title", "caption", "body", "furniture", "furniture"]
    assert "3 paragraphs were changed; 2 of them are no longer codable." in answer.content.decode()


def test_saving_the_rows_says_what_was_not_marked(client: Client, page: str, document: Document) -> None:
    answer = client.post(page, chosen(document, do="rows", kind="furniture"), follow=True)
    assert kinds(document) == ["title", "caption", "body", "body", "body"]
    assert "2 ticked paragraphs were not marked." in answer.content.decode()


def test_what_can_be_coded_now_is_said(client: Client, page: str, document: Document) -> None:
    ticked = [f"{row.pk}:1" for row in Paragraph.objects.of(document)[:2]]
    answer = client.post(page, {"do": "ticked", "kind": "body", "ticked": ticked}, follow=True)
    assert "2 paragraphs were changed; 2 of them can be coded now." in answer.content.decode()


def test_no_kind_is_chosen_at_first(client: Client, page: str) -> None:
    assert '<option value="" selected>choose a kind</option>' in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"kind": ""}, "Choose a kind for the ticked paragraphs."),
        ({"kind": "body", "ticked": []}, "Tick the paragraphs first."),
    ],
)
def test_refused_marking_keeps_what_was_chosen(
    client: Client, page: str, document: Document, sent: dict[str, object], why: str
) -> None:
    answer = client.post(page, chosen(document, do="ticked", **sent))
    shown = answer.content.decode()
    assert (answer.status_code, why in shown) == (422, True)
    assert shown.count('<option value="caption" selected>') == 1
    assert len(re.findall(r'name="ticked" value="[^"]+" checked', shown)) == len(sent.get("ticked", "ab"))  # type: ignore[arg-type]
    assert "caption" not in kinds(document)


@pytest.mark.parametrize("number", ["9" * 18, "9" * 30, "9" * 5000])
def test_numbers_longer_than_any_id_are_refused(client: Client, page: str, number: str) -> None:
    pairs = ({"row": f"{number}:1=body="}, {"do": "ticked", "kind": "body", "ticked": f"{number}:{number}"})
    assert {client.post(page, pair).status_code for pair in pairs} == {422}
    assert client.get(f"{page}?page={number}").status_code == 200


@pytest.mark.parametrize("route", ["document_detail", "document_change", "paragraph_kinds", "source_change"])
def test_address_with_a_number_longer_than_any_id_is_not_there(
    client: Client, page: str, document: Document, route: str
) -> None:
    assert client.get(reverse(route, args=[document.project.slug, 10**30])).status_code == 404


@pytest.mark.parametrize("name", ["source", "year", "page"])
def test_list_takes_numbers_longer_than_any_id(client: Client, page: str, document: Document, name: str) -> None:
    answer = client.get(reverse("document_list", args=[document.project.slug]), {name: "9" * 30})
    assert answer.status_code == 200
