"""Counting passages by theme and document, read or not: two queries, and one for each level that has parents."""

from dataclasses import dataclass, field

from django.db.models import Case, Count, Value, When

from reports.counting.base import Themes
from reports.scope import Scope


@dataclass
class PassageCounts:
    """Passages by document id, and by (theme id, document id); with sub-themes each passage once."""

    by_document: dict[int, int] = field(default_factory=dict)
    own: dict[tuple[int, int], int] = field(default_factory=dict)
    rolled: dict[tuple[int, int], int] = field(default_factory=dict)


def count(scope: Scope, themes: Themes) -> PassageCounts:
    counts = PassageCounts(dict(scope.passages().values_list("document").annotate(n=Count("pk")).order_by()))
    taggings = scope.taggings()
    for theme, document, n in taggings.values_list("tag", "document").annotate(n=Count("pk")).order_by():
        counts.own[theme, document] = n
    for level in themes.levels():
        of = Case(*(When(tag__in=family, then=Value(parent)) for parent, family in level.items()))
        rows = taggings.annotate(family=of).filter(family__isnull=False).values_list("family", "document")
        for parent, document, n in rows.annotate(n=Count("content_object", distinct=True)).order_by():
            counts.rolled[parent, document] = n
    return counts
