"""Taking typed values out of parsed data; what is wrong becomes a fault, and a harmless value stands in for it."""

import re
from typing import Any

from django.utils.translation import gettext as _

from vocabulary.problems import Fault

NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MOST_ITEMS = 2000


class Fields:
    """The fields of one mapping in a codebook file; `theme` is the slug under which its faults are told."""

    def __init__(self, theme: str, data: Any, faults: list[Fault], *, known: tuple[str, ...], within: str = "") -> None:
        self.theme, self.faults, self.within = theme, faults, within
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            self.fault("", "mapping", _("must be a list of fields with values"))
        for name in self.data:
            if name not in known:
                self.fault(str(name), "unknown-field", _("there is no field of this name"))

    def fault(self, field: str, rule: str, message: str) -> None:
        place = ".".join(part for part in (self.within, field) if part)
        self.faults.append(Fault(self.theme, place or "themes", rule, message))

    def text(self, field: str, *, limit: int, is_required: bool = False, is_line: bool = False) -> str:
        """A text of at most `limit` code points; a line has no line breaks and no outer white space."""
        value = self.data.get(field)
        if value is None or value == "":
            if is_required:
                self.fault(field, "required", _("is missing"))
            return ""
        return self.clean(field, value, limit, is_line)

    def clean(self, field: str, value: Any, limit: int, is_line: bool = False) -> str:
        if not isinstance(value, str):
            self.fault(field, "text", _("must be text; put it in quotes"))
            return ""
        text: str = value.strip() if is_line else value
        if NOT_TEXT.search(text) or (is_line and "\n" in text):
            self.fault(field, "control-character", _("holds a character that is not text"))
        elif len(text) > limit:
            message = _("is longer than %(limit)s characters") % {"limit": limit}
            self.fault(field, "too-long", message)
        else:
            return text
        return ""

    def number(self, field: str, low: int, high: int, default: int = 0) -> int:
        value = self.data.get(field, default)
        if type(value) is not int or not low <= value <= high:
            message = _("must be a whole number from %(low)s to %(high)s") % {"low": low, "high": high}
            self.fault(field, "range", message)
            return low
        return value

    def choice(self, field: str, choices: tuple[str, ...]) -> str:
        """One of `choices`, the first when nothing is said."""
        value = self.data.get(field, choices[0])
        if value not in choices:
            self.fault(field, "choice", _("must be one of: %s") % ", ".join(choices))
            return choices[0]
        return str(value)

    def items(self, field: str, *, most: int = MOST_ITEMS) -> list[Any]:
        value = self.data.get(field)
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > most:
            self.fault(field, "list", _("must be a list of at most %s items") % most)
            return []
        return value

    def texts(self, field: str, *, limit: int, is_line: bool = False) -> list[str]:
        return [self.clean(f"{field}[{n}]", item, limit, is_line) for n, item in enumerate(self.items(field), start=1)]

    def labels(self, field: str, *, limit: int) -> dict[str, str]:
        """Texts by language; a bare text is English."""
        value = self.data.get(field) or {}
        if isinstance(value, str):
            value = {"en": value}
        if not isinstance(value, dict):
            self.fault(field, "mapping", _("must give a text for each language"))
            return {}
        return {str(key): self.clean(f"{field}.{key}", text, limit, is_line=True) for key, text in value.items()}
