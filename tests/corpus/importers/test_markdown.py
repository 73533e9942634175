"""Markdown: what its marks say, what stays as it is."""

import pytest

from corpus.importers import markdown
from corpus.importers.base import Parsed, Unreadable

TEXT = """---
title: "High-standard opening up"
authors:
  - Li Hua
  - Wang Wu
date: 2024-11-12
lang: en
tags: [trade, "opening up"]
---

# Opening the door

Progress comes from opening
the door wide. *Reform* goes on.
- First item
  goes on here
- Second item
1. Numbered

> A quotation
> of two lines.

Setext heading
--------------

| Year | Trade |
|------|-------|
| 2023 | 41.8 |

## A smaller one ##

The text[^1] ends here.

***

[^1]: A note below.

```
# no heading
- no item
```
"""


def parse(text: str) -> Parsed:
    [parsed] = markdown.read(text.encode())
    return parsed


def shown(parsed: Parsed) -> list[tuple[str, str]]:
    return [(piece.kind, parsed.text[piece.start : piece.end]) for piece in parsed.pieces]


def test_marks_say_the_kinds() -> None:
    assert shown(parse(TEXT))[1:] == [
        ("title", "Opening the door"),
        ("body", "Progress comes from opening\nthe door wide. *Reform* goes on."),
        ("list_item", "- First item\n  goes on here"),
        ("list_item", "- Second item"),
        ("list_item", "1. Numbered"),
        ("quotation", "> A quotation\n> of two lines."),
        ("heading", "Setext heading"),
        ("table_row", "| Year | Trade |"),
        ("furniture", "|------|-------|"),
        ("table_row", "| 2023 | 41.8 |"),
        ("heading", "A smaller one"),
        ("body", "The text[^1] ends here."),
        ("furniture", "***"),
        ("footnote", "[^1]: A note below."),
        ("body", "```\n# no heading\n- no item\n```"),
    ]


def test_text_is_unaltered() -> None:
    assert parse(TEXT).text == TEXT


def test_front_matter_is_what_it_says_and_no_text() -> None:
    parsed = parse(TEXT)
    assert parsed.said == {
        "title": "High-standard opening up",
        "author": "Li Hua, Wang Wu",
        "published": "2024-11-12",
        "language": "en",
    }
    assert (parsed.extra, shown(parsed)[0][0]) == ({"tags": "trade, opening up"}, "furniture")


@pytest.mark.parametrize("head", ["---\nHere is a sentence, no entry.\n---\n", "---\ntitle: never closed\n"])
def test_other_lines_between_dashes_are_text(head: str) -> None:
    parsed = parse(f"{head}\nThe text goes on here.")
    assert (parsed.said, "goes on" in parsed.text) == ({}, True)


def test_empty_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="empty"):
        markdown.read(b"\n \n")


def test_every_visible_character_is_in_a_paragraph_or_a_mark() -> None:
    parsed = parse(TEXT)
    rest, at = "", 0
    for piece in parsed.pieces:
        rest += parsed.text[at : piece.start]
        at = piece.end
    assert set(rest + parsed.text[at:]) <= set("#- \n")
