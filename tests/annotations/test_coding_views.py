"""The coder's page and its forms, as a browser without JavaScript uses them."""

import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.actions import assigning
from annotations.models import Assignment, Passage, Reading, Round
from corpus.actions import importing
from corpus.models import Document, Paragraph
from projects.models import Project, User
from tests.annotations.pages import elements, paragraph_texts, words
from tests.annotations.people import edit, paragraphs, read, slugs, tag
from tests.conftest import THEMES, assign
from vocabulary.actions import importing as codebook_importing
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db

HOSTILE = (
    "👩‍👩‍👧‍👦 and 🇨🇳, 𠮷野家, e\u0301 and a\u0300, soft\u00adhyphen, zero\u200bwidth, no\u00a0break, tab\there."
    " \u202eturned\u202c שלום عربى \u2066isolated. <script>alert(1)</script> & &amp; \"quoted\" 'too'  twice."
)
ATTACKS = ["<script>alert(1)</script>", "\u202eturned", "👩‍👩‍👧‍👦", "' OR 1=1 --", "{{ 7 }}{% csrf_token %}"]


def address(assignment: Assignment, name: str = "coding_detail", *more: Any) -> str:
    return reverse(name, args=[assignment.document.project.slug, assignment.document_id, *more])


@pytest.fixture
def site(client: Client, adas: Assignment) -> Client:
    """ada's site."""
    client.force_login(adas.coder.user)
    return client


def see(site: Client, assignment: Assignment, **query: Any) -> HttpResponse:
    return site.get(address(assignment), query)


def create(site: Client, assignment: Assignment, **fields: Any) -> HttpResponse:
    """Send the tag form: by default the first sentence of the first codable paragraph, as trade."""
    first = paragraphs(assignment)[0].pk
    sent = {"paragraph": first, "where": "sentences", "first_sentence": 1, "themes": "trade", "op": uuid.uuid4()}
    return site.post(address(assignment, "passage_create"), {**sent, **fields})


def change(site: Client, assignment: Assignment, passage: Passage, **fields: Any) -> HttpResponse:
    sent = {"where": "words", "words": passage.quote, "version": passage.version, "themes": slugs(passage)}
    return site.post(address(assignment, "passage_change", passage.pk), {**sent, **fields})


def said(answer: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def own_passages() -> list[tuple[str, list[str]]]:
    return [(each.quote, slugs(each)) for each in Passage.objects.order_by("paragraph", "start", "-end")]


def document_of(project: Project, *texts: str) -> Document:
    data = "\n\n".join(["A title", "By Somebody", *texts]).encode()
    return importing.import_text(project=project, name="own.txt", data=data, actor=None)


# What the page shows


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
    assert words(see(site, adas), "a", class_="coding-place") == [
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


# Tagging


def test_form_opens_at_the_sentence_asked_for(site: Client, adas: Assignment) -> None:
    page = see(site, adas, paragraph=paragraphs(adas)[0].pk, sentence=2)
    chosen = [text for attributes, text in elements(page, "option") if "selected" in attributes]
    assert chosen == ["2 · Trade grows fast.", "the same"]


def test_a_sentence_is_tagged(site: Client, adas: Assignment) -> None:
    answer = create(site, adas, first_sentence=2, themes=["trade", "bri"], unsure="bri")
    assert own_passages() == [("Trade grows fast.", ["bri", "trade"])]
    assert said(answer) == ["Tagged “Trade grows fast.” with TRD, BRI~."]
    assert answer.url == f"{address(adas)}?round={adas.round_id}#p3"


def test_several_sentences_are_one_passage(site: Client, adas: Assignment) -> None:
    create(site, adas, first_sentence=1, last_sentence=2)
    assert own_passages() == [("China opens its door wider. Trade grows fast.", ["trade"])]


def test_a_whole_paragraph_is_tagged(site: Client, adas: Assignment) -> None:
    create(site, adas, where="paragraph")
    passage = Passage.objects.get()
    assert (passage.start, passage.end) == (0, passage.paragraph.n_chars)


def test_exact_words_are_tagged_at_the_occurrence_asked_for(site: Client, adas: Assignment) -> None:
    create(site, adas, where="words", words="o", occurrence=2)
    passage = Passage.objects.get()
    assert (passage.start, passage.quote) == (passage.paragraph.text.index("o", 7), "o")


def test_words_are_found_whatever_white_space_was_pasted(site: Client, adas: Assignment) -> None:
    create(site, adas, where="words", words="  Trade\u00a0grows\r\nfast. ")
    assert own_passages() == [("Trade grows fast.", ["trade"])]


def test_offsets_are_code_points(site: Client, adas: Assignment, round: Round) -> None:
    own = assign(document_of(adas.document.project, HOSTILE, "More."), adas.coder.user, round)
    paragraph = next(each for each in paragraphs(own) if "𠮷" in each.text)
    create(site, own, paragraph=paragraph.pk, where="words", words="𠮷野家, e\u0301")
    passage = Passage.objects.get()
    assert (passage.start, passage.end) == (HOSTILE.index("𠮷"), HOSTILE.index("𠮷") + 7)


def test_unsure_without_the_theme_is_nothing(site: Client, adas: Assignment) -> None:
    create(site, adas, themes="trade", unsure=["bri", "trade"])
    rows = Passage.objects.get().taggings.values_list("tag__slug", "is_unsure")
    assert list(rows) == [("trade", True)]


def test_the_version_of_the_codebook_that_was_shown_is_kept(site: Client, adas: Assignment) -> None:
    more = {
        **THEMES,
        "themes": [
            *THEMES["themes"],
            {**THEMES["themes"][3], "slug": "new", "code": "NEW", "label": {"en": "New", "zh": "新"}},
        ],
    }
    codebook_importing.import_codebook(project=adas.document.project, data=more, actor=None)
    create(site, adas, codebook_version=1)
    assert [row.codebook_version.number for row in Passage.objects.get().taggings.all()] == [1]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"themes": []}, "Choose at least one theme."),
        ({"where": ""}, "Choose what to tag."),
        ({"first_sentence": 2, "last_sentence": 1}, "The last sentence stands before the first."),
        ({"where": "words", "words": ""}, "Which words?"),
        ({"where": "words", "words": "not there"}, "These words do not stand in this paragraph. Copy them from it."),
        ({"where": "words", "words": "Trade", "occurrence": 2}, "They stand here only 1 time."),
        ({"where": "words", "words": "Tr\x00ade"}, "Null characters are not allowed."),
        ({"themes": "unheard-of"}, "Select a valid choice. unheard-of is not one of the available choices."),
        ({"first_sentence": 9}, "Select a valid choice. 9 is not one of the available choices."),
    ],
)
def test_wrong_input_is_explained_and_nothing_is_stored(
    site: Client, adas: Assignment, fields: dict[str, Any], error: str
) -> None:
    answer = create(site, adas, note="Typed with care", **fields)
    assert (answer.status_code, words(answer, "ul", class_="errorlist")) == (422, [error])
    assert [text.strip() for _a, text in elements(answer, "textarea", name="note")] == ["Typed with care"]
    assert Passage.objects.count() == 0


def test_wrong_input_keeps_everything_that_was_typed(site: Client, adas: Assignment) -> None:
    sent = {"where": "words", "words": "not <there>", "occurrence": 3, "themes": ["bri", "trade"], "unsure": ["bri"]}
    answer = create(site, adas, **sent)
    ticked = [attributes["value"] for attributes, _text in elements(answer, "input") if "checked" in attributes]
    assert ticked == ["words", "trade", "bri", "bri"]
    assert [text.strip() for _a, text in elements(answer, "textarea", name="words")] == ["not <there>"]
    assert [attributes["value"] for attributes, _text in elements(answer, "input", name="occurrence")] == ["3"]


def test_the_same_words_twice_lead_to_the_passage_with_what_was_chosen(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    answer = create(site, adas, where="words", words="Trade", themes=["bri", "security"], unsure="bri", note="Also")
    [link] = [
        attributes["href"] for attributes, text in elements(answer, "a") if text == "Go there with what you chose here"
    ]
    query = parse_qs(urlsplit(link).query)
    assert (answer.status_code, query["passage"], query["themes"]) == (422, [str(passage.pk)], ["bri", "security"])
    page = site.get(link)
    ticked = [each["value"] for each, _text in elements(page, "input", name="themes") if "checked" in each]
    assert ticked == ["trade", "bri", "security"]
    assert [text.strip() for _a, text in elements(page, "textarea", name="note")] == ["Also"]


def test_a_form_sent_twice_tags_once(site: Client, adas: Assignment) -> None:
    op = uuid.uuid4()
    create(site, adas, op=op)
    create(site, adas, op=op)
    assert Passage.objects.count() == 1


def test_a_paragraph_of_another_document_is_not_there(site: Client, adas: Assignment) -> None:
    other = document_of(adas.document.project, "Another text. It goes on.")
    pk = Paragraph.objects.of(other).codable()[0].pk
    assert create(site, adas, paragraph=pk).status_code == 404
    assert create(site, adas, paragraph="x").status_code == 404


def test_a_paragraph_that_is_not_codable_is_refused(site: Client, adas: Assignment) -> None:
    title = Paragraph.objects.of(adas.document)[0]
    assert create(site, adas, paragraph=title.pk).status_code == 422
    assert see(site, adas, paragraph=title.pk).context["panel"] is None


# Changing


def test_form_of_a_passage_starts_as_the_passage_is(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade grows", "trade", "bri", unsure=("bri",), note="Why?")
    page = see(site, adas, passage=passage.pk)
    ticked = [(each["name"], each["value"]) for each, _text in elements(page, "input") if "checked" in each]
    assert ticked == [("where", "words"), ("themes", "trade"), ("themes", "bri"), ("unsure", "bri")]
    assert [text.strip() for _a, text in elements(page, "textarea")] == ["Trade grows", "Why?"]


@pytest.mark.parametrize(
    ("quote", "where"),
    [
        ("Trade grows fast.", "sentences"),
        ("Trade", "words"),
        ("Nothing in this paragraph matters to anybody.", "paragraph"),
    ],
)
def test_form_of_a_passage_knows_what_was_chosen(site: Client, adas: Assignment, quote: str, where: str) -> None:
    page = see(site, adas, passage=tag(adas, quote, "trade").pk)
    assert [each["value"] for each, _t in elements(page, "input", name="where") if "checked" in each] == [where]


def test_a_passage_saved_as_it_is_stays_as_it_is(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    change(site, adas, passage)
    assert Passage.objects.get().version == 1


def test_a_passage_moves_and_changes_themes(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    answer = change(site, adas, passage, words="Trade grows", themes=["bri"], unsure=["bri"], note="Moved")
    passage.refresh_from_db()
    assert (passage.quote, passage.note, slugs(passage)) == ("Trade grows", "Moved", ["bri"])
    assert said(answer) == ["“Trade grows” now has BRI~."]


def test_a_change_of_an_older_version_is_refused(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    seen = passage.version
    edit(passage, adas, note="Changed elsewhere")
    assert change(site, adas, passage, version=seen, themes=["bri"]).status_code == 409
    assert slugs(passage) == ["trade"]


def test_correcting_a_refused_form_does_not_make_its_version_newer(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    edit(passage, adas, note="Changed elsewhere")
    answer = change(site, adas, passage, version=1, themes=[])
    assert [each["value"] for each, _text in elements(answer, "input", name="version")] == ["1"]


def test_a_passage_may_stay_for_its_note(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade", note="Think")
    assert change(site, adas, passage, themes=[], note="Think").status_code == 422
    assert change(site, adas, passage, themes=[], note="Think", keep_note="on").status_code == 302
    assert slugs(passage) == []


def test_a_retired_theme_stays_on_the_passage_that_has_it(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "bri")
    rest = [theme for theme in THEMES["themes"] if theme["slug"] != "bri"]
    codebook_importing.import_codebook(project=adas.document.project, data={**THEMES, "themes": rest}, actor=None)
    assert Theme.objects.get(slug="bri").retired_at is not None
    assert "No longer in the codebook" in words(see(site, adas, passage=passage.pk), "p")
    assert change(site, adas, passage, themes=["bri", "trade"]).status_code == 302
    assert slugs(passage) == ["bri", "trade"]
    assert create(site, adas, themes=["bri"]).status_code == 422


def test_a_passage_is_taken_back(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    answer = site.post(address(adas, "passage_withdraw", passage.pk), {"version": passage.version})
    assert (Passage.objects.count(), said(answer)) == (0, ["Took back “Trade”."])
    again = site.post(address(adas, "passage_withdraw", passage.pk), {"version": passage.version})
    assert again.status_code == 404


# Reading, undoing, handing in


def test_a_paragraph_is_marked_read_and_unread(site: Client, adas: Assignment) -> None:
    pk = paragraphs(adas)[1].pk
    site.post(address(adas, "reading_change"), {"do": "read", "paragraph": pk})
    assert list(Reading.objects.values_list("paragraph", flat=True)) == [pk]
    answer = site.post(address(adas, "reading_change"), {"do": "unread", "paragraph": pk})
    assert (Reading.objects.count(), said(answer)[-1]) == (0, "Paragraph 4 is unread again.")


def test_the_rest_is_marked_in_one_step(site: Client, adas: Assignment) -> None:
    read(adas, paragraphs(adas)[0])
    site.post(address(adas, "reading_change"), {"do": "rest"})
    assert Reading.objects.count() == 3
    site.post(address(adas, "coding_undo"))
    assert Reading.objects.count() == 1


def test_undo_says_what_it_did_and_goes_there(site: Client, adas: Assignment) -> None:
    tag(adas, "Security", "security")
    answer = site.post(address(adas, "coding_undo"))
    assert (Passage.objects.count(), said(answer)) == (0, ["Undone: marked “Security” as SEC."])
    assert answer.url.endswith("#p4")
    answer = site.post(address(adas, "coding_redo"))
    assert (Passage.objects.count(), said(answer)[-1]) == (1, "Done again: marked “Security” as SEC.")


def test_nothing_to_undo_is_said_and_the_button_is_off(site: Client, adas: Assignment) -> None:
    assert site.post(address(adas, "coding_undo")).status_code == 409
    disabled = [text for attributes, text in elements(see(site, adas), "button") if "disabled" in attributes]
    assert disabled == ["Undo", "Redo", "Hand in"]


def test_handing_in_waits_for_every_paragraph(site: Client, adas: Assignment) -> None:
    read(adas, *paragraphs(adas)[:2])
    page = see(site, adas)
    missing = [each["href"] for each, text in elements(page, "a") if text.startswith("¶")]
    assert missing == ["#p5"]
    assert site.post(address(adas, "handin_create")).status_code == 409


def test_handed_in_work_is_closed_until_it_is_reopened(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    read(adas)
    site.post(address(adas, "handin_create"))
    page = see(site, adas, passage=passage.pk)
    buttons = words(page, "button")
    assert buttons[-1] == "Reopen"
    assert page.context["panel"] is None
    assert create(site, adas).status_code == 409
    site.post(address(adas, "handin_withdraw"))
    assert "Hand in" in words(see(site, adas), "button")


def test_handed_in_blind_work_is_reopened_by_a_supervisor_only(site: Client, adas: Assignment) -> None:
    Round.objects.update(is_blind=True)
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    assert "Reopen" not in words(see(site, adas), "button")
    assert site.post(address(adas, "handin_withdraw")).status_code == 409


def test_a_locked_round_changes_nothing(site: Client, adas: Assignment) -> None:
    Round.objects.update(locked_at="2026-01-01T00:00Z")
    page = see(site, adas)
    assert [text for text in words(page, "button") if text in {"Undo", "Tag", "Hand in", "Reopen"}] == []
    assert create(site, adas).status_code == 409


@pytest.mark.parametrize(
    "name", ["passage_create", "reading_change", "coding_undo", "coding_redo", "handin_create", "handin_withdraw"]
)
def test_changes_are_posts(site: Client, adas: Assignment, name: str) -> None:
    assert site.get(address(adas, name)).status_code == 405


# Queries


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
        theme = Theme.objects.create(project=project, name=f"T{number}", slug=f"t-{number}", code=f"T{number}")
        theme.slugs.create(project=project, slug=theme.slug)
    tag(short, "grows", "t-0", unsure=("t-0",))
    for number, text in enumerate(texts):
        tag(long, text[:-9], f"t-{number}", f"t-{(number + 1) % 30}", note="A note", unsure=(f"t-{number}",))
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
