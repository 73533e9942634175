"""The agreement page: per theme how far coders agree on the same units; as many queries for one theme as for hundreds.

Always on the coders' own work: what was decided stands under a coder of its own, which can neither be chosen here nor
is it ever pooled.
"""

import csv
import io
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from projects.models import Coder
from reports import agreement_rows, answering, choices, editions, words
from reports.agreement_rows import Row
from reports.answers import Answers
from reports.editions import Editions
from reports.links import Links
from reports.measures import MEASURES, Measure
from reports.scope import Scope

COLUMNS = ("theme", "level", "codebook_version", "units", "all", "differ")  # machines read them: never translated


class Agreement:
    """Everything the page shows, for one round and the coders compared. A hidden round shows nothing."""

    def __init__(self, scope: Scope, coders: Sequence[Coder], asked: dict[str, Any]) -> None:
        self.scope, self.coders = scope, coders
        self.links = Links(scope, asked)

    @property
    def is_hidden(self) -> bool:
        """Whether the round is blind and not opened: agreement would tell what others coded."""
        return self.scope.round.hides_others

    @property
    def is_too_few(self) -> bool:
        return len(self.coders) < 2

    @property
    def measures(self) -> list[Measure]:
        """Cohen's kappa compares two coders; among more, Fleiss' kappa stands in its place."""
        return [measure for measure in MEASURES if measure.suits(len(self.coders))]

    @cached_property
    def answered(self) -> Answers:
        return answering.load(self.scope, self.coders, self.offered)

    @cached_property
    def rows(self) -> list[Row]:
        if self.is_hidden or self.is_too_few:
            return []
        table = agreement_rows.Table(self.answered, self.links, self.measures)
        themes = choices.themes(self.scope.member, self.offered)
        return [table.row(level) for level in agreement_rows.levels(themes, self.offered)]

    @cached_property
    def offered(self) -> Editions:
        """Which version of the codebook offered which theme."""
        return editions.load(self.scope.project)

    @property
    def compared(self) -> str:
        """How much was answered by two or more of the coders, as in "148 sentences"."""
        return words.units(self.scope.unit, len(self.answered))

    @property
    def units(self) -> str:
        return words.unit_names(self.scope.unit)

    @property
    def whose(self) -> str:
        return ", ".join(coder.name for coder in self.coders)

    @property
    def download(self) -> str:
        return self.links.agreement_file()

    @property
    def file_name(self) -> str:
        return f"agreement-{self.scope.project.slug}-round-{self.scope.round.pk}.csv"

    def csv(self) -> str:
        """The table as RFC 4180 has it, coders under their pseudonyms, figures with all their digits."""
        names = [measure.name for measure in self.measures]
        head = [*COLUMNS, *(f"units_{coder.pseudonym}" for coder in self.coders), *names, "alpha_sure", "not_estimable"]
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows([head, *map(_record, self.rows)])
        return text.getvalue()


def _record(row: Row) -> list[object]:
    level = row.level
    name = "definition" if level.edition else "with sub-themes" if level.is_rolled else "theme"
    figures = [*row.figures.values(), row.sure]
    return [level.theme.slug, name, level.edition, *row.counts, *figures, row.why]
