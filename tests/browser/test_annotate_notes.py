"""Notes and questions written in place: what goes with what, what is only read, and that no words are lost."""

import pytest
from playwright.sync_api import Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from projects.models import User
from tests.annotations import people
from tests.browser.annotating import asked, chips, do, names, open_sheet, press, said, saved, stored
from tests.browser.conftest import Enter
from tests.browser.pages import hand_in

DOOR = "China opens its door wider."
NOTED = [(3, DOOR, ["opening-up"], [], "Why?")]


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    return open_sheet(enter(page, ada), live_server, adas)


def write(page: Page, key: str, words: str) -> None:
    """A note or a question, by its key, before Ctrl+Enter."""
    press(page, key)
    expect(page.locator("[data-editor-text]")).to_be_focused()
    page.keyboard.insert_text(words)


def asks(page: Page) -> list[str]:
    """What the browser asks from now on; all is answered with yes."""
    seen: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        seen.append(dialog.type)
        dialog.accept()

    page.on("dialog", on_dialog)
    return seen


@pytest.mark.parametrize("keys", [["1"], ["Tab", "Delete"]])
def test_the_last_theme_takes_the_note_along_and_says_so(sheet: Page, adas: Assignment, keys: list[str]) -> None:
    do(sheet, "1")
    write(sheet, "n", "Why?")
    do(sheet, "Control+Enter")
    do(sheet, *keys)
    said(sheet, f"OPEN taken away from “{DOOR}”, ¶ 3, and its note with it. Ctrl Z brings both back.")
    assert stored(adas) == []
    do(sheet, "Control+z")
    assert stored(adas) == NOTED


def test_a_passage_that_was_kept_for_its_note_goes_with_it(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment
) -> None:
    passage = people.tag(adas, DOOR, "trade")
    people.edit(passage, adas, themes=(), note="Why?", keep_note=True)
    open_sheet(enter(page, ada), live_server, adas)
    assert names(page, 3) == [f"✎ no theme, kept for its note, note: Why?, “{DOOR}”"]
    chips(page, 3).click()
    page.get_by_role("toolbar", name="This tag").get_by_role("button", name="Note").click()
    page.locator("[data-editor-remove]").click()
    saved(page)
    said(page, "Note removed.")
    assert stored(adas) == []
    do(page, "Control+z")
    assert stored(adas) == [(3, DOOR, [], [], "Why?")]


def test_questions_of_handed_in_work_are_read_and_not_written(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment
) -> None:
    people.ask(adas, "Is this trade?")
    hand_in(adas)
    open_sheet(enter(page, ada), live_server, adas)
    chips(page, 3).click()
    text = page.locator("[data-editor-text]")
    expect(text).to_have_value("Is this trade?")
    expect(text).not_to_be_editable()
    for button in ("save", "remove"):
        expect(page.locator(f"[data-editor-{button}]")).to_be_hidden()
    press(page, "Escape")
    for key in ("Enter", "a"):
        expect(chips(page, 3)).to_be_focused()
        press(page, key)
        expect(text).to_be_focused()
        press(page, "Escape")


def test_leaving_the_page_asks_as_long_as_something_written_is_not_saved(sheet: Page, adas: Assignment) -> None:
    seen = asks(sheet)
    do(sheet, "1")
    write(sheet, "n", "Why?")
    press(sheet, "Escape")
    sheet.reload()
    expect(sheet.locator("[data-annotate][data-ready]")).to_be_visible()
    assert seen == ["beforeunload"]

    press(sheet, "n")
    do(sheet, *"Why?", "Control+Enter", "n")
    press(sheet, "!", "Backspace", "Escape")
    sheet.reload()
    expect(sheet.locator("[data-annotate][data-ready]")).to_be_visible()
    assert (seen, stored(adas)) == (["beforeunload"], NOTED)


def test_words_that_cannot_be_seen_are_no_question(sheet: Page, adas: Assignment) -> None:
    write(sheet, "a", "\u200b \u2060\u00ad\ufeff")
    press(sheet, "Control+Enter")
    expect(sheet.locator("[data-editor-text]")).to_be_focused()
    press(sheet, "Control+a")
    sheet.keyboard.insert_text("Is this trade?")
    do(sheet, "Control+Enter")
    assert asked(adas) == [("Is this trade?", "")]


def test_copying_in_a_note_copies_its_words(sheet: Page, adas: Assignment) -> None:
    sheet.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(sheet, "Shift+ArrowRight", "Control+c")
    clipboard = "navigator.clipboard.readText()"
    assert sheet.evaluate(clipboard) == "China"
    do(sheet, "1")
    write(sheet, "n", "my own words")
    press(sheet, "Control+a", "Control+c")
    assert sheet.evaluate(clipboard) == "my own words"
