"""Pairs of themes that stand together, the most frequent first, with their lift and, of a sample, its interval."""

from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from reports import words
from reports.charts import Axis, Dot, Dots
from reports.charts import Row as DotRow
from reports.cube import Cube
from reports.cubes import loading
from reports.exploring import lifts
from reports.exploring.cooccurrence import Cooccurrence, Couple
from reports.exploring.levels import LEVELS
from reports.figures import Figure
from reports.footing import Footing, State, footing
from reports.intervals import Estimate
from reports.sample import Sample
from reports.tables import Cell, Head, Table
from vocabulary.models import Theme

DRAWN = 30  # pairs in the picture
LISTED = 50  # on the page; the files have all


class Couples(Cooccurrence):
    """Two themes a row, each pair once."""

    name = "co-occurrence-pairs"

    @property
    def missing(self) -> str:
        return _("No two themes stand together.")

    @property
    def title(self) -> str:
        return _("Pairs of themes in the same %s") % LEVELS[self.level]()

    @cached_property
    def cube(self) -> Cube:
        return loading.load(self.scope, self.codebook, self.offered)

    @cached_property
    def footing(self) -> Footing:
        return footing(self.cube, self.filters.rows(self.cube.described), self.scope.draws())

    @cached_property
    def sample(self) -> Sample | None:
        """That of which lifts are estimated: whole documents, and not at the level of documents."""
        of = self.footing.sample
        return of if of and of.drawn.within is None and self.level != "document" else None

    @property
    def is_drawn(self) -> bool:
        return self.sample is not None

    @cached_property
    def estimates(self) -> list[Estimate]:
        """Of each couple, in their order; of a sample only."""
        of, couples = self.sample, self.couples
        if of is None:
            return []
        found = self.by_document.tables([(each.one.pk, each.other.pk) for each in couples], of.documents[of.inside])
        tables = [np.zeros((len(of.inside), len(couples))) for _table in found]
        for table, inside in zip(tables, found, strict=True):
            table[of.inside] = inside
        made = lifts.estimates(lifts.Counted(*tables), of.drawn)
        return [self._complete(of, each, one) for each, one in zip(couples, made, strict=True)]

    def _complete(self, of: Sample, couple: Couple, estimate: Estimate) -> Estimate:
        """Without an interval, or at all, where part of the sample says nothing about one of the two."""
        if couple.lift is None:
            return Estimate(None, why=_("part of the text was read without one of the two"))
        columns = [self.cube.column(theme.pk) for theme in (couple.one, couple.other)]
        is_lacking = (of.read[of.inside][:, columns] < of.codable[of.inside][:, None]).any()
        return Estimate(estimate.value, why=_("part of the sample says nothing about it")) if is_lacking else estimate

    def make(self) -> Figure | None:
        if not self.couples:
            return None
        table = Table(self.title, self.note, self._columns(), [self._line(n) for n in range(len(self.couples))])
        return Figure(self.name, table, self.links, self._chart())

    @property
    def short(self) -> Table | None:
        """The table of the page."""
        made = self.figure
        return Table(made.table.title, made.table.note, made.table.heads, made.table.rows[:LISTED]) if made else None

    @property
    def n_more(self) -> int:
        return max(len(self.couples) - LISTED, 0)

    @property
    def note(self) -> str:
        return f"{self.basis} {self.counted} {_('The most frequent first.')} {self._interval}"

    @property
    def _interval(self) -> str:
        if self.is_drawn:
            return _("Estimated lifts weigh each drawn document by 1 ÷ its probability; intervals are of 95 %.")
        if self.footing.state == State.COMPLETE:
            return _("Complete: no sampling error and no interval.")
        if self.footing.state == State.DRAWN:
            return _("No interval: lifts have one in sentences and paragraphs of whole documents that were drawn.")
        return _("No interval: %s.") % (self.footing.why or _("it is of what was read, not of a drawn sample"))

    def _columns(self) -> list[Head]:
        names = [_("Theme"), _("and theme"), _("Together"), _("With the one"), _("With the other")]
        names += [_("Jaccard’s index"), _("Lift")]
        heads = [Head(name, is_number=at != 1) for at, name in enumerate(names)]
        if not self.is_drawn:
            return heads
        more = [Head(name) for name in (_("Estimated lift"), _("Low"), _("High"))]
        return [*heads, *more, Head(_("Why no interval"), is_number=False)]

    def _line(self, place: int) -> list[Cell]:
        couple = self.couples[place]
        cells = [Cell(_name(couple.one)), Cell(_name(couple.other)), self._n(couple.n, couple.one, couple.other)]
        cells += [self._n(self._given(theme), theme, theme) for theme in (couple.one, couple.other)]
        cells += [_decimal(couple.jaccard), _decimal(couple.lift)]
        if self.is_drawn:
            of = self.estimates[place]
            cells += [*map(_decimal, (of.value, of.low, of.high)), Cell(of.why, of.why or " ")]
        return cells

    def _n(self, n: int, one: Theme, other: Theme) -> Cell:
        return Cell(n, words.whole(n), self.links.together(one.slug, other.slug))

    def _given(self, theme: Theme) -> int:
        place = self._places[theme.pk]
        return int(self.together.n[place, place])

    @cached_property
    def _places(self) -> dict[int, int]:
        return {theme.pk: place for place, theme in enumerate(self.codebook.rows)}

    def _chart(self) -> Dots:
        shown = range(min(len(self.couples), DRAWN))
        rows = [self._dots(place) for place in shown]
        top = max((dot.high or dot.value for row in rows for dot in row.dots if dot), default=0)
        more = f" {_('The picture has the first %d pairs.') % DRAWN}" if len(self.couples) > DRAWN else ""
        axis = Axis(0, max(top, 1.2), lambda value: words.decimal(value, 1), _("Lift"))
        rule = (1.0, _("as by chance"))
        return Dots(name=self.name, title=self.title, note=self.note + more, rows=rows, axis=axis, rules=[rule])

    def _dots(self, place: int) -> DotRow:
        couple = self.couples[place]
        of = self.estimates[place] if self.is_drawn else Estimate(couple.lift)
        dot = None if of.value is None else Dot(of.value, of.low, of.high)
        return DotRow(f"{couple.one.code} + {couple.other.code}", [dot], self._figures(couple, of))

    def _figures(self, couple: Couple, of: Estimate) -> str:
        lift = words.MISSING if of.value is None else words.decimal(of.value, 2)
        if of.low is not None and of.high is not None:
            lift += f" [{words.decimal(of.low, 2)}, {words.decimal(of.high, 2)}]"
        return _("%(lift)s, together %(n)s") % {"lift": lift, "n": words.whole(couple.n)}


def _decimal(value: float | None) -> Cell:
    return Cell(value, "" if value is None else words.decimal(value, 2))


def _name(theme: Theme) -> str:
    return f"{theme.code} {theme.name}"
