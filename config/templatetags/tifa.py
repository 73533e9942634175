"""The few tags and filters that every template may use."""

import uuid
from typing import Any

import orjson
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ENDINGS = {"&": r"\u0026", "<": r"\u003C", ">": r"\u003E"}  # what could end a <script>, as JSON may also say it
register = template.Library()


@register.simple_tag
def op() -> SafeString:
    """A hidden field with a fresh operation id: a form that is sent twice changes things once."""
    return format_html('<input type="hidden" name="op" value="{}">', uuid.uuid4())


@register.filter
def beginning(text: str, length: int) -> str:
    """The first `length` code points of a text, "…" behind them where there are more; no character is altered."""
    return text if len(text) <= length else f"{text[:length]}…"


@register.filter
def data_script(data: Any, name: str) -> SafeString:
    """Plain `data` for the scripts of a page, as Django's json_script writes it, in a fifteenth of its time."""
    text = orjson.dumps(data).decode()
    for character, escape in ENDINGS.items():
        text = text.replace(character, escape)
    return format_html('<script id="{}" type="application/json">{}</script>', name, mark_safe(text))  # noqa: S308  # nosec B308 B703  escaped
