"""The table of two groups: themes in rows, what each group counts, the shares and their difference."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports import words
from reports.exploring.contrast import Contrast
from reports.intervals import Estimate
from reports.tables import Cell, Head, Table


def table(page: Any) -> Table:
    """Of reports.exploring.two_groups.TwoGroups; a column of estimates only for a group that was drawn."""
    rows = [[*_cells(page, each)] for each in page.contrasts]
    return Table(_("Themes in two groups of documents"), page.note, [*_heads(page)], rows)


def _heads(page: Any) -> Iterator[Head]:
    yield _head(page, "codebook", _("Theme"))
    for group, side in zip(page.groups, page.sides, strict=True):
        letter = {"group": group.letter}
        yield Head(_("%(group)s: units with it") % letter, words=group.words)
        yield Head(_("%(group)s: units read") % letter, words=group.words)
        key, share = group.letter.lower(), _("%(group)s: share") % letter
        yield Head(share, words=group.words) if side.is_drawn else _head(page, key, share)
        if side.is_drawn:
            yield _head(page, key, _("%(group)s: estimated share") % letter)
    yield _head(page, "difference", _("A less B, percentage points"))
    if not page.why:
        yield from (Head(_("Low")), Head(_("High")), Head(_("Why no interval"), is_number=False))


def _head(page: Any, key: str, text: str) -> Head:
    """Ordered by it, the largest first; the same again turns the order round."""
    now = page.asked.get("sort") or "codebook"
    down = key if key == "codebook" else f"-{key}"
    turned = key if now == down else down
    is_sorted = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return Head(text, page.here(sort=turned), is_sorted=is_sorted)


def _cells(page: Any, each: Contrast) -> Iterator[Cell]:
    theme = page.themes[each.theme]
    yield Cell(f"{theme.code} {theme.name}")
    for place, (group, side) in enumerate(zip(page.groups, page.sides, strict=True)):
        (n, read), asked = each.counts[place], {**group.filters.query(), "theme": theme.slug}
        said = words.fraction(n, read, page.scope.unit)
        asked["sub"] = page.with_sub or None
        yield Cell(n if read else None, words.whole(n) if read else "", _to(group, "tagged", asked, n), said)
        yield Cell(read, words.whole(read), _to(group, "answered", asked, read))
        yield Cell(n / read if read else None, words.percent(n, read), words=said, is_share=True)
        if side.is_drawn:
            yield _share(each.shares[place])
    yield from _apart(page, each.difference)


def _to(group: Any, state: str, asked: dict[str, Any], n: int) -> str:
    return group.links.units(state, **asked) if n else ""


def _share(estimate: Estimate) -> Cell:
    text = words.share(estimate.value)
    if estimate.low is not None and estimate.high is not None:
        text += f" [{words.share(estimate.low)}, {words.share(estimate.high)}]"
    return Cell(estimate.value, text, words=estimate.why, is_share=True)


def _apart(page: Any, apart: Estimate) -> Iterator[Cell]:
    yield _points(apart.value, apart.why)
    if not page.why:
        yield from (_points(apart.low), _points(apart.high), Cell(apart.why, apart.why or " "))


def _points(value: float | None, why: str = "") -> Cell:
    return Cell(None if value is None else 100 * value, "" if value is None else words.points(value), words=why)
