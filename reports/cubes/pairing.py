"""The door to which themes stand together: what is folded is read, what was touched since is counted now."""

import numpy as np

from ledger.models import Counter
from ledger.moment import one_moment
from reports import book
from reports.counting.base import Themes
from reports.cubes import folded, pairs
from reports.cubes.folded import UNPACKED, Folded
from reports.cubes.loading import Loading, coder_of
from reports.cubes.pairs import Pairs
from reports.cubes.parts import EVERYBODY
from reports.editions import Editions
from reports.filters import Filters
from reports.models import FoldPart
from reports.scope import Scope


def load(scope: Scope, themes: Themes, editions: Editions, filters: Filters | None = None) -> Pairs:
    """The pairs of a scope as they were at one moment; none of a round that hides its themes from the member.

    Of the documents that fit the filters, which takes one query more.
    """
    if scope.is_closed:
        return pairs.join([])
    with one_moment():
        found = _everything(scope, themes, editions)
        if filters is None or filters.is_any:
            return found
        fitting = scope.documents().filter(filters.condition()).values_list("pk", flat=True)
        return found.of(np.array(list(fitting), np.int64))


def _everything(scope: Scope, themes: Themes, editions: Editions) -> Pairs:
    loading = Loading(scope.round, coder_of(scope), book.bind(scope.unit, themes, editions))
    there = folded.read(loading.round, loading.coder, loading.bound)
    now = loading.behind(there)
    if not there.headers:
        return _live(loading, now)
    name = ("live pairs", _number(scope), tuple(now), there.name)
    live = UNPACKED.once(name, lambda: _live(loading, now), _size) if now else pairs.join([])
    kept = UNPACKED.once(("pairs", there.name), lambda: _kept(there), _size)
    return pairs.join([kept.without(now), live])


def _number(scope: Scope) -> int | None:
    return Counter.objects.filter(scope=scope.project.pk).values_list("number", flat=True).first()


def _live(loading: Loading, documents: list[int]) -> Pairs:
    return pairs.join([pairs.count(tallying, loading.coders) for tallying in loading.tallied(documents)])


def _kept(there: Folded) -> Pairs:
    rows = FoldPart.objects.pairs([header.pk for header in there.headers], there.coder or EVERYBODY)
    return pairs.join([pairs.unpacked(bytes(data)) for data in rows.values_list("data", flat=True)])


def _size(found: Pairs) -> int:
    return 5 * found.units.nbytes
