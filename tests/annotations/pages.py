"""Reading the coder's page as a browser reads it: the text of each paragraph, without what only shows it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

VOID = {"br", "hr", "img", "input", "link", "meta", "col"}


class Elements(HTMLParser):
    """Collects (tag, attributes, text) of every element, in the order in which they open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        if tag not in VOID:
            self.open.append(len(self.found) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.found[self.open[-1]][0] == tag, f"{self.found[self.open[-1]]} closed by {tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for number in self.open:
            self.found[number][2].append(data)


def elements(page: HttpResponse, tag: str = "", **wanted: str) -> Iterator[tuple[dict[str, Any], str]]:
    """(attributes, text) of the elements with this tag and, for each attribute wanted, this word in it."""
    for name, attributes, text in Elements(page.content.decode()).found:
        if tag in ("", name) and all(
            word in (attributes.get(key.strip("_")) or "").split() for key, word in wanted.items()
        ):
            yield attributes, "".join(text)


def paragraph_texts(page: HttpResponse) -> list[str]:
    """What is shown as the text of each paragraph."""
    return [text for _attributes, text in elements(page, "p", class_="marks")]


def words(page: HttpResponse, tag: str = "", **wanted: str) -> list[str]:
    """The texts of elements, with white space as people read it."""
    return [" ".join(text.split()) for _attributes, text in elements(page, tag, **wanted)]
