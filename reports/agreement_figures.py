"""The tables and charts of agreement, as they leave: coders under their pseudonyms, alpha with its interval."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from projects.models import Membership
from reports import words
from reports.agreement import Agreement
from reports.agreement_confusion import Confusion
from reports.agreement_groups import Grouped
from reports.agreement_pairs import Pair, Pairs
from reports.agreement_rows import PLACES, Level, Row, shown
from reports.bootstrap import RELIABLE, TENTATIVE, Interval
from reports.charts import Axis, Dot, Dots, Heat
from reports.charts import Row as Marks
from reports.comparison import Comparison
from reports.figures import Figure
from reports.forms import AgreementForm, GroupsForm, PairsForm, ThemeForm
from reports.links import Links
from reports.material import Number
from reports.tables import Cell, Head, Table
from vocabulary.models import Theme


def themes(page: Agreement) -> Figure:
    """A line a theme: units by each coder, by all, where they differ, the coefficients, alpha's bounds, the verdict."""
    table = Table(
        _("Agreement on each theme"), note(page), _heads(page, _("Theme")), [_line(page, row) for row in page.rows]
    )
    marks = [_marks(_name(row.level), row) for row in page.rows]
    return Figure("agreement", table, page.links, dots("agreement", page, table.title, marks))


def groups(page: Grouped) -> Figure:
    """The same for the groups of one theme."""
    title = _("Agreement on “%(theme)s” by %(by)s") % {"theme": _name(page.chosen), "by": page.by.label}
    rows = [(line.group.label, line.row) for line in page.lines]
    lines = [_line(page, row, label) for label, row in rows]
    table = Table(title, note(page), _heads(page, str(page.by.label)), lines)
    links = Links(page.scope, {**page.basis, **_query(page.chosen), "rows": page.by.value})
    chart = dots("agreement-groups", page, title, [_marks(label, row) for label, row in rows])
    return Figure("agreement-groups", table, links, chart)


def pairs(page: Pairs) -> Figure:
    """A line each two coders."""
    title = _("Agreement of each two coders on “%(theme)s”") % {"theme": _name(page.chosen)}
    heads = [_("Coder"), _("Coder"), _("Compared"), _("They differ"), str(page.measure.title), _("from"), _("to")]
    found = [
        (line.coder, page.coders[place], pair)
        for at, line in enumerate(page.lines)
        for place, pair in enumerate(line.pairs[:at])
        if pair
    ]
    rows = [[Cell(other.pseudonym), Cell(one.pseudonym), *_of_pair(page, pair)] for one, other, pair in found]
    table = Table(title, note(page), [Head(text) for text in heads], rows)
    marks = [
        Marks(f"{other.pseudonym}, {one.pseudonym}", [_dot(pair.value, pair.interval)], pair.figure)
        for one, other, pair in found
    ]
    links = Links(page.scope, {**page.basis, **_query(page.chosen), "measure": page.measure.name})
    return Figure("agreement-pairs", table, links, dots("agreement-pairs", page, title, marks, str(page.measure.title)))


def confusion(page: Confusion) -> Figure:
    """Themes by themes."""
    heads = [Head(_("Given")), *(Head(theme.code, words=theme.name) for theme in page.rows)]
    rows = [
        [
            Cell(themed(line.theme)),
            *(_counted(int(n), number) for n, number in zip(counts, line.cells, strict=True)),
        ]
        for line, counts in zip(page.lines, page.counts, strict=True)
    ]
    sides = _("Rows: what one coder gave; columns: what another gave instead.")
    table = Table(_("Confusion of themes"), f"{sides} {note(page)}", heads, rows)
    chart = Heat(name="agreement-confusion", title=table.title, note=table.note, table=table)
    return Figure("agreement-confusion", table, page.links, chart)


def themes_asked(asked: QueryDict, member: Membership) -> Figure | None:
    return _of(AgreementForm(asked, member=member), Agreement, themes)


def confusion_asked(asked: QueryDict, member: Membership) -> Figure | None:
    return _of(AgreementForm(asked, member=member), Confusion, confusion)


def pairs_asked(asked: QueryDict, member: Membership) -> Figure | None:
    return _of_theme(PairsForm(asked, member=member), Pairs, pairs)


def groups_asked(asked: QueryDict, member: Membership) -> Figure | None:
    return _of_theme(GroupsForm(asked, member=member), Grouped, groups)


def _of(form: AgreementForm, page_of: Callable[..., Any], figure_of: Callable[[Any], Figure]) -> Figure | None:
    scope = form.scope() if form.is_valid() else None
    page = page_of(scope, form.compared(), form.asked()) if scope else None
    return figure_of(page) if page and page.is_shown else None


def _of_theme(form: ThemeForm, page_of: Callable[..., Any], figure_of: Callable[[Any], Figure]) -> Figure | None:
    scope = form.scope() if form.is_valid() else None
    page = page_of(scope, form.compared(), form.asked(), form.cleaned_data) if scope else None
    return figure_of(page) if page and page.is_shown and page.chosen else None


def note(page: Comparison) -> str:
    said = _("%(compared)s answered by two or more of %(coders)s in the round “%(round)s”.") % {
        "compared": page.compared,
        "coders": ", ".join(coder.pseudonym for coder in page.coders),
        "round": page.scope.round.name,
    }
    return f"{said} {page.carried}"


def themed(theme: Theme) -> str:
    return f"{theme.code} {theme.name}"


def _name(level: Level | None) -> str:
    """A line of the agreement page in words."""
    if level is None:
        return ""
    if level.edition:
        return _("%(theme)s as defined in version %(number)d") % {"theme": themed(level.theme), "number": level.edition}
    return (
        _("%(theme)s with its sub-themes") % {"theme": themed(level.theme)} if level.is_rolled else themed(level.theme)
    )


def _heads(page: Comparison, first: str) -> list[Head]:
    given = [_("Given by %(coder)s") % {"coder": coder.pseudonym} for coder in page.coders]
    bounds = [_("Alpha from"), _("Alpha to"), _("Verdict")]
    texts = [first, _("Compared"), *given, _("By all"), _("They differ"), *(str(each.title) for each in page.measures)]
    return [Head(text) for text in (*texts, *bounds)]


def _line(page: Comparison, row: Row, label: str = "") -> list[Cell]:
    n, agreed, differ, *given = row.counts
    numbers = [row.units, *(number for number, _share in row.by_coder), row.agreed, row.differ]
    counted = [_counted(*each) for each in zip((n, *given, agreed, differ), numbers, strict=True)]
    figures = [Cell(value, shown(name, value)) for name, value in row.figures.items()]
    return [Cell(label or _name(row.level)), *counted, *figures, *_bounds(row.interval), Cell(str(row.verdict.label))]


def _bounds(interval: Interval | None) -> list[Cell]:
    low, high = (interval.low, interval.high) if interval else (None, None)
    return [Cell(bound, shown("alpha", bound)) for bound in (low, high)]


def _counted(n: int, number: Number) -> Cell:
    return Cell(n, number.text, number.href, level=number.level)


def _of_pair(page: Pairs, pair: Pair) -> list[Cell]:
    bounds = (pair.interval.low, pair.interval.high) if pair.interval else (None, None)
    figures = [Cell(value, shown(page.measure.name, value)) for value in (pair.value, *bounds)]
    return [_counted(pair.n[0], pair.compared), _counted(pair.n[1], pair.differ), *figures]


def _marks(label: str, row: Row) -> Marks:
    value = row.figures["alpha"]
    text = f"{shown('alpha', value)} [{row.range('alpha')}]" if row.range("alpha") else row.why or shown("alpha", value)
    return Marks(label, [_dot(value, row.interval)], text)


def _dot(value: float | None, interval: Interval | None) -> Dot | None:
    return Dot(value, *((interval.low, interval.high) if interval else ())) if value is not None else None


def dots(name: str, page: Comparison, title: str, rows: Sequence[Marks], measure: str = "") -> Dots:
    """With the two limits as lines; the scale begins at 0, which is chance, or where the lowest figure needs it."""
    lowest = min((dot.value if dot.low is None else dot.low for row in rows for dot in row.dots if dot), default=0.0)
    axis = Axis(min(lowest, 0.0), 1.0, lambda value: words.decimal(value, 1), measure or _("Krippendorff’s alpha"))
    rules = [(limit, words.decimal(limit, PLACES)) for limit in (TENTATIVE, RELIABLE)]
    return Dots(name=name, title=title, note=note(page), rows=rows, axis=axis, rules=rules)


def _query(level: Level | None) -> Mapping[str, object]:
    return level.query if level else {}
