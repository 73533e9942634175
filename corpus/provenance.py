"""The fields that describe a document, and which values they take."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from corpus import dates

LENGTHS = {
    "title": 500,
    "author": 300,
    "source": 200,
    "authority": 200,
    "published": 10,
    "language": 12,
    "url": 1000,
    "licence": 200,
    "external_id": 200,
}
# What importers find besides, by the names under which it is kept.
BESIDE = {
    "subject": gettext_noop("subject"),
    "keywords": gettext_noop("keywords"),
    "section": gettext_noop("section"),
    "description": gettext_noop("description"),
    "contributor": gettext_noop("contributor"),
    "file created": gettext_noop("file created"),
    "program": gettext_noop("program"),
    "pages": gettext_noop("pages"),
    "date": gettext_noop("date as it is written"),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def labelled(extra: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is kept beside the fields, under names for readers; columns of somebody's own keep theirs."""
    return [(_(BESIDE[name]) if name in BESIDE else name, value) for name, value in extra.items()]


class Wrong(ValueError):
    """A value a field cannot take; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def clean(fields: Mapping[str, str]) -> dict[str, str]:
    """The same fields without outer white space; raises Wrong at the first value that cannot be stored."""
    return {name: _clean(name, value) for name, value in fields.items()}


def _clean(name: str, value: str) -> str:
    value = value.strip()
    if len(value) > LENGTHS[name]:
        raise Wrong(name, _("At most %(n)s characters.") % {"n": LENGTHS[name]})
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value):
        raise Wrong(name, _("It holds a character that cannot be stored."))
    if name == "title" and not value:
        raise Wrong(name, _("A document needs a title."))
    if name == "language" and not _LANGUAGE.fullmatch(value):
        raise Wrong(name, _("Write a language like en, zh or zh-Hant."))
    if name == "url" and value and not _is_web_address(value):
        raise Wrong(name, _("An address begins with http:// or https://."))
    return _date(value) if name == "published" else value


def _date(value: str) -> str:
    try:
        return dates.check(value)
    except ValueError as error:
        raise Wrong("published", str(error)) from error


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", value)
