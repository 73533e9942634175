"""Numbers in tables, written without a template of their own: a page of coverage has thousands of them.

`{% number row.read %}` is one with its link; `{% cells row.cells %}` are the cells of a line of the heat table,
`{% cell cell %}` is one of them.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def number(number: Any) -> SafeString:
    """A number that leads to what it counts; one that counts nothing leads nowhere."""
    return _safe(_linked(number, is_linked=bool(number.href) and number.text != "0"))


@register.simple_tag
def cell(cell: Any) -> SafeString:
    """One cell of the heat table."""
    return _safe(_cell(cell))


@register.simple_tag
def cells(cells: Iterable[Any]) -> SafeString:
    """Each with its step of the colour scale, and a mark where it is a share of few."""
    return _safe("".join(map(_cell, cells)))


def _cell(cell: Any) -> str:
    small = '<span class="coverage-small">*</span>' if cell.is_small else ""
    number = _linked(cell, is_linked=bool(cell.href))
    return f'<td class="table-number coverage-heat-{int(cell.level)}">{number}{small}</td>\n'


def _linked(number: Any, *, is_linked: bool) -> str:
    title = f' title="{escape(number.words)}"' if number.words else ""
    if is_linked:
        return f'<a href="{escape(number.href)}"{title}>{escape(number.text)}</a>'
    return f'<span class="table-soft"{title}>{escape(number.text)}</span>'


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # nosec B308 B703  escaped above
