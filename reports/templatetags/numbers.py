"""Numbers in tables, written without a template of their own: a page of coverage has thousands of them.

`{% number row.read %}` is one with its link, `{% columns row.found %}` are many, each in a cell of its own; `{% line
row.line %}` is what a line is called; `{% cells row.cells %}` are the cells of a line of the heat table, `{% cell cell
%}` is one of them.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def number(number: Any) -> SafeString:
    """A number that leads to what it counts; one that counts nothing leads nowhere."""
    return _safe(_linked(number, is_linked=bool(number.href) and number.text != "0"))


@register.simple_tag
def columns(numbers: Iterable[Any]) -> SafeString:
    """Cells of a line, one a number; a text that is no number stands as it is."""
    return _safe("".join(f'<td class="table-number">{_number(each)}</td>\n' for each in numbers))


@register.simple_tag(takes_context=True)
def line(context: template.Context, line: Any) -> SafeString:
    """What a line is called: a document leads to its page; small below it what else is known of it."""
    name = f"<bdi>{escape(line.name)}</bdi>"
    if line.document:
        href = reverse("document_detail", args=[context["project"].slug, line.document])
        name = f'<a href="{escape(href)}">{escape(line.name)}</a>'
    return _safe(f'{name} <span class="table-soft">{escape(line.below)}</span>' if line.below else name)


@register.simple_tag
def cell(cell: Any) -> SafeString:
    """One cell of the heat table."""
    return _safe(_cell(cell))


@register.simple_tag
def cells(cells: Iterable[Any]) -> SafeString:
    """Each with its step of the colour scale, and a mark where it is a share of few."""
    return _safe("".join(map(_cell, cells)))


def _number(number: Any) -> str:
    aside = f' <span class="coverage-of">{escape(number.aside)}</span>' if number.aside else ""
    is_text = number.n is None and not number.href
    return (escape(number.text) if is_text else _linked(number, is_linked=bool(number.href and number.n))) + aside


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
