"""The paragraphs about the method, written from what is there: text, coders, codebook, agreement, differences."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import Decision
from reports import agreement_figures
from reports.agreement import Agreement
from reports.agreement_rows import PLACES, Row
from reports.bootstrap import Resampled, Verdict
from reports.cube import Cube
from reports.cubes import loading
from reports.figures import Figure
from reports.unit_rules import Rule
from reports.words import carried, decimal, percent, units, whole
from vocabulary.models import CodebookVersion


@dataclass(frozen=True)
class Part:
    """One paragraph under its heading."""

    title: str
    text: str


class Method(Agreement):
    """The method of one round. Of a round that hides its coding nothing is written but that it does."""

    route = "method_detail"

    @cached_property
    def parts(self) -> list[Part]:
        if self.is_hidden:
            return []
        return [
            Part(_("Text and units"), self._text()),
            Part(_("Coders and sample"), self._sample()),
            Part(_("Codebook"), self._codebook()),
            Part(_("Agreement"), self._agreement()),
            Part(_("Differences"), self._decided()),
            Part(_("Software"), self._software()),
        ]

    @property
    def text(self) -> str:
        """All of it, to be copied."""
        return "\n\n".join(part.text for part in self.parts)

    @cached_property
    def figure(self) -> Figure | None:
        """The table of agreement, with its files."""
        return agreement_figures.themes(self) if self.is_shown else None

    @cached_property
    def cube(self) -> Cube:
        """What was read, in the unit of the project, whatever agreement is measured on."""
        return loading.load(self.scope.as_counted(), self.themes, self.offered)

    def _text(self) -> str:
        described, years = self.cube.described, self.cube.described.years
        dated = years[years > 0]
        span = (
            f"{dated.min()}–{dated.max()}"
            if len(dated) and dated.min() != dated.max()
            else "".join(map(str, dated[:1]))
        )
        n = len(described.documents)
        known = len(np.unique(described.sources[described.sources > 0]))
        said = ngettext("The corpus has %(n)s document", "The corpus has %(n)s documents", n) % {"n": whole(n)}
        said += ngettext(" from %(n)s source", " from %(n)s sources", known) % {"n": known} if known else ""
        said += _(" (%(years)s; %(n)d undated).") % {"years": span or _("no date known"), "n": int((years == 0).sum())}
        codable, read = int(self.cube.totals.codable.sum()), int(self.cube.read_all.sum())
        rule = carried(self.scope.project.unit, str(Rule.WORD.label))
        extent = _("Of %(units)s that could be coded, %(share)s were read by at least one coder.")
        read_of = {"units": units(self.scope.project.unit, codable), "share": percent(read, codable)}
        return f"{said} {extent % read_of} {rule}"

    def _sample(self) -> str:
        round, work = self.scope.round, self.scope.assignments().sampling()
        n = len(self.coders)
        said = ngettext("%(n)s coder worked", "%(n)s coders worked", n) % {"n": n}
        blind = _(", none of whom saw the others’ coding before it was done") if round.is_blind else ""
        named = _("%(who)s in the round “%(round)s” (%(kind)s)%(blind)s.")
        said = named % {"who": said, "round": round.name, "kind": round.get_kind_display(), "blind": blind}
        double, read = int(self.cube.totals.double.sum()), int(self.cube.read_all.sum())
        share = _("%(share)s of what was read was read by two or more.") % {"share": percent(double, read)}
        twice = share if read else _("Nothing was read yet.")
        return f"{said} {twice} {self._drawn(work)}"

    def _drawn(self, work: dict[str, float | int | None]) -> str:
        """How the text was chosen."""
        if not work["n_drawn"]:
            return _("The text was not drawn at random.")
        low, high = (percent(float(work[name] or 0), 1) for name in ("low", "high"))
        chance = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
        what = _("Paragraphs") if work["n_parts"] else _("Documents")
        seed = self.scope.round.seed
        said = _("%(what)s were drawn at random within source and year, each with a probability of %(chance)s")
        return said % {"what": what, "chance": chance} + (_(" (seed %d).") % seed if seed is not None else ".")

    def _codebook(self) -> str:
        versions = sorted(CodebookVersion.objects.numbers(self.scope.readings().codebook_versions()).values())
        n = sum(not theme.retired_at for theme in self.themes.rows)
        themes = ngettext("%(n)s theme", "%(n)s themes", n) % {"n": n}
        under = ngettext("version %(list)s", "versions %(list)s", len(versions)) % {
            "list": ", ".join(map(str, versions))
        }
        said = _("The codebook has %(themes)s; it was used in %(under)s.") % {"themes": themes, "under": under}
        missing = _(
            "What was read under a version without a theme is missing for that theme, never counted as without it."
        )
        return f"{said} {missing}" if versions else _("Nothing was read yet.")

    def _agreement(self) -> str:
        if not self.is_shown:
            return _("Agreement was not measured: no text was read by two coders.")
        rows = [row for row in self._rows if row.figures["alpha"] is not None]
        why = _(
            "Agreement was measured on %(units)s read by two or more, theme by theme, with Krippendorff’s alpha "
            "(nominal, missing values left out; Krippendorff 2011)."
        )
        said = why % {"units": self.compared} + (f" {self.carried}" if self.scope.otherwise else "")
        return " ".join(
            filter(None, [said, _interval(rows), _range(rows), _verdicts(rows), self._not_estimable(len(rows))])
        )

    @cached_property
    def _rows(self) -> list[Row]:
        """Themes by themselves."""
        return [row for row in self.rows if not row.level.is_rolled and row.level.edition is None]

    def _not_estimable(self, n: int) -> str:
        lost = len(self._rows) - n
        said = ngettext(
            "For %(n)s theme alpha is not estimable, since no unit or every unit has it.",
            "For %(n)s themes alpha is not estimable, since no unit or every unit has them.",
            lost,
        )
        return said % {"n": lost} if lost else ""

    def _decided(self) -> str:
        counts = Decision.objects.counts_by_rule(self.scope.round)
        own = _("All figures of agreement are about the coders’ own work, before anything was decided.")
        if not counts:
            return _("Where coders differ, nothing was decided.") + " " + own
        said = _(
            "Cells of unit and theme that were decided afterwards: %(person)s by a supervisor, %(majority)s by "
            "majority, %(agreement)s where all agreed."
        )
        names = {"person": "", "majority": Decision.Rule.MAJORITY, "agreement": Decision.Rule.AGREEMENT}
        return said % {name: whole(counts.get(rule, 0)) for name, rule in names.items()} + " " + own

    def _software(self) -> str:
        said = _("Texts were annotated and figures computed with Tifa %s") % settings.TIFA_VERSION
        if self.cube.number is None or self.cube.at is None:
            return f"{said}."
        return said + _(" (state of operation %(number)d, %(day)s).") % {
            "number": self.cube.number,
            "day": f"{self.cube.at:%Y-%m-%d}",
        }


def _interval(rows: list[Row]) -> str:
    """How intervals were made."""
    found = next((row.interval for row in rows if row.interval and row.interval.low is not None), None)
    if found is None:
        return _("No interval is given, since too little was compared.")
    how = {
        Resampled.DOCUMENTS: _("documents were drawn again, so they speak of documents like these"),
        Resampled.UNITS: _("units were drawn again within each document, so they speak of these documents only"),
    }
    said = _(
        "Intervals are 95 %% expanded percentile intervals (Hesterberg 2015) of a bootstrap with %(n)s seeded draws; "
        "%(how)s."
    )
    return said % {"n": whole(found.draws), "how": how.get(found.resampled, "")}


def _range(rows: list[Row]) -> str:
    values = sorted(value for row in rows if (value := row.figures["alpha"]) is not None)
    if not values:
        return ""
    low, high = (decimal(values[place], PLACES) for place in (0, -1))
    return _("Alpha lies between %(low)s and %(high)s (median %(median)s).") % {
        "low": low,
        "high": high,
        "median": decimal(float(np.median(values)), PLACES),
    }


def _verdicts(rows: list[Row]) -> str:
    counts = Counter(row.verdict for row in rows)
    said = _(
        "By the lower bound, %(reliable)d themes are reliable (≥ .800), %(tentative)d allow tentative "
        "conclusions (≥ .667), and %(revise)d do not; %(none)d have no interval."
    )
    names = {
        "reliable": Verdict.RELIABLE,
        "tentative": Verdict.TENTATIVE,
        "revise": Verdict.REVISE,
        "none": Verdict.NONE,
    }
    return said % {name: counts[verdict] for name, verdict in names.items()}
