"""Names in the reader's language: of a codebook and its entries, of themes, of anything with `labels`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import get_language

from vocabulary.entries import Codebook, ThemeEntry
from vocabulary.languages import best, others

register = template.Library()


@register.filter
def label(theme: Any) -> str:
    """The name in the interface's language, else in English, else in any."""
    return str(theme.labels.get(best(theme.labels, _language()), theme))


@register.filter
def label_language(theme: Any) -> str:
    """The language of what `label` gives, for a `lang` attribute."""
    return best(theme.labels, _language())


@register.filter
def other_labels(theme: Any) -> list[tuple[str, str]]:
    """(language, name) of the names that `label` does not give."""
    return others(theme.labels, _language())


@register.filter
def linked(codebook: Codebook, text: str) -> list[tuple[str, ThemeEntry | None]]:
    """An exclusion in pieces, with the themes it sends on to."""
    return codebook.linked(text)


@register.filter
def named(codebook: Codebook, slugs: Iterable[str]) -> list[ThemeEntry]:
    """The themes of these slugs, old ones too."""
    return [codebook.by_slug[slug] for slug in slugs if slug in codebook.by_slug]


@register.filter
def theme(codebook: Codebook, theme_id: int | None) -> ThemeEntry | None:
    """The theme of this id."""
    return codebook.by_id.get(theme_id) if theme_id is not None else None


def _language() -> str:
    return get_language() or "en"
