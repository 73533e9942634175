"""What must be true of the five seed articles."""

from functools import cache

import pytest

from corpus.drafting import Draft, File, read_all
from corpus.importers import text
from corpus.importers.base import Parsed
from tests.corpus.texts import SEEDS, seed


@cache
def parsed(number: int) -> Parsed:
    return text.parse(seed(number))


@cache
def drafts() -> list[Draft]:
    paths = [*sorted(SEEDS.glob("*.txt")), SEEDS / "metadata.csv"]
    return read_all([File(path.name, path.read_bytes()) for path in paths])


def of_kind(number: int, kind: str) -> list[str]:
    return [parsed(number).text[piece.start : piece.end] for piece in parsed(number).pieces if piece.kind == kind]


def test_titles() -> None:
    assert [parsed(number).proposals.title for number in range(5)] == [
        "Innovative & inclusive development is necessary to make the most of the New Dual Circulation Paradigm",
        "Coordinating High-Standard Opening Up and Ensuring Stable High-Quality Development",
        "Pursuing High-quality Belt and Road Cooperation and Fostering a New Development Paradigm",
        "Improving the Systems and Mechanisms for High-Standard Opening Up",
        "Liu He Calls for China to Get Technologically Self-Reliant, Fast",
    ]


def test_authors() -> None:
    expected = ["Zhao Jinping", "Qiu Ping", "Gu Xueming", "Wang Wentao", "Guo Yingzhe"]
    assert [parsed(number).proposals.author for number in range(5)] == expected


def test_outlets_from_the_text_alone() -> None:
    expected = ["Belt & Road News", "", "", "English Edition of Qiushi Journal", "Caixin Global"]
    assert [parsed(number).proposals.source for number in range(5)] == expected


def test_outlets_and_authorities_with_the_metadata() -> None:
    assert [(draft.fields["source"], draft.fields["authority"]) for draft in drafts()] == [
        ("Belt & Road News", "commercial press"),
        ("Qiushi", "party organ"),
        (
            "Chinese Academy of International Trade and Economic Cooperation (CAITEC), Ministry of Commerce",
            "ministry",
        ),
        ("Qiushi", "party organ"),
        ("Caixin Global", "commercial press"),
    ]


def test_dates() -> None:
    assert [parsed(number).proposals.published for number in range(5)] == ["", "2024-06-17", "", "2024-11-12", ""]


def test_languages() -> None:
    assert {parsed(number).proposals.language for number in range(5)} == {"en"}


def test_number_of_sentences() -> None:
    counts = [sum(len(piece.sentences) for piece in parsed(number).pieces) for number in range(5)]
    assert counts == [40, 20, 156, 171, 24]


def test_number_of_paragraphs() -> None:
    assert [len(parsed(number).pieces) for number in range(5)] == [22, 9, 34, 51, 18]


def test_menu_is_not_part_of_the_text() -> None:
    assert [of_kind(number, "furniture")[0] for number in (1, 3)] == ["Nav Search", "Nav Search"]


def test_image_names_are_not_part_of_the_text() -> None:
    assert of_kind(3, "furniture")[1:] == [
        "内文24.5_页面_61_图像_0001_副本.jpg",
        "内文24.5_页面_65_图像_0001_副本.jpg",
    ]


def test_both_captions_of_the_qiushi_article() -> None:
    assert [caption[:25] for caption in of_kind(3, "caption")] == [
        "Visitors explore the Chin",
        "A designated yard for imp",
    ]


def test_teasers_contact_app_and_closing_list_are_not_part_of_the_text() -> None:
    assert of_kind(4, "furniture") == [
        "Read more",
        "Five Things to Know About ‘Dual Circulation’",
        "Read more",
        "In Depth: China Chip Sector Has the Money, Now It Just Needs the Workers",
        "Contact reporter Guo Yingzhe (yingzheguo@caixin.com) and editor Michael Bellart (michaelbellart@caixin.com)",
        "Download our app to receive breaking news alerts and read the news on the go.",
        "- PODCAST",
        "- MOST POPULAR",
    ]


def test_editors_lines_are_not_part_of_the_text() -> None:
    assert of_kind(0, "furniture")[0].startswith("Editor’s note: ")
    assert of_kind(1, "furniture")[-1] == "Editor: Jiang Wenyan"


def test_author_lines_are_bylines() -> None:
    assert [line.split(",")[0] for line in of_kind(0, "byline")] == ["Author: Zhao Jinping"]
    assert [line[:13] for line in of_kind(2, "byline")] == ["By Gu Xueming", "Gu Xueming is"]


def test_line_on_the_first_appearance_is_not_codable() -> None:
    assert of_kind(3, "byline")[-1].startswith("(Originally appeared in Qiushi Journal")


def test_headings_of_the_ministrys_article() -> None:
    assert [heading.split(" ")[0] for heading in of_kind(2, "heading")] == [
        *("First,", "1.", "2.", "3."),
        *("Second,", "1.", "2.", "3."),
    ]


def test_headings_of_the_qiushi_article() -> None:
    assert [heading.split(" ")[0] for heading in of_kind(3, "heading")] == [
        *("I.", "First,", "Second,", "Third,", "Fourth,"),
        *("II.", "First,", "Second,", "Third,", "Fourth,", "Fifth,", "Sixth,"),
        *("III.", "First,", "Second,", "Third,", "Fourth,", "Fifth,"),
    ]


def test_no_headings_where_there_are_none() -> None:
    assert [of_kind(number, "heading") for number in (0, 1, 4)] == [[], [], []]


@pytest.mark.parametrize("number", range(5))
def test_all_else_is_body(number: int) -> None:
    known = {"title", "byline", "heading", "caption", "furniture"}
    assert {piece.kind for piece in parsed(number).pieces} <= {*known, "body"}
    assert len(of_kind(number, "title")) == 1
    assert [len(of_kind(n, "body")) for n in range(5)] == [19, 5, 23, 25, 9]
