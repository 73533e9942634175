"""What the files of word processors have in common: what they state of themselves, and what is left out of the text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from corpus import dates
from corpus.importers.base import Parsed

_NO_TITLE = re.compile(
    r"(?:Microsoft Word - .*|Document ?\d*|Untitled.*|文档 ?\d*|(?:PowerPoint )?Presentation)", re.IGNORECASE
)
_NO_AUTHOR = re.compile(
    r"(?:(?:Microsoft|Office|Windows)(?: Office)? (?:User|用户)|微软用户|Administrator|Admin|User|用户"
    r"|Unknown(?: author)?|Author|LibreOffice|python-docx|lenovo|dell|hp|asus|acer|pc)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_WORDS = 60  # characters
TITLE = gettext_noop("The first heading, and the title of the file's properties.")


@dataclass
class Tally:
    """What was met on the way through a document and is not, or not as it stands, in its text."""

    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    symbols: int = 0
    numbered: int = 0
    unnumbered: int = 0
    others: int = 0
    comments: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)

    def notes(self) -> list[str]:
        """In words, only of what there was."""
        told = [
            self._changes(),
            self._comments(),
            _told(self.margins, _("Headers and footers were left out, the first: “%(first)s”")),
            self._rest(),
            _("Numbers of headings and lists were counted as the program shows them.") if self.numbered else "",
            _("The numbers that the program gives to lists are not in the text.") if self.unnumbered else "",
        ]
        return [note for note in told if note]

    def _comments(self) -> str:
        words = ngettext(
            "%(n)s comment was left out: “%(first)s”",
            "%(n)s comments were left out, the first: “%(first)s”",
            len(self.comments),
        )
        return _told(self.comments, words)

    def _rest(self) -> str:
        hidden = ngettext(
            "%(n)s piece of hidden text was left out.", "%(n)s pieces of hidden text were left out.", self.hidden
        )
        symbols = ngettext(
            "%(n)s symbol of a special font cannot be read.",
            "%(n)s symbols of special fonts cannot be read.",
            self.symbols,
        )
        others = ngettext("%(n)s file inside it was left out.", "%(n)s files inside it were left out.", self.others)
        told = ((self.hidden, hidden), (self.symbols, symbols), (self.others, others))
        return " ".join(words % {"n": n} for n, words in told if n)

    def _changes(self) -> str:
        if not self.insertions + self.deletions:
            return ""
        counts = {"ins": self.insertions, "del": self.deletions}
        return _("Tracked changes: insertions are in the text (%(ins)s), deletions are not (%(del)s).") % counts


def said_of(title: str = "", author: str = "") -> dict[str, str]:
    """What properties state, without what programs fill in when nobody does, as they do with the language."""
    title, author = " ".join(title.split()), " ".join(author.split())
    return {
        "title": "" if _NO_TITLE.fullmatch(title) else title,
        "author": "" if _NO_AUTHOR.fullmatch(author) else author,
    }


def extra_of(created: str = "", subject: str = "", keywords: str = "") -> dict[str, str]:
    """What else they state. When a file was made is not when its text was published, so it is kept apart."""
    day = _DAY.match(created.strip())
    found = {"file created": dates.find(day[0]) if day else "", "subject": subject, "keywords": keywords}
    return {name: " ".join(value.split())[:500] for name, value in found.items() if value.strip()}


def with_own_words(parsed: Parsed) -> Parsed:
    """A title that is styled as one and an author in a byline go before the properties, which may name a typist."""
    parsed = _with_title(parsed)
    is_titled = any(piece.kind == "title" for piece in parsed.pieces)
    own = {"title": parsed.proposals.title if is_titled else "", "author": parsed.proposals.author}
    said: Mapping[str, str] = {**parsed.said, **{name: value for name, value in own.items() if value}}
    return replace(parsed, said=said)


def _with_title(parsed: Parsed) -> Parsed:
    """A first heading that says what the properties say the title is, where nothing is styled as one."""
    stated, first = parsed.said.get("title", ""), parsed.pieces[0]
    shown = " ".join(parsed.text[first.start : first.end].split())
    if first.kind != "heading" or shown != stated or any(piece.kind == "title" for piece in parsed.pieces):
        return parsed
    title = replace(first, kind="title", reason=TITLE)
    return replace(parsed, pieces=(title, *parsed.pieces[1:]), proposals=replace(parsed.proposals, title=shown))


def _told(texts: Sequence[str], words: str) -> str:
    first = next((" ".join(text.split()) for text in texts if text.strip()), "")
    shown = first if len(first) <= FIRST_WORDS else f"{first[:FIRST_WORDS].rstrip()} …"
    return words % {"n": len(texts), "first": shown} if first else ""
