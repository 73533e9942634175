"""What the board says of drift: themes on which coders agree less than before."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import Round
from reports import choices, grouping, words
from reports.agreement_rows import PLACES
from reports.answers import Answers, Asked, Compared, Mask
from reports.board_lines import Action, Line, Tag
from reports.comparison import Comparison
from reports.counting.base import Themes
from reports.drift import Fall, fallen
from reports.editions import Editions
from reports.grouping import PORTION, By
from reports.links import Links, address
from reports.material import Number


def lines(page: Comparison, themes: Themes, offered: Editions) -> list[Line]:
    """From the first ten documents to the last ten that were handed in, and from the main round to the drift round."""
    if not page.is_shown:
        return []
    return [*_over_time(page, themes, offered), *_in_drift_round(page, themes, offered)]


def _over_time(page: Comparison, themes: Themes, offered: Editions) -> list[Line]:
    groups = grouping.group(By.TENS, page.scope, page.answered)
    full = [
        (group.key, groups.rows(place))
        for place, group in enumerate(groups.groups)
        if group.key != grouping.OPEN and len(set(page.answered.documents[groups.rows(place)].tolist())) == PORTION
    ]
    if len(full) < 2:
        return []
    (_first, early), (last, late) = full[0], full[-1]
    found = fallen(themes.rows, *(_compared(page.answered, themes, offered, part) for part in (early, late)))
    text = ngettext(
        "theme on which agreement fell from the first ten documents to the last ten",
        "themes on which agreement fell from the first ten documents to the last ten",
        len(found),
    )
    over_time = {**page.basis, "rows": By.TENS.value}
    return _line(page, found, text, {"rows": By.TENS.value, "row": last}, ("agreement_groups", over_time))


def _in_drift_round(page: Comparison, themes: Themes, offered: Editions) -> list[Line]:
    """The newest drift round that hides nothing, beside a main round."""
    member, round = page.scope.member, page.scope.round
    rounds = choices.rounds(member).order_by("pk") if round.kind == Round.Kind.MAIN else []
    drift = [each for each in rounds if each.kind == Round.Kind.DRIFT and not each.hides_others]
    if not drift:
        return []
    coders = list(choices.people(member, drift[-1]))
    later = Comparison(choices.scope(member, drift[-1], None), coders, {"round": drift[-1].pk})
    if not later.is_shown:
        return []
    found = fallen(themes.rows, *(_compared(each.answered, themes, offered) for each in (page, later)))
    text = ngettext(
        "theme on which coders agree less in the drift round “%(round)s”",
        "themes on which coders agree less in the drift round “%(round)s”",
        len(found),
    )
    return _line(later, found, text % {"round": drift[-1].name}, {}, ("agreement_detail", later.basis))


def _compared(answers: Answers, themes: Themes, offered: Editions, rows: Mask | None = None) -> Sequence[Compared]:
    """Of each theme by itself."""
    asked = [Asked(frozenset({theme.pk}), offered.gap(theme.pk)) for theme in themes.rows]
    return [answers.compared(each, rows) for each in asked]


def _line(
    page: Comparison, found: Sequence[Fall], text: str, where: Mapping[str, Any], told: tuple[str, Mapping[str, Any]]
) -> list[Line]:
    """The number leads to the figures, the action to the differences on the theme that fell furthest."""
    if not found:
        return []
    links, slug = Links(page.scope, page.basis), page.scope.project.slug
    units = [links.compared("differ", theme=fall.theme.slug, **where) for fall in found]
    tags = [
        Tag(fall.theme, Number(words.whole(fall.n), href if fall.n else ""), _moved(fall))
        for fall, href in zip(found, units, strict=True)
    ]
    figures = address(told[0], slug, {**told[1], "theme": found[0].theme.slug if told[0] == "agreement_groups" else ""})
    note = _("Krippendorff’s alpha before and after; in brackets the later units on which they differ")
    return [Line(Number(str(len(found)), figures), text, Action(_("Read the differences"), units[0]), note, tags)]


def _moved(fall: Fall) -> str:
    """As in ".812 → .455"."""
    return f"{words.decimal(fall.before, PLACES)} → {words.decimal(fall.after, PLACES)}"
