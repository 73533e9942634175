"""Numbers in words: what a unit is called, shares, denominators (pure)."""

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

MISSING = "–"


def units(unit: str, n: int) -> str:
    """ "1 sentence", "148 sentences"."""
    return _units(unit, n, get_language() or "")


@lru_cache(maxsize=4096)
def _units(unit: str, n: int, _language: str) -> str:
    """Remembered, since a page says thousands of times of how many units it speaks."""
    if unit == "sentence":
        named = ngettext("%(n)s sentence", "%(n)s sentences", n)
    elif unit == "paragraph":
        named = ngettext("%(n)s paragraph", "%(n)s paragraphs", n)
    else:
        named = ngettext("%(n)s document", "%(n)s documents", n)
    return named % {"n": whole(n)}


def out_of(unit: str, n: int) -> str:
    """ "of 148 sentences", to stand behind a number."""
    return _("of %(units)s") % {"units": units(unit, n)}


def unit_names(unit: str) -> str:
    """The unit in the plural, without a number."""
    return {"sentence": _("sentences"), "paragraph": _("paragraphs"), "document": _("documents")}[unit]


def carried(unit: str, rule: str) -> str:
    """When a unit has a theme, by a rule in words."""
    said = {
        "sentence": _(
            "A sentence carries a theme for a coder when passages of that coder with the theme hold %(rule)s of it."
        ),
        "paragraph": _(
            "A paragraph carries a theme for a coder when passages of that coder with the theme hold %(rule)s of it."
        ),
        "document": _(
            "A document carries a theme for a coder when passages of that coder with the theme hold %(rule)s of it."
        ),
    }
    return said[unit] % {"rule": rule}


def fraction(n: int, of: int, unit: str) -> str:
    """ "12 of 148 sentences"; nothing read is missing, never 0."""
    if not of:
        return MISSING
    return _("%(n)s of %(units)s") % {"n": whole(n), "units": units(unit, of)}


def percent(n: float, of: float, places: int = 1) -> str:
    """A share in per cent; "–" without a denominator, "< 1 %" instead of a rounded-down nothing."""
    if not of:
        return MISSING
    smallest = 10.0**-places
    share = 100 * n / of
    if 0 < share < smallest / 2:
        return _("< %(share)s %%") % {"share": number_format(smallest, places)}
    return _percent(f"{share:.{places}f}", places, get_language() or "")  # Django would cut the decimals off


@lru_cache(maxsize=4096)
def _percent(rounded: str, places: int, _language: str) -> str:
    """Remembered, since there are not many that a page can say."""
    return _("%(share)s %%") % {"share": number_format(rounded, places) if places else rounded}


def share(value: float | None, places: int = 1) -> str:
    """A share in [0, 1] in per cent; "–" for None and for what is below 0."""
    return MISSING if value is None or value < 0 else percent(value, 1, places)


def points(value: float) -> str:
    """A difference of two shares in percentage points, with its sign: “+3.2”, “−0.4”, “0.0”."""
    text = decimal(abs(100 * value), 1)
    return text if not round(100 * value, 1) else f"+{text}" if value > 0 else f"−{text}"


def decimal(value: float, places: int) -> str:
    """A number with its decimals, rounded half to even; never "-0.000"."""
    return number_format(f"{round(value, places) + 0.0:.{places}f}")


def bounds(low: str, high: str) -> str:
    """An interval, of two numbers in words."""
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def bare_percent(n: float, of: float) -> str:
    """A whole number of per cent without the sign, for narrow columns; "<1" instead of a rounded-down nothing."""
    if not of:
        return MISSING
    rounded = round(100 * n / of)
    return "<1" if n and not rounded else str(rounded)


def whole(n: int) -> str:
    """With its thousands told apart from five digits on."""
    return number_format(n, 0, force_grouping=True) if n > 9999 else str(n)
