"""The text of the annotate page as HTML: the one place where thousands of paragraphs are put together in one go.

A template's loop takes about ten times as long (benchmarks/open_document.py), and this page is opened all day.
"""

from collections.abc import Iterable
from typing import Protocol

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


class Shown(Protocol):
    """What is drawn of a paragraph; `kind_shown` is its kind in words where it is not the coder's to tag."""

    @property
    def id(self) -> int: ...
    @property
    def ordinal(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def is_heading(self) -> bool: ...
    @property
    def is_furniture(self) -> bool: ...
    @property
    def is_mine(self) -> bool: ...
    @property
    def kind_shown(self) -> str: ...


def sheet(paragraphs: Iterable[Shown], *, total: int, language: str) -> SafeString:
    """One <section data-paragraph> each, its words in one text node.

    No more than that: scripts add a paragraph's name, which tells its state, and its bars and tags.
    """
    name, lang = escape(_("Paragraph %(ordinal)s of %(total)s")), escape(language)
    return mark_safe("\n".join(_section(each, total, lang, name) for each in paragraphs))  # noqa: S308  # nosec B308 B703  escaped


def _section(shown: Shown, total: int, lang: str, name: str) -> str:
    label = "" if shown.is_mine else f' aria-label="{name % {"ordinal": shown.ordinal, "total": total}}"'
    heading = ' role="heading" aria-level="2"' if shown.is_heading else ""
    kind = f'<span class="sheet-kind">{escape(shown.kind_shown)}</span>' if shown.kind_shown else ""
    return (
        f'<section class="sheet-paragraph{_looks(shown)}" id="p{shown.ordinal}" data-paragraph="{shown.id}"'
        f' role="group"{label} tabindex="-1">'
        f'<span class="sheet-ordinal" aria-hidden="true">{shown.ordinal}</span>{kind}'
        f'<p class="sheet-text" lang="{lang}" dir="auto"{heading}>{escape(shown.text)}</p></section>'
    )


def _looks(shown: Shown) -> str:
    silent = "" if shown.is_mine else " sheet-silent"
    heading = " sheet-heading" if shown.is_heading else ""
    return f"{silent}{heading} sheet-furniture" if shown.is_furniture else f"{silent}{heading}"
