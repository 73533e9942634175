"""The few tags and filters that every template may use."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def op() -> SafeString:
    """A hidden field with a fresh operation id: a form that is sent twice changes things once."""
    return format_html('<input type="hidden" name="op" value="{}">', uuid.uuid4())


@register.filter
def beginning(text: str, length: int) -> str:
    """The first `length` code points of a text, "…" behind them where there are more; no character is altered."""
    return text if len(text) <= length else f"{text[:length]}…"
