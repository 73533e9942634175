"""Dates as documents carry them: full, partial or unknown; written "2024-11-12", "2024-11", "2024" or ""."""

import re
from datetime import date

from django.utils.translation import gettext as _

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?!\d)",
        r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月(?:\s?(?P<d>\d{1,2})\s?日)?",
        r"(?P<name>[A-Z][a-z]{2,8})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})",
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<name>[A-Z][a-z]{2,8})\.?,? (?P<y>\d{4})",
        r"(?P<name>[A-Z][a-z]{2,8})\.?,? (?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d{1,2})(?![-\d])",
        r"(?P<y>\d{4})(?:\s?年)?(?![-/.\d])",
    )
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def find(text: str) -> str:
    """The first date at the beginning of a text in any usual English or Chinese form; "" when there is none."""
    for form in _FORMS:
        match = form.match(text)
        if match and (found := _iso(match.groupdict())):
            return found
    return ""


def check(text: str) -> str:
    """The same date, when it is full, partial or empty and exists in the calendar; raises ValueError otherwise."""
    text = text.strip()
    match = _ISO.fullmatch(text)
    year, month, day = match.groups() if match else (None, None, None)
    if text and not (year and int(year) and _exists(int(year), int(month or 1), int(day or 1))):
        raise ValueError(_("“%(text)s” is no date. Write 2024-11-12, 2024-11, 2024 or nothing.") % {"text": text})
    return text


def year_of(published: str) -> int:
    """The year of a date; 0 when it is unknown."""
    return int(published[:4] or 0)


def _iso(parts: dict[str, str | None]) -> str:
    month = _month(parts.get("name")) or int(parts.get("m") or 0)
    year, day = int(parts["y"] or 0), int(parts.get("d") or 0)
    if (parts.get("name") and not month) or not _exists(year, month or 1, day or 1):
        return ""
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def _month(name: str | None) -> int:
    start = (name or "")[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
