"""A page as a browser would read it: its tags, its words, and what in it could run."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page(HTMLParser):
    """`words` are all texts and attribute values; `dangers` is what a strict policy forbids."""

    words: list[str] = field(default_factory=list)
    dangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.words.extend(given.values())
        is_data = given.get("type") in ("application/json", "importmap")
        is_ours = given.get("src", "").startswith(("/static/", "/admin/jsi18n/"))
        if tag == "script" and not is_ours and not is_data:
            self.dangers.append(f"script {given}")
        if tag in ("style", "iframe", "object", "embed", "base") or (tag == "svg" and "onload" in given):
            self.dangers.append(tag)
        for name, value in given.items():
            runs = value.strip().lower().startswith(("javascript:", "vbscript:", "data:text"))
            is_address = name in ("href", "src", "action", "formaction", "xlink:href")
            if name.startswith("on") or name == "style" or (runs and is_address):
                self.dangers.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.words)


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page
