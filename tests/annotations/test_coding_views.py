"""Changing and taking back passages, read marks, undo, handing in."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from annotations.actions import assigning
from annotations.models import Assignment, Passage, Reading, Round
from tests.annotations.coding_page import address, change, create, said, see
from tests.annotations.pages import elements, words
from tests.annotations.people import edit, paragraphs, read, slugs, tag
from tests.conftest import THEMES
from vocabulary.actions import importing as codebook_importing
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


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


def test_the_same_form_sent_twice_is_already_saved(site: Client, adas: Assignment) -> None:
    op = uuid.uuid4()
    answers = [create(site, adas, op=op) for _ in range(2)]
    assert ([each.status_code for each in answers], said(answers[1])[-1]) == ([302, 302], "This was already saved.")
    assert create(site, adas, op=op, first_sentence=2).status_code == 422
    assert Passage.objects.count() == 1


def test_a_passage_taken_back_twice_is_already_saved(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    place, sent = address(adas, "passage_withdraw", passage.pk), {"version": passage.version, "op": uuid.uuid4()}
    answers = [site.post(place, sent) for _ in range(2)]
    assert ([each.status_code for each in answers], said(answers[1])[-1]) == ([302, 302], "This was already saved.")


def test_a_passage_moved_onto_another_leads_there(site: Client, adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade")
    answer = change(site, adas, tag(adas, "Trade", "trade"), words="Trade grows")
    assert answer.status_code == 422
    assert "Go there with what you chose here" in words(answer, "a")


def test_an_overtaken_change_opens_again_as_it_was_typed(site: Client, adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    edit(passage, adas, note="Changed elsewhere")
    refused = change(site, adas, passage, version=1, words="Trade grows", themes=["bri"], note="Typed", op=uuid.uuid4())
    assert "Open the form again with what I typed" in words(refused, "button")
    fields = [each for each, _text in elements(refused, "input", type="hidden")]
    typed = {each["name"]: each["value"] for each in fields if each["name"] != "csrfmiddlewaretoken"}
    page = site.post(address(adas, "passage_change", passage.pk), {**typed, "open": "1"})
    assert (page.status_code, slugs(passage)) == (200, ["trade"])
    ticked = [each["value"] for each, _text in elements(page, "input", name="themes") if "checked" in each]
    assert (ticked, [text.strip() for _a, text in elements(page, "textarea")]) == (["bri"], ["Trade grows", "Typed"])
    assert [each["value"] for each, _text in elements(page, "input", name="version")] == ["2"]


def test_an_unknown_mark_is_refused(site: Client, adas: Assignment) -> None:
    answer = site.post(address(adas, "reading_change"), {"do": "skim", "paragraph": paragraphs(adas)[0].pk})
    assert (answer.status_code, Reading.objects.count()) == (422, 0)


def test_a_form_sent_when_signed_out_leads_back_to_where_it_is_filled_in(client: Client, adas: Assignment) -> None:
    page = f"{address(adas)}?round={adas.round_id}"
    for sent, headers in (({"next": page}, {}), ({}, {"referer": f"http://testserver{page}"})):
        answer = client.post(address(adas, "passage_create"), sent, headers=headers)
        assert parse_qs(urlsplit(answer.url).query)["next"] == [page]
        assert said(answer)[-1].startswith("You were signed out, so nothing was saved.")


@pytest.mark.parametrize("page", ["", "https://evil.example/", "//evil.example/", "http://testserver//evil.example/"])
def test_a_form_from_nowhere_leads_to_its_project(client: Client, adas: Assignment, page: str) -> None:
    answer = client.post(address(adas, "passage_create"), {"next": page})
    assert parse_qs(urlsplit(answer.url).query)["next"] == ["/projects/openness/"]
