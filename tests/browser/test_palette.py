"""Themes are found by typing, in any language, with an input method too; their definitions are read beside the text."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage
from projects.models import Project, User
from tests.annotations.people import slugs
from tests.browser.conftest import Console, Enter
from tests.browser.test_every_page import NARROW, faults
from tests.vocabulary.codebooks import many, themes
from vocabulary.actions.importing import import_codebook

pytestmark = pytest.mark.screen

RICH: dict[str, dict[str, Any]] = {
    "self_reliance": {
        "brief_definition": "Depending on own strength.",
        "lexicon": [{"phrase": "自主创新", "lang": "zh"}],
        "do_not_use_when": ["only protection is meant: use security"],
    },
    "trade": {"full_definition": "Statements on tariffs and customs.", "use_when": ["goods cross a border"]},
    "opening_up": {"lexicon": [{"phrase": "wider door", "lang": "en"}], "former_slugs": ["openness-abroad"]},
    "bri": {"status": "retired", "successor": "trade"},
}


FOUND = {
    "": ["OPEN", "TRD", "SELF", "SEC"],
    "self": ["SELF"],
    "自立": ["SELF"],
    "自主": ["SELF"],
    "zizhu": ["SELF"],
    "zlzq": ["SELF"],
    "dwm": ["TRD"],
    "ＴＲＤ": ["TRD"],
    "wider door": ["OPEN"],
    "openness-abroad": ["OPEN"],
    "tariff": ["TRD"],
    "border goods": ["TRD"],
    "Belt": ["BRI"],
    "对外": ["OPEN", "TRD"],
}


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment, project: Project) -> Page:
    """ada's page with definitions; the cursor rests on “China opens its door wider.”"""
    import_codebook(project=project, data=themes(**RICH), actor=None)
    with page.expect_response("**/themes?*"):
        enter(page, ada).goto(f"{live_server.url}/projects/openness/documents/{adas.document_id}/annotate/")
    expect(page.locator("[data-annotate][data-ready]")).to_be_visible()
    expect(page.locator("[data-definition]")).to_have_attribute("aria-busy", "false")
    return page


@pytest.fixture
def field(sheet: Page) -> Locator:
    """The field of the open palette."""
    sheet.keyboard.press("/")
    field = sheet.get_by_role("combobox")
    expect(field).to_be_focused()
    return field


def codes(page: Page) -> list[str]:
    return page.locator("[role=option] .chip-code").all_text_contents()


def highlighted(page: Page) -> Locator:
    return page.locator("[role=option][aria-selected=true] .chip-code")


def after(page: Page, key: str) -> None:
    """Press a key and wait until what it does is stored."""
    with page.expect_response("**/operations"):
        page.keyboard.press(key)


def test_themes_are_found_by_whatever_one_remembers(field: Locator) -> None:
    sought: dict[str, list[str]] = {}
    for typed in FOUND:
        field.fill("")
        field.press_sequentially(typed)
        sought[typed] = codes(field.page)
    assert sought == FOUND


def test_enter_tags_what_the_cursor_rests_on_and_gives_the_focus_back(field: Locator) -> None:
    page = field.page
    field.press_sequentially("对外")
    page.keyboard.press("ArrowDown")
    expect(highlighted(page)).to_have_text("TRD")
    after(page, "Enter")
    passage = Passage.objects.get()
    assert (passage.quote, slugs(passage)) == ("China opens its door wider.", ["trade"])
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#p3")).to_be_focused()


def test_shift_enter_tags_the_whole_paragraph(field: Locator) -> None:
    field.press_sequentially("sec")
    after(field.page, "Shift+Enter")
    passage = Passage.objects.get()
    assert (passage.start, passage.end, slugs(passage)) == (0, passage.paragraph.n_chars, ["security"])


def test_control_enter_stays_for_a_second_theme_and_checks_the_first(field: Locator) -> None:
    page = field.page
    field.press_sequentially("sec")
    after(page, "Control+Enter")
    expect(page.get_by_role("option", name="SEC")).to_contain_text("tagged already")
    page.keyboard.type("self")
    after(page, "Enter")
    assert slugs(Passage.objects.get()) == ["security", "self-reliance"]


def test_input_method_is_left_alone_until_it_has_finished(field: Locator) -> None:
    page = field.page
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "zi'zhu", "selectionStart": 6, "selectionEnd": 6})
    expect(highlighted(page)).to_have_text("SELF")
    for key in ("Enter", "ArrowDown", "Escape"):
        page.keyboard.press(key)
        expect(field).to_be_focused()
    assert codes(page) == ["SELF"]
    method.send("Input.insertText", {"text": "自主"})
    expect(field).to_have_value("自主")
    assert codes(page) == ["SELF"]
    assert not Passage.objects.exists()
    after(page, "Enter")
    assert slugs(Passage.objects.get()) == ["self-reliance"]


def test_retired_theme_gives_its_successor(field: Locator) -> None:
    field.press_sequentially("belt")
    expect(field.page.get_by_role("option")).to_contain_text("retired → use TRD Trade")
    after(field.page, "Enter")
    assert slugs(Passage.objects.get()) == ["trade"]


def test_where_nothing_matches_the_supervisor_can_be_asked(field: Locator) -> None:
    page = field.page
    field.press_sequentially("xyzzy")
    expect(page.get_by_role("dialog")).to_contain_text("No theme of the codebook matches.")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Themes found: 0")
    page.get_by_role("button", name="Ask the supervisor").last.click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("textarea")).to_be_focused()


def test_definition_of_the_highlighted_theme_is_read_before_choosing(field: Locator) -> None:
    page = field.page
    field.press_sequentially("trade")
    preview = page.get_by_role("region", name="Definition of the highlighted theme")
    expect(preview).to_contain_text("goods cross a border")
    field.fill("self")
    expect(preview).to_contain_text("only protection is meant: use SEC Security")


def test_arrows_go_round_and_tab_stays_inside(field: Locator) -> None:
    page = field.page
    for key, code in (("ArrowUp", "SEC"), ("ArrowDown", "OPEN"), ("End", "SEC"), ("Home", "OPEN"), ("PageDown", "SEC")):
        page.keyboard.press(key)
        expect(highlighted(page)).to_have_text(code)
    stops = set()
    for _press in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog') !== null")
        stops.add(page.evaluate("document.activeElement.className"))
    assert {"palette-input", "palette-close", "palette-preview"} <= stops
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#p3")).to_be_focused()


def test_mouse_chooses_and_themes_used_lately_stand_on_top(field: Locator) -> None:
    page = field.page
    with page.expect_response("**/operations"):
        page.get_by_role("option", name="SEC").click()
    assert slugs(Passage.objects.get()) == ["security"]
    page.keyboard.press("/")
    expect(page.get_by_role("group", name="Used lately").get_by_role("option")).to_contain_text("SEC")
    assert codes(page) == ["SEC", "OPEN", "TRD", "SELF"]
    page.mouse.click(5, 5)
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_open_palette_has_no_fault_of_accessibility(field: Locator) -> None:
    page = field.page
    assert list(faults(page, "all themes")) == []
    field.fill("self")
    assert list(faults(page, "found")) == []
    field.fill("xyzzy")
    assert list(faults(page, "nothing found")) == []


def test_narrow_screens_are_filled_and_nothing_sticks_out(field: Locator) -> None:
    page = field.page
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.locator("[data-palette-target]").evaluate("target => (target.textContent = 'a long passage '.repeat(20))")
    field.press_sequentially("trade")
    box = page.get_by_role("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, **NARROW}
    rights = "[...document.querySelectorAll('.palette *')].map((each) => each.getBoundingClientRect().right)"
    assert page.evaluate(f"Math.max(...{rights})") <= NARROW["width"]


def test_names_in_other_languages_come_with_the_definitions(sheet: Page) -> None:
    held: list[Route] = []
    sheet.route("**/themes?*", lambda route: held.append(route))
    sheet.reload()
    expect(sheet.locator("#p3")).to_be_focused()
    sheet.keyboard.press("/")
    expect(sheet.get_by_role("option", name="TRD")).to_have_text(re.compile("Trade(?!.*对外贸易)"))
    held[0].continue_()
    expect(sheet.get_by_role("option", name="TRD")).to_contain_text("对外贸易")


def test_definition_leads_to_the_theme_to_use_instead_and_back(field: Locator) -> None:
    page = field.page
    field.press_sequentially("self")
    after(page, "Enter")
    pane = page.get_by_role("region", name="Definition")
    expect(pane.get_by_role("heading", level=3)).to_have_text("SELF Self-reliance")
    pane.get_by_role("button", name="SEC Security").click()
    expect(pane.get_by_role("heading", level=3)).to_have_text("SEC Security")
    expect(pane.get_by_role("heading", level=3)).to_be_focused()
    assert list(faults(page, "definition")) == []
    pane.get_by_role("button", name="Back to SELF").click()
    expect(pane.get_by_role("heading", level=3)).to_have_text("SELF Self-reliance")
    expect(pane.get_by_role("link", name="In the codebook")).to_have_attribute(
        "href", "/projects/openness/codebook/#theme-self-reliance"
    )


def test_definitions_that_cannot_be_loaded_say_so_and_can_be_asked_for_again(sheet: Page, console: Console) -> None:
    sheet.route("**/themes?*", lambda route: route.fulfill(status=500))
    with sheet.expect_console_message(lambda message: "500" in message.text):
        sheet.reload()
    console.forgive("500")
    pane = sheet.get_by_role("region", name="Definition")
    expect(pane).to_contain_text("The definitions could not be loaded.")
    sheet.unroute("**/themes?*")
    pane.get_by_role("button", name="Try again").click()
    expect(pane.get_by_role("button", name="Try again")).to_be_hidden()
    expect(pane).to_have_attribute("aria-busy", "false")


def test_of_very_many_results_the_best_are_shown_and_the_others_counted(sheet: Page, project: Project) -> None:
    import_codebook(project=project, data=many(70), actor=None)
    with sheet.expect_response("**/themes?*"):
        sheet.reload()
    expect(sheet.locator("#p3")).to_be_focused()
    sheet.keyboard.press("/")
    sheet.keyboard.type("theme")
    expect(sheet.get_by_role("option")).to_have_count(60)
    expect(sheet.get_by_role("listbox")).to_contain_text("10 more: type another letter")
    expect(sheet.get_by_role("dialog").get_by_role("status")).to_have_text("Themes found: 70")
