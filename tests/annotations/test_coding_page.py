"""What the coder's page shows: the exact text, the tags, the states; and always as many queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.actions import assigning
from annotations.models import Assignment, Passage, Round
from corpus.actions import importing
from corpus.models import Document, Paragraph
from projects.models import Project, User
from tests.annotations.coding_page import HOSTILE, address, create, document_of, see
from tests.annotations.pages import elements, paragraph_texts, words
from tests.annotations.people import paragraphs, read, slugs, tag
from tests.conftest import add_theme, assign

pytestmark = pytest.mark.django_db


ATTACKS = ["<script>alert(1)</script>", "\u202eturned", "👩‍👩‍👧‍👦", "' OR 1=1 --", "{{ 7 }}{% csrf_token %}"]


def test_page_shows_every_paragraph_exactly(site: Client, adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade")
    tag(adas, "grows fast", "bri", unsure=("bri",))
    page = see(site, adas)
    assert paragraph_texts(page) == list(Paragraph.objects.of(adas.document).values_list("text", flat=True))


def test_hostile_paragraph_is_shown_exactly_under_any_marks(site: Client, adas: Assignment, round: Round) -> None:
    own = assign(document_of(adas.document.project, HOSTILE, "Another one."), adas.coder.user, round)
    paragraph = next(each for each in paragraphs(own) if "𠮷" in each.text)
    assert paragraph.text == HOSTILE
    for start in range(0, len(HOSTILE) - 9, 7):
        tag(own, HOSTILE[start : start + 9], "trade")
    assert HOSTILE in paragraph_texts(see(site, own))


def test_marks_carry_the_codes_of_the_passages_that_end_there(site: Client, adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade", "bri", unsure=("bri",))
    tag(adas, "grows fast", "security")
    marks = [(text, mark.get("data-code")) for mark, text in elements(see(site, adas), "mark")]
    assert marks == [("Trade ", None), ("grows", "TRD BRI~"), (" fast", "SEC")]


def test_overlapping_passages_have_lanes_and_unsure_ones_a_dashed_line(site: Client, adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade")
    tag(adas, "grows fast", "security", unsure=("security",))
    page = see(site, adas)
    assert words(page, "span", class_="marks-lane-1") == ["Trade", "grows"]
    assert words(page, "span", class_=["marks-lane-2", "marks-unsure"][0]) == ["grows", "fast"]
    assert words(page, "span", class_="marks-unsure") == ["grows", "fast"]


def test_chips_name_the_tags_of_a_paragraph(site: Client, adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade", unsure=("trade",), note="Which trade?")
    tag(adas, paragraphs(adas)[0].text, "bri")
    page = see(site, adas)
    [(tags, _text)] = list(elements(page, "ul", class_="coding-tags"))
    assert tags["aria-label"] == "Tags on paragraph 3"
    assert words(page, "li", class_="coding-tag") == [
        "BRI Belt and Road Change ¶ whole paragraph",
        "TRD Trade ~unsure Change “Trade grows” ✎Note: Which trade?",
    ]


def test_furniture_is_folded_and_still_there(site: Client, adas: Assignment) -> None:
    Paragraph.objects.filter(pk=paragraphs(adas)[2].pk).update(kind="furniture", is_codable=False)
    page = see(site, adas)
    assert len(list(elements(page, "details", class_="coding-furniture"))) == 1
    assert paragraph_texts(page)[4] == "Nothing in this paragraph matters to anybody."


def test_map_tells_the_state_of_each_paragraph_in_words(site: Client, adas: Assignment) -> None:
    tag(adas, "Security", "security")
    read(adas, paragraphs(adas)[0])
    assert words(see(site, adas), "a", class_="map-place") == [
        "Paragraph 3: read, no theme",
        "Paragraph 4: tagged, not marked read",
        "Paragraph 5: unread",
    ]


def test_page_has_no_inline_style_or_script(site: Client, adas: Assignment) -> None:
    tag(adas, "Trade", "trade")
    page = see(site, adas, paragraph=paragraphs(adas)[0].pk)
    handlers = [name for attributes, _text in elements(page) for name in attributes if name.startswith(("on", "style"))]
    assert (handlers, list(elements(page, "style")), list(elements(page, "script"))) == ([], [], [])


def test_page_names_each_id_once(site: Client, adas: Assignment) -> None:
    tag(adas, "Trade", "trade")
    ids = [
        attributes["id"]
        for attributes, _text in elements(see(site, adas, paragraph=paragraphs(adas)[0].pk))
        if "id" in attributes
    ]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("attack", ATTACKS)
def test_notes_are_shown_as_they_were_typed(site: Client, adas: Assignment, attack: str) -> None:
    create(site, adas, note=attack)
    page = see(site, adas)
    assert Passage.objects.get().note == attack
    assert [text.removeprefix("✎Note: ") for _a, text in elements(page, "span", class_="coding-note")] == [attack]
    assert "<script>alert" not in page.content.decode()


def test_page_of_a_document_one_has_no_assignment_of_says_so(client: Client, document: Document, ada: User) -> None:
    client.force_login(ada)
    answer = client.get(reverse("coding_detail", args=["openness", document.pk]))
    assert answer.status_code == 404
    assert words(answer, "h1") == ["This document is not assigned to you"]


def test_work_of_another_is_not_there(client: Client, adas: Assignment, ben: User) -> None:
    passage = tag(adas, "Trade", "trade")
    client.force_login(ben)
    data = {"version": 1, "themes": "bri", "where": "words", "words": "Trade"}
    names = ("passage_change", "passage_withdraw")
    assert [client.post(address(adas, name, passage.pk), data).status_code for name in names] == [404, 404]
    assert slugs(passage) == ["trade"]


def test_a_project_one_does_not_belong_to_is_not_there(client: Client, adas: Assignment, eve: User) -> None:
    client.force_login(eve)
    assert client.get(address(adas)).status_code == 404


@pytest.mark.parametrize("query", [{"round": "x"}, {"paragraph": "-1"}, {"passage": "x"}, {"paragraph": "9" * 30}])
def test_nonsense_in_the_address_opens_nothing(site: Client, adas: Assignment, query: dict[str, str]) -> None:
    answer = see(site, adas, **query)
    assert (answer.status_code, words(answer, "form", class_="panel")) == (200, [])


def test_page_of_another_round_is_chosen_by_the_address(site: Client, adas: Assignment) -> None:
    pilot = assigning.start_round(project=adas.document.project, name="Pilot", actor=None)
    other = assign(adas.document, adas.coder.user, pilot)
    tag(other, "Trade", "trade")
    assert words(see(site, adas, round=pilot.pk), "mark") == ["Trade"]
    assert words(see(site, adas, round=adas.round_id), "mark") == []
    assert words(see(site, adas, round=pilot.pk), "a", aria_current="page") == []
    assert see(site, adas, round=10**6).status_code == 404


def test_queries_do_not_grow_with_paragraphs_passages_and_themes(
    site: Client, adas: Assignment, round: Round, project: Project
) -> None:
    short = assign(document_of(project, "One grows here. It does."), adas.coder.user, round)
    texts = [f"Paragraph number {number} grows here. It does." for number in range(30)]
    data = "\n\n".join(["Long", "By Nobody", *texts]).encode()
    long = assign(
        importing.import_text(project=project, name="long.txt", data=data, actor=None), adas.coder.user, round
    )
    for number in range(30):
        add_theme(project, number)
    tag(short, "grows", "theme-0", unsure=("theme-0",))
    for number, text in enumerate(texts):
        tag(
            long, text[:-9], f"theme-{number}", f"theme-{(number + 1) % 30}", note="A note", unsure=(f"theme-{number}",)
        )
    read(short)
    read(long)
    see(site, short)
    counts = []
    for work in (short, long):
        first = paragraphs(work)[0].pk
        with CaptureQueriesContext(connection) as seen:
            assert len(list(elements(see(site, work, paragraph=first), "ul", class_="coding-tags"))) in (1, 30)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 20
