"""A codebook that changes while a page is open: themes renamed, added, retired; and which themes are repeated."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage
from projects.models import Project, User
from tests.annotations import people
from tests.browser.annotating import chips, do, names, open_sheet, stored
from tests.browser.conftest import Console, Enter
from tests.vocabulary.codebooks import themes
from vocabulary.actions import editing, publishing, retiring
from vocabulary.actions.importing import import_codebook
from vocabulary.models import Theme

pytestmark = pytest.mark.screen

DOOR, TRADE, ROAD = "China opens its door wider.", "Trade grows fast.", "The Belt and Road connects many countries."


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment) -> Page:
    """ada's page; the cursor rests on the first sentence of paragraph 3."""
    return open_sheet(enter(page, ada), live_server, adas)


def rename(project: Project, old: str, new: str) -> None:
    theme = Theme.objects.get(project=project, slug=old)
    editing.change_theme(theme=theme, version=theme.version, actor=None, slug=new)
    publishing.publish(project=project, message=new, actor=None)


def test_a_theme_that_was_renamed_keeps_its_name_and_its_key(sheet: Page, adas: Assignment, project: Project) -> None:
    do(sheet, "2", "ArrowRight")
    rename(project, "trade", "commerce")
    do(sheet, "2")
    expect(chips(sheet, 3).last).to_have_attribute("aria-label", f"TRD Trade, “{TRADE}”")
    assert names(sheet, 3)[0] == f"TRD Trade, “{DOOR}”"
    do(sheet, "1")
    assert stored(adas)[1] == (3, TRADE, ["commerce", "opening-up"], [], "")
    carried = sheet.locator("[data-themes] [aria-pressed=true] .themes-code")
    expect(carried).to_have_text(["OPEN", "TRD"])
    do(sheet, "ArrowRight", ".")
    assert stored(adas)[2] == (3, ROAD, ["commerce", "opening-up"], [], "")
    do(sheet, "ArrowLeft", "2", "u")
    assert stored(adas)[1] == (3, TRADE, ["opening-up"], ["opening-up"], "")
    do(sheet, "ArrowLeft", "2")
    assert [row[1] for row in stored(adas)] == [TRADE, ROAD]


def test_a_theme_that_was_added_elsewhere_is_shown_and_found(
    sheet: Page, adas: Assignment, project: Project, console: Console
) -> None:
    do(sheet, "2")
    energy = {"slug": "energy", "code": "NRG", "parent": None, "label": {"en": "Energy", "zh": "能源"}, "hue": 5}
    import_codebook(project=project, data={**themes(), "themes": [*themes()["themes"], energy]}, actor=None)
    people.edit(Passage.objects.get(), adas, themes=("trade", "energy"))
    do(sheet, "n")
    sheet.keyboard.insert_text("Why?")
    do(sheet, "Control+Enter")
    expect(chips(sheet, 3).last).to_have_attribute("aria-label", f"NRG Energy, note: Why?, “{DOOR}”")
    do(sheet, "ArrowRight", "/", *"nengyuan", "Enter")
    assert [row[2] for row in stored(adas)] == [["energy", "trade"], ["energy"]]
    console.forgive("409")


def test_a_theme_that_cannot_be_learnt_is_shown_by_its_short_name(
    sheet: Page, adas: Assignment, project: Project, console: Console
) -> None:
    rename(project, "trade", "commerce")
    sheet.route("**/themes", lambda route: route.abort())
    do(sheet, "2")
    expect(chips(sheet, 3)).to_have_attribute("aria-label", f"commerce, “{DOOR}”")
    do(sheet, "1", "u")
    sheet.unroute("**/themes")
    do(sheet, "5")
    expect(chips(sheet, 3).nth(1)).to_have_attribute("aria-label", f"TRD Trade, “{DOOR}”")
    assert stored(adas) == [(3, DOOR, ["commerce", "opening-up", "security"], ["opening-up"], "")]
    console.forgive("ERR_FAILED")


def test_a_retired_theme_is_not_repeated(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment, project: Project
) -> None:
    people.tag(adas, DOOR, "trade")
    theme = Theme.objects.get(project=project, slug="trade")
    retiring.retire_theme(theme=theme, version=theme.version, actor=None, successor=None)
    publishing.publish(project=project, message="without trade", actor=None)
    open_sheet(enter(page, ada), live_server, adas)
    do(page, "1", "ArrowRight", ".")
    assert stored(adas) == [(3, DOOR, ["opening-up", "trade"], [], ""), (3, TRADE, ["opening-up"], [], "")]


def test_what_was_given_to_the_last_passage_since_the_page_was_opened_is_repeated(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment
) -> None:
    people.tag(adas, DOOR, "security")
    open_sheet(enter(page, ada), live_server, adas)
    do(page, "1", "2", "3", "2", "ArrowRight", ".")
    assert stored(adas) == [
        (3, DOOR, ["opening-up", "security", "self-reliance"], [], ""),
        (3, TRADE, ["opening-up", "self-reliance"], [], ""),
    ]
    do(page, "1", "3", "ArrowRight", ".")
    assert stored(adas)[1:] == [(3, ROAD, ["opening-up", "self-reliance"], [], "")]
