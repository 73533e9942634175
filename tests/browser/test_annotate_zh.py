"""A Chinese document: sentences, word steps, the palette in Chinese and pinyin, quotes stored to the character."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Round
from corpus.actions import importing
from projects.models import Project, User
from tests.browser.annotating import Mouse, chips, do, open_sheet, painted, press, read, saved, stored
from tests.browser.conftest import Enter
from tests.conftest import assign
from tests.vocabulary.codebooks import themes
from vocabulary.actions.importing import import_codebook

pytestmark = pytest.mark.screen

OPENS, HOLDS = "坚持对外开放的基本国策，推进高水平对外开放。", "“大门只会越开越大！”"
OWN = "科技自立自强是国家强盛之基，𠮷林也要自主创新。"
TEXT = f"高水平对外开放\n\n作者：李华\n\n{OPENS}{HOLDS}\n\n{OWN}\n\n"


@pytest.fixture
def work(project: Project, ada: User, round: Round) -> Assignment:
    lexicon = {"lexicon": [{"phrase": "自主创新", "lang": "zh"}]}
    import_codebook(project=project, data=themes(self_reliance=lexicon), actor=None)
    document = importing.import_text(project=project, name="zh.txt", data=TEXT.encode(), actor=None)
    return assign(document, ada, round)


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, ada: User, work: Assignment) -> Page:
    """ada's page of the Chinese article, with definitions and lexicon; paragraphs 3 and 4 are to be read."""
    with page.expect_response("**/themes?*"):
        open_sheet(enter(page, ada), live_server, work)
    return page


def test_sentences_and_words_are_those_of_chinese(sheet: Page, work: Assignment) -> None:
    assert painted(sheet) == [OPENS]
    press(sheet, "ArrowRight")
    assert painted(sheet) == [HOLDS]
    press(sheet, "ArrowRight")
    assert painted(sheet) == [OWN]
    press(sheet, "Shift+ArrowRight", "Shift+Alt+ArrowRight")
    assert painted(sheet)[0] in {"科技自", "科技自立"}  # browsers cut Chinese into words each in its own way
    press(sheet, "Shift+Alt+ArrowRight", "Shift+Alt+ArrowRight")
    quote = painted(sheet)[0]
    do(sheet, "3")
    assert OWN.startswith(quote)
    assert stored(work) == [(4, quote, ["self-reliance"], [], "")]


def test_a_drag_takes_the_characters_that_were_dragged_over(sheet: Page, work: Assignment) -> None:
    mouse = Mouse(sheet)
    mouse.drag(mouse.at(4, "𠮷", 0.1), mouse.at(4, "也", 0.1))
    assert painted(sheet) == ["𠮷林"]
    do(sheet, "1")
    mouse.drag(mouse.at(4, "国家", 0.1), mouse.at(4, "盛", 0.1))
    do(sheet, "2")
    assert stored(work) == [(4, "国家强", ["trade"], [], ""), (4, "𠮷林", ["opening-up"], [], "")]
    expect(chips(sheet, 4).locator(".chips-quote").first).to_have_attribute("lang", "zh")


@pytest.mark.parametrize("typed", ["自主", "zizhu", "zlzq", "自立自强"])
def test_a_theme_is_found_in_chinese_and_by_its_sound(sheet: Page, work: Assignment, typed: str) -> None:
    press(sheet, "/")
    sheet.get_by_role("combobox").press_sequentially(typed)
    expect(sheet.get_by_role("option")).to_have_count(1)
    do(sheet, "Enter")
    assert stored(work) == [(3, OPENS, ["self-reliance"], [], "")]


def test_keys_of_a_chinese_document_are_those_of_every_other(sheet: Page, work: Assignment) -> None:
    do(sheet, "1", "Shift+2", "u", "n")
    sheet.keyboard.insert_text("口号")
    do(sheet, "Control+Enter", "Space", "0")
    saved(sheet)
    assert stored(work) == [
        (3, OPENS + HOLDS, ["trade"], ["trade"], "口号"),
        (3, OPENS, ["opening-up"], [], ""),
    ]
    assert read(work) == [3, 4]
    chip = sheet.get_by_role("button", name=f"OPEN Opening up, “{OPENS}”")
    expect(chip).to_have_count(1)
