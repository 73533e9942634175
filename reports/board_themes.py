"""What the board says of the themes: never used, thin, unreliable."""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import board_drift, choices, weak_themes, words
from reports.agreement_confusion import Confusion
from reports.board_lines import Action, Line, Section, Tag
from reports.counting.base import Themes
from reports.cube import Cube
from reports.editions import Editions
from reports.links import Links, address
from reports.material import Number
from reports.scope import Scope
from reports.weak_themes import FEWEST, Weak

MOST_COMPARED = 200_000  # units read, above which agreement is told by its own page alone
PLACES = 3


def themes(scope: Scope, cube: Cube, themes: Themes, offered: Editions, links: Links) -> Section:
    """What should be looked at in the codebook."""
    if not cube.read_all.sum():
        return Section("themes", _("Themes"), [], _("Nothing was read in this round yet, so no theme is judged."))
    revise = Action(_("Look at the codebook"), reverse("codebook_detail", args=[scope.project.slug]))
    lines = [
        *_low(scope, cube, themes, offered, links),
        *_line(weak_themes.thin(cube, themes.rows), _thin, revise, links, _("units with it in brackets")),
        *_line(weak_themes.never_used(cube, themes.rows), _unused, revise, links, ""),
    ]
    return Section("themes", _("Themes"), lines, _("No theme is unused, thin or unreliable."))


def _low(scope: Scope, cube: Cube, themes: Themes, offered: Editions, links: Links) -> list[Line]:
    """Themes whose alpha is below the limit; measured only where two read the same."""
    double, read = int(cube.totals.double.sum()), int(cube.read_all.sum())
    coders = list(choices.people(scope.member, scope.round))
    if not double or len(coders) < 2:
        return []
    if read > MOST_COMPARED:
        return [_too_many(scope, read, links)]
    compared = Confusion(scope, coders, {"round": scope.round.pk})
    weak = weak_themes.unreliable(compared.answered, themes, offered)
    tags = [Tag(each.theme, _differ(each, links), words.decimal(each.alpha or 0.0, PLACES)) for each in weak]
    page = Action(_("Agreement"), links.agreement())
    text = ngettext("theme is unreliable", "themes are unreliable", len(weak))
    note = _("Krippendorff’s alpha below .667; in brackets the units on which coders differ")
    found = [Line(Number(str(len(weak)), page.href), text, page, note, tags)] if weak else []
    return found + board_drift.lines(compared, themes, offered) + _confused(compared)


def _too_many(scope: Scope, read: int, links: Links) -> Line:
    """What is not measured here, and where it is."""
    text = _("are too many to be compared here: unreliable, confused and drifting themes are left out")
    number = Number(words.units(scope.unit, read), links.units("read"))
    note = _("the page of agreement measures all of them")
    return Line(number, text, Action(_("Agreement"), links.agreement()), note)


def _confused(page: Confusion) -> list[Line]:
    """The themes that coders take for each other most often."""
    pairs = page.commonest if page.is_shown else []
    if not pairs:
        return []
    href = address("agreement_confusion", page.scope.project.slug, page.basis)
    text = ngettext("pair of themes is confused", "pairs of themes are confused most", len(pairs))
    tags = [Tag(pair.one, pair.number, _("or %s") % pair.other.code) for pair in pairs]
    note = _("in brackets the units on which one coder gave the one and another the other")
    return [Line(Number(str(len(pairs)), href), text, Action(_("Confusion of themes"), href), note, tags)]


def _differ(weak: Weak, links: Links) -> Number:
    return Number(words.whole(weak.n), links.compared("differ", theme=weak.theme.slug, round=links.scope.round.pk))


def _line(weak: Sequence[Weak], say: Callable[[int], str], action: Action, links: Links, note: str) -> list[Line]:
    tags = [Tag(each.theme, _units(each, links) if each.n else None) for each in weak]
    return [Line(Number(str(len(weak)), action.href), say(len(weak)), action, note, tags)] if weak else []


def _units(weak: Weak, links: Links) -> Number:
    return Number(words.whole(weak.n), links.units("tagged", theme=weak.theme.slug))


def _thin(n: int) -> str:
    text = ngettext(
        "theme is thin: fewer than %(k)s units, or from one source",
        "themes are thin: fewer than %(k)s units, or from one source",
        n,
    )
    return text % {"k": FEWEST}


def _unused(n: int) -> str:
    return ngettext("theme was never used", "themes were never used", n)
