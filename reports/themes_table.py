"""The table of themes: each with passages, units, shares, documents and text, alone and with sub-themes (pure)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reports import words
from reports.intervals import Estimate
from reports.material import Material, Number
from reports.sums import Lines
from vocabulary.models import Theme

THIN_UNITS = 10  # a theme with fewer units is thin, and so is one of a single source


@dataclass(frozen=True)
class Figures:
    """A theme alone or with its sub-themes. `share` is pooled over units, `mean` the mean of the documents' shares.

    `estimate` is the share in all documents, where a sample of them was drawn, and `estimate_text` says it with its
    interval; `codes` the share of all codes assigned. `values` are the plain figures by name, None where missing.
    """

    passages: Number
    units: Number
    share: str
    mean: str
    estimate: Estimate
    estimate_text: str
    codes: str
    sure: Number
    documents: Number
    characters: str
    values: dict[str, float | None]

    @property
    def counted(self) -> tuple[Number, ...]:
        """The columns before the share."""
        return self.passages, self.units

    @property
    def more(self) -> tuple[Number, ...]:
        """The columns behind it."""
        return Number(self.mean), Number(self.codes), self.sure, self.documents, Number(self.characters)


@dataclass(frozen=True)
class Row:
    """One theme; `rolled` is None where there is nothing below it."""

    theme: Theme
    depth: int
    of: str
    own: Figures
    rolled: Figures | None
    is_small: bool


@dataclass(frozen=True)
class Edition:
    """One wording of a theme's definition: how many of the units read under it have the theme."""

    theme: Theme
    number: int
    fraction: str
    share: str


SMALL = 20  # units read: a share of fewer says little

ORDERS: dict[str, Callable[[Row], float]] = {
    "codebook": lambda row: 0,
    **{
        name: lambda row, name=name: -_or_less(row.own.values[name])  # type: ignore[misc]
        for name in ("passages", "units", "share", "mean", "codes", "documents", "characters")
    },
}


def rows(material: Material, order: str) -> list[Row]:
    """In the order of the codebook, or the largest first."""
    made = _Maker(material)
    found = [made.row(theme, column) for theme, column in zip(material.shown, material.columns, strict=True)]
    return sorted(found, key=ORDERS.get(order, ORDERS["codebook"]))


def editions_of(material: Material) -> list[Edition]:
    """Themes whose definition changed, each wording by itself: codes under two definitions are not one figure."""
    shown, cube, found = {theme.pk: theme for theme in material.shown}, material.cube, []
    for (theme, number), gap in material.editions.changed().items():
        if theme in shown:
            n = int(cube.editions[theme, number][material.rows].sum())
            read = int(cube.answered[gap][material.rows].sum())
            fraction = words.fraction(n, read, material.scope.unit)
            found.append(Edition(shown[theme], number, fraction, words.percent(n, read)))
    return found


def _or_less(value: float | None) -> float:
    """Missing figures come after all others."""
    return -1 if value is None else value


class _Maker:
    """Makes the rows of one page."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.estimates = {with_sub: material.footing.shares(with_sub=with_sub) for with_sub in (False, True)}
        self.links = {with_sub: _links(material, with_sub=with_sub) for with_sub in (False, True)}

    def row(self, theme: Theme, column: int) -> Row:
        material, sums = self.material, self.material.whole
        read = int(sums.read[0, column])
        rolled = self._figures(theme, column, with_sub=True) if theme.pk in material.parents else None
        return Row(
            theme=theme,
            depth=material.themes.depth(theme),
            of=words.units(material.scope.unit, read),
            own=self._figures(theme, column, with_sub=False),
            rolled=rolled,
            is_small=0 < read < SMALL,
        )

    def _figures(self, theme: Theme, column: int, *, with_sub: bool) -> Figures:
        material, estimates = self.material, self.estimates[with_sub]
        sums = material.whole_rolled if with_sub else material.whole
        n, read, n_passages = int(sums.units[0, column]), int(sums.read[0, column]), int(sums.passages[0, column])
        passages, tagged, sure = (f"{start}&theme={theme.slug}" for start in self.links[with_sub])
        estimate = estimates[column] if estimates else Estimate(None)
        units = _number(n, read, tagged)
        return Figures(
            passages=Number(words.whole(n_passages), passages, n=n_passages),
            units=replace(units, aside=words.out_of(material.scope.unit, read)),
            share=words.percent(n, read),
            mean=words.share(float(sums.means[0, column])),
            estimate=estimate,
            estimate_text=_estimated(estimate),
            codes=words.percent(n, int(sums.codes[0])),
            sure=_number(int(sums.sure[0, column]), read, sure),
            documents=_number(int(sums.documents[0, column]), read, f"{tagged}&per=document"),
            characters=words.percent(int(sums.characters[0, column]), material.total("characters")),
            values=_values(sums, column, material),
        )


def _values(sums: Lines, column: int, material: Material) -> dict[str, float | None]:
    n, read, codes = int(sums.units[0, column]), int(sums.read[0, column]), int(sums.codes[0])
    mean, text = float(sums.means[0, column]), material.total("characters")
    return {
        "passages": int(sums.passages[0, column]),
        "units": n if read else None,
        "read": read,
        "share": n / read if read else None,
        "mean": mean if mean >= 0 else None,
        "codes": n / codes if codes else None,
        "sure": int(sums.sure[0, column]) if read else None,
        "documents": int(sums.documents[0, column]) if read else None,
        "characters": int(sums.characters[0, column]) / text if text else None,
    }


def _estimated(one: Estimate) -> str:
    """ "12.5 % [9.1 %, 16.9 %]", or why there is no interval."""
    if one.value is None:
        return words.MISSING
    share = words.share(one.value)
    return f"{share} [{words.share(one.low)}, {words.share(one.high)}]" if one.has_interval else f"{share} ({one.why})"


def _number(n: int, read: int, href: str) -> Number:
    """Without a denominator the number is missing, not 0."""
    return Number(words.whole(n), href, n=n) if read else Number(words.MISSING)


def _links(material: Material, *, with_sub: bool) -> tuple[str, str, str]:
    """Where passages, units, and units that are sure are listed, but for the theme, which every line adds."""
    sub = with_sub or None
    return material.passages(sub=sub), material.units("tagged", sub=sub), material.units("sure", sub=sub)
