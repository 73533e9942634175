"""The agreement page: per theme how far coders agree on the same units, in a fixed number of queries."""

import csv
import io
from functools import cached_property

from reports.agreement_rows import Row, levels
from reports.bootstrap import Interval
from reports.comparison import Comparison

# Machines read them, so they are never translated.
COLUMNS = ("unit", "rule", "theme", "level", "codebook_version", "units", "all", "differ")
INTERVAL = ("verdict", "resampled", "draws", "undefined_draws")


class Agreement(Comparison):
    """The lines of all themes."""

    route = "agreement_detail"

    @cached_property
    def rows(self) -> list[Row]:
        return self.table.rows(levels(self.themes, self.offered)) if self.is_shown else []

    @property
    def drawn(self) -> Interval | None:
        """How the intervals were drawn: that of the first line that has one."""
        return next((row.interval for row in self.rows if row.interval and row.interval.low is not None), None)

    @property
    def n_documents(self) -> int:
        """In how many documents there is something to compare."""
        return len(self.answered.document_ids)

    @property
    def download(self) -> str:
        return self.links.agreement_file()

    @property
    def file_name(self) -> str:
        scope = self.scope
        return "-".join(["agreement", scope.project.slug, "round", str(scope.round.pk), *scope.otherwise]) + ".csv"

    def csv(self) -> str:
        """The table as RFC 4180 has it, coders under their pseudonyms, figures with all their digits."""
        names = [measure.name for measure in self.measures]
        bounds = [f"{name}_{bound}" for name in names for bound in ("low", "high")]
        given = [f"units_{coder.pseudonym}" for coder in self.coders]
        head = [*COLUMNS, *given, *names, "alpha_sure", "not_estimable", *bounds, *INTERVAL]
        text, measured = io.StringIO(newline=""), [self.scope.unit, self.scope.rule]
        rows = [[*measured, *_record(row)] for row in self.rows]
        csv.writer(text, lineterminator="\r\n").writerows([head, *rows])
        return text.getvalue()


def _record(row: Row) -> list[object]:
    level = row.level
    name = "definition" if level.edition else "with sub-themes" if level.is_rolled else "theme"
    figures = [*row.figures.values(), row.sure]
    return [level.theme.slug, name, level.edition, *row.counts, *figures, row.why, *_bounds(row), *_drawn(row)]


def _bounds(row: Row) -> list[float | None]:
    found = [row.intervals.get(name) if value is not None else None for name, value in row.figures.items()]
    return [bound for interval in found for bound in ((interval.low, interval.high) if interval else (None, None))]


def _drawn(row: Row) -> list[object]:
    interval = row.interval
    return [row.verdict.value, interval.resampled.value, interval.draws, interval.undefined] if interval else [None] * 4
