"""Makes a document of a web page: its lines, judged; what it states; what was left out."""

from dataclasses import replace

from django.utils.translation import gettext as _

from corpus import composing
from corpus.importers.base import Parsed, Unreadable
from corpus.importers.html import judging, page, stating
from corpus.importers.html.walking import walk


def parse(data: bytes, encoding: str = "", declared: str = "", address: str = "") -> Parsed:
    """One page; `declared` and `address` are what came with it. Raises Unreadable where there is no text in it."""
    decoded = page.decode(data, encoding, declared)
    root = page.tree(decoded.text)
    titles = stating.titles(root)
    said, extra = stating.state(root, address)
    lines = walk(root)
    composing.refuse_too_many(len(lines))
    found = judging.judge(lines, decoded.text, root, titles)
    if not found.blocks:
        raise Unreadable(_("There is no article in it: no running text, only menus and links."), rule="empty")
    shown = next((block.text for block in found.blocks if block.kind == "title"), "")
    said["title"] = stating.title(titles, shown, said.get("source", ""))
    notes = [*decoded.notes, *_left_out(found.n_left_out)]
    parsed = composing.compose(found.blocks, encoding=decoded.encoding, said=said, extra=extra, notes=notes)
    return _with_its_language(_with_author(parsed, stating.marked_author(root)))


def _left_out(n_chars: int) -> list[str]:
    if not n_chars:
        return []
    return [_("%(n)s characters of menus and other parts of the site were left out.") % {"n": f"{n_chars:,}"}]


def _with_author(parsed: Parsed, marked: str) -> Parsed:
    """Who is marked up as author, unless the by-line names others too."""
    if not marked or parsed.said.get("author") or marked in parsed.proposals.author:
        return parsed
    return replace(parsed, said={**parsed.said, "author": marked})


def _with_its_language(parsed: Parsed) -> Parsed:
    """A page of Chinese text that says it is English says so by its template; the text is believed."""
    stated = parsed.said.get("language", "")
    if stated and (parsed.proposals.language == "zh") != stated.startswith(("zh", "ja", "yue")):
        note = _("It states the language %(name)s, but its text is in another.") % {"name": stated}
        said = {name: value for name, value in parsed.said.items() if name != "language"}
        return replace(parsed, said=said, notes=(*parsed.notes, note))
    return parsed
