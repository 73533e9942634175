"""A refused change tells what was wrong and what is there now, and gives back what was sent."""

import uuid

import pytest
from django.http import QueryDict
from django.test import Client

from config import refused
from config.refused import Line
from corpus.models import Document, Paragraph
from projects.models import Membership, Project, User
from vocabulary.models import Theme

HOSTILE = ["<script>alert(1)</script>", "\u202eright to left", "👩‍👩‍👧‍👦 𠀀", "line\nline", "'\"--"]


def form(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def test_sent_leaves_out_tokens_and_passwords() -> None:
    said = form(csrfmiddlewaretoken="x", op="x", version="1", password1="secret", note="mine")
    assert refused.sent(said) == [Line("Note", "mine")]


def test_sent_keeps_every_value_of_a_field() -> None:
    said = QueryDict("themes=bri&themes=trade&empty=")
    assert refused.sent(said) == [Line("Theme", "bri"), Line("Theme", "trade")]


@pytest.mark.parametrize(("value", "is_long"), [("short", False), ("x" * 81, True), ("two\nlines", True)])
def test_line_is_long_beyond_80_characters_or_one_line(value: str, is_long: bool) -> None:
    assert Line("note", value).is_long is is_long


@pytest.mark.parametrize("nothing", [None, ""])
def test_now_there_of_nothing_is_empty(nothing: str | None) -> None:
    assert refused.now_there(nothing) == []


def test_now_there_leaves_out_ids_and_empty_values() -> None:
    state = {"id": "7", "paragraph": 3, "quote": "open door", "note": "", "is_active": True, "unread": [4, 5]}
    assert refused.now_there(state) == [
        Line("Words", "open door"),
        Line("Is active", "yes"),
        Line("Paragraphs not read yet", "4, 5"),
    ]


def test_now_there_names_themes_by_code(project: Project, codebook: None) -> None:
    theme = Theme.objects.get(project=project, slug="bri")
    state = {"taggings": [{"theme": theme.pk, "is_unsure": True, "score": None}]}
    assert refused.now_there(state) == [Line("Theme, unsure", "BRI Belt and Road")]


@pytest.mark.parametrize("text", HOSTILE)
def test_refused_page_gives_back_what_was_sent_as_plain_text(
    client: Client, mira: User, ada: User, project: Project, text: str
) -> None:
    client.force_login(mira)
    membership = Membership.objects.get(project=project, user=ada)
    address = f"/projects/{project.slug}/people/{membership.pk}/"
    answer = client.post(address, {"op": str(uuid.uuid4()), "version": 99, "role": "reader", "note": text})
    assert answer.status_code == 409
    assert answer.context["sent"] == [Line("Role", "reader"), Line("Note", text)]
    assert "<script>alert" not in answer.content.decode()
    assert "What is there now" in answer.content.decode()


def test_sent_names_places_and_themes_as_people_know_them(project: Project, codebook: None, document: Document) -> None:
    paragraph = Paragraph.objects.of(document).codable()[0]
    typed = QueryDict(f"round=1&paragraph={paragraph.pk}&where=sentences&first_sentence=1&last_sentence=2&themes=bri")
    assert refused.sent(typed, project) == [
        Line("Sentence", "1–2"),
        Line("Paragraph", f"¶ {paragraph.ordinal}"),
        Line("Theme", "BRI Belt and Road"),
    ]


def test_sent_names_nothing_of_another_project(elsewhere: Project, document: Document) -> None:
    typed = form(documents=str(document.pk))
    assert refused.sent(typed, elsewhere) == [Line("Document", str(document.pk))]
