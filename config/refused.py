"""What a refused change said and what is there now, as lines for the page that tells it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from vocabulary.models import Theme

UNSAID = {"csrfmiddlewaretoken", "op", "next", "version"}
TECHNICAL = {"id", "round", "coder", "document", "paragraph", "project", "group", "created_at", "version", "origin"}
LONG = 80  # characters; longer values get a box of their own


@dataclass(frozen=True)
class Line:
    """One thing said: a label and its value."""

    label: str
    value: str

    @property
    def is_long(self) -> bool:
        return len(self.value) > LONG or "\n" in self.value


def sent(form: QueryDict) -> list[Line]:
    """What the person typed or chose, passwords left out."""
    names = [name for name in form if name not in UNSAID and "password" not in name]
    return [Line(_said(name), value) for name in names for value in form.getlist(name) if value.strip()]


def now_there(current: Any) -> list[Line]:
    """The current state of the thing in words a person can use: no ids, themes by code and name."""
    if not isinstance(current, dict):
        return [Line(_("now"), str(current))] if current not in (None, "") else []
    lines = [Line(_said(name), _words(value)) for name, value in current.items() if _is_telling(name, value)]
    return lines + list(_themes(current.get("taggings") or ()))


def _said(name: str) -> str:
    return name.replace("_", " ")


def _is_telling(name: str, value: Any) -> bool:
    has_parts = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(part, dict) for part in value))
    return name not in TECHNICAL and value not in (None, "", [], {}) and not has_parts


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _themes(taggings: Iterable[dict[str, Any]]) -> Iterator[Line]:
    unsure = {row["theme"]: row.get("is_unsure", False) for row in taggings}
    for pk, theme in Theme.objects.in_bulk(list(unsure)).items():
        yield Line(_("theme, unsure") if unsure[pk] else _("theme"), str(theme))
