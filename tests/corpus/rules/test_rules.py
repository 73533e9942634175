"""Guesses of kinds on texts that are not the seeds."""

import time

import pytest

from corpus import rules
from corpus.importers import text
from corpus.models import Paragraph
from corpus.rules import shapes

BODY = "The economy grew in the last year, and trade with partners grew with it. More is expected."
CHINESE_BODY = "中国经济去年继续增长，与伙伴国的贸易也随之增长。预计今年还会更多，各方对此充满信心。"


def kinds(*texts: str) -> list[str]:
    return [verdict.kind for verdict in rules.guess(texts)]


def test_every_verdict_is_a_kind_with_a_reason() -> None:
    verdicts = rules.guess(
        ["Home Search", "Title", "By Li Hua", "1. One", BODY, "- A", "- B c d e f g", "[1] Note.", "12"]
    )
    assert {verdict.kind for verdict in verdicts} <= set(Paragraph.Kind.values)
    assert all(0 < len(verdict.reason) <= 200 for verdict in verdicts)


def test_title_is_the_first_line_that_belongs_to_the_text() -> None:
    assert kinds("Home | Search | Login", "Opening Up Wider", BODY)[:2] == ["furniture", "title"]


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    assert kinds(BODY, BODY) == ["body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By Li Hua",
        "By Li Hua and Wang Wu | China Daily | 2023-05-06",
        "By Jane Q. Smith, March 5, 2021",
        "Source: Xinhua  Updated: 2023-05-06",
        "2023-05-06 10:20",
        "作者：李华",
        "来源：新华社 2023年5月6日",
        "文/李华",
        "求是网 2024年5月16日",
        "2024-05-16 10:20 求是网",
        "2024年5月16日 来源：求是网",
        "来源：人民日报 2024-05-16",
        "China Daily | 2024-05-16",
    ],
)
def test_byline_below_the_title(line: str) -> None:
    assert kinds("A title", line, BODY)[1] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "By 2023, China had grown. It went on.",
        "By opening up, China wins.",
        "新华社北京5月16日电",
        "会议开始于2024年5月16日。",
    ],
)
def test_a_sentence_that_begins_with_by_is_body(line: str) -> None:
    assert kinds("A title", line, BODY)[1] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Author: Li Hua, a professor of economics.",
        "The author is a research fellow of the academy.",
        "作者系北京大学教授。",
        "(This article was first published in China Daily.)",
        "Li Hua is a professor at Peking University.",
    ],
)
def test_note_on_author_or_place_at_the_end_is_byline(line: str) -> None:
    assert kinds("A title", "By Li Hua", BODY, line)[-1] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "首页 > 搜索",
        "IMG_2034.JPG",
        "图片_0001_副本.png",
        "Read more: Chips on the table",
        "相关阅读：开放的大门",
        "Contact editor Wang Wu (wangwu@example.org)",
        "Follow us on Twitter",
        "扫描二维码关注公众号",
        "© 2024 Example News. All rights reserved.",
        "Editor: Wang Wu",
        "责任编辑：王五",
        "Editor's note: this is the first of three parts.",
    ],
)
def test_furniture(line: str) -> None:
    assert kinds("A title", BODY, line, BODY)[2] == "furniture"


def test_the_line_below_read_more_is_a_link_title() -> None:
    found = kinds("A title", BODY, "Related stories", "Can China’s Chips Catch Up?", BODY)
    assert found[2:] == ["furniture", "furniture", "body"]


def test_text_below_read_more_stays_text() -> None:
    assert kinds("A title", BODY, "Read more", BODY)[3] == "body"


@pytest.mark.parametrize(
    "line",
    ["Readers found more in the home market.", "Users download the app every day.", "Editors of newspapers agree."],
)
def test_text_with_words_of_furniture_stays_text(line: str) -> None:
    assert kinds("A title", BODY, line, BODY)[2] == "body"


def test_closing_list_of_links_is_furniture() -> None:
    assert kinds("A title", BODY, "- VIDEO", "- MOST READ")[2:] == ["furniture", "furniture"]


def test_closing_list_of_the_text_is_list_items() -> None:
    assert (
        kinds("A title", BODY, "- more trade with neighbours and partners", "- fewer tariffs on goods")[2:]
        == ["list_item"] * 2
    )


@pytest.mark.parametrize(
    "line",
    [
        "I. The meaning of opening up",
        "2. New drivers.",
        "Second, deepening reform",
        "Third, cooperation opens up new space for growth.",
        "Part One: The Beginning",
        "Conclusion",
        "一、对外开放的意义",
        "（二）扩大准入",
        "第三章 结论",
    ],
)
def test_heading_alone_above_the_text(line: str) -> None:
    assert kinds("A title", BODY, line, CHINESE_BODY if line[0] > "一" else BODY)[2] == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "First, we must open wider and we must also trade more with all of our partners in the region and beyond it.",
        "First, we must open wider. Then we must trade.",
        "In 2020 the economy grew.",
    ],
)
def test_a_sentence_of_text_is_no_heading(line: str) -> None:
    assert kinds("A title", BODY, line, BODY)[2] == "body"


def test_short_numbered_sentences_in_a_row_are_no_headings() -> None:
    row = ["First, we open.", "Second, we trade.", "Third, we grow."]
    assert kinds("A title", BODY, *row, BODY)[2:5] == ["body"] * 3


def test_numbered_lines_in_a_row_are_list_items() -> None:
    assert kinds("A title", BODY, "1. Trade", "2. Finance", "3. Energy", BODY)[2:5] == ["list_item"] * 3


@pytest.mark.parametrize(
    "lines",
    [
        ("photo.jpg", "Workers at the port of Ningbo in May."),
        ("A ship leaves Ningbo. (Photo by Li Hua)",),
        ("Workers load containers. PHOTO BY LI HUA / XINHUA",),
        ("图1：2023年进出口总额",),
        ("工人在宁波港作业。新华社记者 李华 摄",),
    ],
)
def test_caption(lines: tuple[str, ...]) -> None:
    assert kinds("A title", BODY, *lines, BODY)[1 + len(lines)] == "caption"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("• a point that is made in a list of points", "list_item"),
        ("“All of it is quoted, from the first word to the last one.”", "quotation"),
        ("[3] See the yearbook of 2020.", "footnote"),
        ("Year\tExports\tImports", "table_row"),
        ("- 12 -", "page_number"),
        ("第 3 页", "page_number"),
    ],
)
def test_other_kinds(line: str, kind: str) -> None:
    assert kinds("A title", BODY, line, BODY)[2] == kind


def test_a_subtitle_with_a_date_is_no_byline() -> None:
    assert kinds("A title", "Trade grew quickly until May 2024", BODY)[1] != "byline"


def test_outlet_and_date_below_the_author_are_a_byline() -> None:
    assert kinds("高质量发展", "作者：李明远", "求是网 2024年5月16日", CHINESE_BODY)[1:3] == ["byline"] * 2


def test_line_without_spaces_is_not_short_however_few_its_words() -> None:
    assert not shapes.limit("a" * 10_000, 40)


@pytest.mark.parametrize(
    "line",
    [
        *("a" * 1_000_000, "中" * 1_000_000, "." * 200_000, f"a{' ' * 200_000}b", f"a{chr(10) * 200_000}b"),
        *("a@" * 50_000, "contact " + "a@" * 50_000, '. " ' * 50_000, "“a.”" * 50_000, "!" * 200_000 + " B"),
        *("Editor's note: " + "views of A " * 20_000, "1. " * 50_000, "- A\n" * 5_000, "home\n" * 5_000),
        "Title\n" + "作者：李\n" * 5_000,
    ],
    ids=range(15),
)
def test_a_text_of_any_shape_is_read_to_its_end(line: str) -> None:
    pieces = text.parse(line.encode()).pieces
    assert (pieces[0].start, pieces[-1].end) == (0, len(line.rstrip()))


def test_guessing_grows_with_the_length_of_the_text_only() -> None:
    texts = ["Title", "By Li Hua", *[BODY, "- an item of the list", "Short line."] * 1500]
    began = time.perf_counter()
    rules.guess(texts)
    assert time.perf_counter() - began < 5
