"""The door to which themes stand together: what is folded is read, what was touched since is counted now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from ledger.models import Counter
from ledger.moment import one_moment
from reports import book
from reports.counting.base import Themes
from reports.cubes import pairs, together
from reports.cubes.folded import UNPACKED, Folded, Header
from reports.cubes.loading import Loading, coder_of
from reports.cubes.pairs import Pairs
from reports.cubes.parts import EVERYBODY
from reports.cubes.together import Tables
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
        pairing = Pairing(_loading(scope, themes, editions))
        return pairing.pairs().of(_fitting(scope, filters)) if filters and not filters.is_any else pairing.pairs()


def tables(scope: Scope, themes: Themes, editions: Editions, filters: Filters | None = None) -> tuple[Tables, int]:
    """What the pairs add up to, and how many documents are left out since they wait to be counted by the job."""
    ids = [theme.pk for theme in themes.rows]
    if scope.is_closed:
        return together.nothing(ids), 0
    with one_moment():
        pairing = Pairing(_loading(scope, themes, editions))
        n_waiting = len(pairing.wanted) - len(pairing.now)
        if filters is None or filters.is_any:
            return pairing.tables(ids), n_waiting
        return together.add_up(pairing.pairs().of(_fitting(scope, filters)), ids), n_waiting


def _fitting(scope: Scope, filters: Filters) -> list[int]:
    """The documents that the filters ask for."""
    return list(scope.documents().filter(filters.condition()).values_list("pk", flat=True))


def _loading(scope: Scope, themes: Themes, editions: Editions) -> Loading:
    return Loading(scope.round, coder_of(scope), book.bind(scope.unit, themes, editions))


@dataclass(frozen=True)
class Pairing:
    """One reading of a round, inside one moment. `wanted` are in no fold as they are, `now` are counted here."""

    loading: Loading

    def pairs(self) -> Pairs:
        """By document."""
        there = self._there
        if not there.headers:
            return self._live
        return pairs.join([self._of(there.headers).without(self.wanted), self._live])

    def tables(self, themes: Sequence[int]) -> Tables:
        """Added up: those of all folds, without the documents that are counted now, and with what these have now."""
        there, found = self._there, together.nothing(themes)
        if there.headers:
            name = (together.NAME, there.name, *themes)
            kept = UNPACKED.once(name, lambda: self._kept(themes), lambda each: each.n.nbytes)
            touched = [each for each in there.headers if _holds(each, self.wanted)]
            found = kept - together.add_up(self._of(touched).of(self.wanted), themes)
        return found + together.add_up(self._live, themes)

    @cached_property
    def wanted(self) -> list[int]:
        return self.loading.behind()

    @property
    def now(self) -> list[int]:
        return self.wanted[: self.loading.most_live]

    @cached_property
    def _there(self) -> Folded:
        return self.loading.there

    @cached_property
    def _live(self) -> Pairs:
        """Counted now, and remembered until the next operation."""
        if not self.now:
            return pairs.join([])
        scope = self.loading.round.project_id
        number = Counter.objects.filter(scope=scope).values_list("number", flat=True).first()
        name = ("live pairs", number, tuple(self.now), self._there.name)
        found: Pairs = UNPACKED.once(name, self._counted, _size)
        return found

    def _counted(self) -> Pairs:
        loading = self.loading
        return pairs.join([pairs.count(tallying, loading.coders) for tallying in loading.tallied(self.now)])

    def _kept(self, themes: Sequence[int]) -> Tables:
        """Those of all folds; of one that was made before folds had any, from its pairs."""
        headers = self._there.headers
        rows = FoldPart.objects.named(together.NAME, [each.pk for each in headers], self._there.coder or EVERYBODY)
        parts = {fold: together.unpacked(bytes(data)) for fold, data in rows.values_list("fold", "data")}
        found = together.nothing(themes)
        for each in headers:
            part = parts.get(each.pk)
            found += part.under(themes) if part else together.add_up(self._of([each]), themes)
        return found

    def _of(self, headers: Sequence[Header]) -> Pairs:
        """The pairs of some folds: one query."""
        coder = self._there.coder or EVERYBODY
        name = ("pairs of", coder, *(header.stamp for header in headers))
        found: Pairs = UNPACKED.once(name, lambda: _read([header.pk for header in headers], coder), _size)
        return found


def _read(folds: Sequence[int], coder: int) -> Pairs:
    rows = FoldPart.objects.named(pairs.NAME, folds, coder)
    return pairs.join([pairs.unpacked(bytes(data)) for data in rows.values_list("data", flat=True)])


def _holds(header: Header, documents: Collection[int]) -> bool:
    return any(header.first <= document <= header.last for document in documents)


def _size(found: Pairs) -> int:
    return 5 * found.units.nbytes
