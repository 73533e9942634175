"""Which themes go together in a unit, a paragraph or a document: a table of themes by themes."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import choices, editions, words
from reports.charts import Heat
from reports.counting.base import NO_GAP, Themes
from reports.cubes import loading, pairing, pairs
from reports.cubes.together import Tables
from reports.editions import Editions
from reports.exploring.base import Exploration
from reports.exploring.levels import FIGURES, LEVELS, level_of
from reports.exploring.together import Together
from reports.figures import Figure
from reports.heat import STEPS
from reports.tables import Cell, Head, Table
from vocabulary.models import Theme


@dataclass(frozen=True)
class Couple:
    """Two themes that stand together; `one` comes first in the codebook. `jaccard` and `lift` None: `why`."""

    one: Theme
    other: Theme
    n: int
    jaccard: float | None
    lift: float | None


class Cooccurrence(Exploration):
    name = "co-occurrence"
    route = "cooccurrence_detail"

    @property
    def level(self) -> str:
        return level_of(self.scope.unit, self.asked.get("level"))

    @property
    def shown(self) -> str:
        return self.asked.get("figure") or "n"

    @property
    def missing(self) -> str:
        return _("Nothing was read and given a theme yet.")

    @cached_property
    def offered(self) -> Editions:
        return editions.load(self.scope.project)

    @cached_property
    def codebook(self) -> Themes:
        return choices.themes(self.scope.member, self.offered)

    @cached_property
    def together(self) -> Together:
        return Together(pairs.join([]), [theme.pk for theme in self.codebook.rows], self.level, self._tables[0])

    @cached_property
    def by_document(self) -> Together:
        """The same with the pairs of each document, which few pages ask for."""
        found = pairing.load(self.scope, self.codebook, self.offered, self.filters)
        return Together(found, [theme.pk for theme in self.codebook.rows], self.level)

    @cached_property
    def _tables(self) -> tuple[Tables, int]:
        return pairing.tables(self.scope, self.codebook, self.offered, self.filters)

    @cached_property
    def themes(self) -> list[int]:
        """The places of the themes that were given at all."""
        return [place for place, n in enumerate(self.together.n.diagonal().tolist()) if n]

    @cached_property
    def late(self) -> list[Theme]:
        """Themes that part of the text was read without: they have counts, and no figure that compares."""
        cube = loading.load(self.scope, self.codebook, self.offered)
        rows = self.filters.rows(cube.described)
        everything = int(cube.answered[NO_GAP][rows].sum())
        return [theme for theme in self.codebook.rows if int(cube.read(theme.pk)[rows].sum()) != everything]

    @cached_property
    def couples(self) -> list[Couple]:
        """Those that stand together at least once; the most frequent first."""
        n, late = self.together.n, {theme.pk for theme in self.late}
        found = []
        for at, one in enumerate(self.themes):
            for other in self.themes[at + 1 :]:
                if n[one, other]:
                    found.append(self._couple(one, other, late))
        return sorted(found, key=lambda couple: -couple.n)

    def _couple(self, one: int, other: int, late: set[int]) -> Couple:
        first, second = self.codebook.rows[one], self.codebook.rows[other]
        n = int(self.together.n[one, other])
        if {first.pk, second.pk} & late:
            return Couple(first, second, n, None, None)
        return Couple(first, second, n, self.together.jaccard(one, other), self.together.lift(one, other))

    def make(self) -> Figure | None:
        if not self.themes:
            return None
        note = f"{self.basis} {self.counted} {FIGURES[self.shown].note()}"
        table = Table(self.title, note, self._heads(), [self._row(place) for place in self.themes])
        return Figure(self.name, table, self.links, Heat(name=self.name, title=self.title, note=note, table=table))

    @property
    def title(self) -> str:
        return _("Themes in the same %(level)s: %(figure)s") % {
            "level": LEVELS[self.level](),
            "figure": FIGURES[self.shown].title(),
        }

    @property
    def counted(self) -> str:
        """The denominator in words, and how many documents are not in it yet."""
        level, n_waiting = "sentence" if self.level == "unit" else self.level, self._tables[1]
        said = _("%(units)s were read and answered.") % {"units": words.units(level, self.together.total)}
        waiting = ngettext("%(n)s document is not counted yet.", "%(n)s documents are not counted yet.", n_waiting)
        return f"{said} {waiting % {'n': words.whole(n_waiting)}}" if n_waiting else said

    def _heads(self) -> list[Head]:
        themes = (self.codebook.rows[place] for place in self.themes)
        return [Head(_("Theme")), *(Head(theme.code, words=theme.name) for theme in themes)]

    def _row(self, one: int) -> list[Cell]:
        theme = self.codebook.rows[one]
        return [Cell(f"{theme.code} {theme.name}"), *(self._cell(one, other) for other in self.themes)]

    def _cell(self, one: int, other: int) -> Cell:
        if one == other and self.shown != "n":
            return Cell(None, "·")
        n = int(self.together.n[one, other])
        value, text = self._value(one, other, n)
        level = 0 if one == other or not value else max(1, round(STEPS * value / self._top))
        href = self.links.together(self.codebook.rows[one].slug, self.codebook.rows[other].slug) if n else ""
        return Cell(value, text, href, self._words(one, other, n), level)

    def _words(self, one: int, other: int, n: int) -> str:
        given = [words.whole(int(self.together.n[place, place])) for place in (one, other)]
        return _("together %(n)s, of %(first)s and %(second)s") % {
            "n": words.whole(n),
            "first": given[0],
            "second": given[1],
        }

    def _value(self, one: int, other: int, n: int) -> tuple[float | None, str]:
        if self.shown == "n":
            return n, words.whole(n)
        is_late = {self.codebook.rows[one], self.codebook.rows[other]} & set(self.late)
        value = None if is_late else getattr(self.together, self.shown)(one, other)
        return value, words.MISSING if value is None else words.decimal(value, 2)

    @cached_property
    def _top(self) -> float:
        """What the darkest step stands for."""
        several = [(one, other) for one in self.themes for other in self.themes if one < other]
        values = (self._value(one, other, int(self.together.n[one, other]))[0] or 0 for one, other in several)
        return max(values, default=0) or 1
