"""Counting passages by theme and document, read or not: three queries."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

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
    parents = themes.parents()
    families = {
        f"n_{parent}": Count("content_object", distinct=True, filter=Q(tag__in=family))
        for parent, family in parents.items()
    }
    for row in taggings.values("document").annotate(**families).order_by():
        for parent in parents:
            counts.rolled[parent, row["document"]] = row[f"n_{parent}"]
    return counts
