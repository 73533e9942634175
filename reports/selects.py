"""Choices that cost little: asked for once, and written without a template each.

Django asks for the rows of a choice each time it looks at them, and takes a third of a page of coverage for templates.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe


class PlainSelect(forms.Select):
    """The same HTML as Django's, for choices without groups; `fallback` is what stands there where none was made."""

    fallback = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {each or self.fallback for each in self.format_value(value)}
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return _safe(f"<select{flatatt(given)}>{''.join(_options(self.choices, chosen))}</select>")


class _AskedOnce(ModelChoiceIterator):  # type: ignore[type-arg]
    """Over the rows that the field's queryset remembers."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset)


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of few rows, which are asked for once, when they are shown."""

    iterator = _AskedOnce
    widget = PlainSelect


def _options(choices: Iterable[Any], chosen: set[str]) -> Iterable[str]:
    for value, label in choices:
        key = str(value)
        selected = " selected" if key in chosen else ""
        yield f'<option value="{escape(key)}"{selected}>{escape(str(label))}</option>\n'


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # nosec B308 B703  escaped above
