"""Counting where a unit is a sentence or a paragraph.

Three queries, one for each level of the codebook that has parents, and one where a definition changed.
"""

from typing import Any

from django.db.models import Case, Count, Exists, F, Q, Sum, Value, When

from annotations.querysets import UnitThemeQuerySet
from reports.counting.base import NO_GAP, Figures, Gap, Tally, Themes
from reports.editions import Editions
from reports.scope import Scope

# A unit is (paragraph, index); one number stands for both. No paragraph has a million sentences.
UNIT = F("paragraph_id") * 1_000_000 + F("unit")


def count(scope: Scope, themes: Themes, editions: Editions) -> Figures:
    figures = Figures()
    gaps = {editions.gap(row.pk) for row in themes.rows} | set(editions.changed().values())
    _count_texts(scope, [NO_GAP, *gaps - {NO_GAP}], figures)
    _count_themes(scope, themes, editions, figures)
    _count_documents(scope, figures)
    _count_families(scope, themes, editions, figures)
    _count_editions(scope, editions, figures)
    return figures


def read_units(scope: Scope, gap: Gap = NO_GAP) -> UnitThemeQuerySet:
    """The units with their themes whose coder marked their paragraph read, under a version outside the gap."""
    marks = scope.own_marks()
    return scope.unit_themes().filter(Exists(marks.exclude(codebook_version__in=gap) if gap else marks))


def missing(scope: Scope, themes: frozenset[int], editions: Editions, extra: Gap = NO_GAP) -> Any:
    """Rows whose value does not count: read under a version that lacked their theme, or one of `extra`."""
    gaps = {theme: editions.gap(theme) | extra for theme in sorted(themes)}
    rule: Any = Q(pk__in=[])
    for theme, gap in gaps.items():
        if gap:
            rule |= Q(theme=theme) & Exists(scope.own_marks().filter(codebook_version__in=gap))
    return rule


def tallies() -> dict[str, Count]:
    """units, sure, unsure: each unit once, whoever of the coders gave the theme."""
    return {
        "units": Count(UNIT, distinct=True),
        "sure": Count(UNIT, distinct=True, filter=Q(n_sure__gt=0)),
        "unsure": Count(UNIT, distinct=True, filter=Q(n_sure__lt=F("n"))),
    }


def _count_texts(scope: Scope, gaps: list[Gap], figures: Figures) -> None:
    codable = Q(is_codable=True)
    size = F("n_sentences") if scope.unit == "sentence" else F("pk") * 0 + 1
    counts: dict[str, Any] = {"codable": Sum(size, filter=codable), "not_codable": Count("pk", filter=~codable)}
    for index, gap in enumerate(gaps):
        marks = scope.readings().exclude(codebook_version__in=gap) if gap else scope.readings()
        counts[f"read_{index}"] = Sum(size, filter=codable & Q(pk__in=marks.values("paragraph")))
    rows: Any = scope.paragraphs().values("revision__document").annotate(**counts).order_by()
    for row in rows:
        document = row["revision__document"]
        figures.codable[document] = row["codable"] or 0
        figures.not_codable[document] = row["not_codable"]
        for index, gap in enumerate(gaps):
            figures.read[gap][document] = row[f"read_{index}"] or 0


def _count_themes(scope: Scope, themes: Themes, editions: Editions, figures: Figures) -> None:
    shown = frozenset(row.pk for row in themes.rows)
    counted = read_units(scope).exclude(missing(scope, shown, editions))
    rows: Any = counted.values("theme", "document").annotate(**tallies()).order_by()
    for row in rows:
        figures.own[row["theme"], row["document"]] = Tally(row["units"], row["sure"], row["unsure"])


def _count_documents(scope: Scope, figures: Figures) -> None:
    """Units with any theme, each once."""
    rows: Any = read_units(scope).values("document").annotate(**tallies()).order_by()
    for row in rows:
        figures.tagged[row["document"]] = Tally(row["units"], row["sure"], row["unsure"])


def _count_families(scope: Scope, themes: Themes, editions: Editions, figures: Figures) -> None:
    """Units with a parent or anything below it, each once; one query for each level that has parents."""
    for level in themes.levels():
        rule: Any = Q(pk__in=[])
        for parent, family in level.items():
            rule |= missing(scope, family, editions, editions.gap(parent))
        of = Case(*(When(theme__in=family, then=Value(parent)) for parent, family in level.items()))
        counted = read_units(scope).annotate(family=of).filter(family__isnull=False).exclude(rule)
        rows: Any = counted.values("family", "document").annotate(**tallies()).order_by()
        for row in rows:
            figures.rolled[row["family"], row["document"]] = Tally(row["units"], row["sure"], row["unsure"])


def _count_editions(scope: Scope, editions: Editions, figures: Figures) -> None:
    """Asks nothing of the database while no definition has changed."""
    keys = editions.changed()
    counts = {
        f"edition_{theme}_{edition}": Count(
            UNIT, distinct=True, filter=Q(theme=theme) & ~missing(scope, frozenset({theme}), editions, gap)
        )
        for (theme, edition), gap in keys.items()
    }
    row: dict[str, int] = read_units(scope).aggregate(**counts) if counts else {}
    figures.edition = {(theme, edition): row[f"edition_{theme}_{edition}"] for theme, edition in keys}
