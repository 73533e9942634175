"""The table of themes: each with its passages, units, share and documents, alone and with its sub-themes (pure)."""

from collections.abc import Callable
from dataclasses import dataclass

from reports import words
from reports.material import Material, Number
from vocabulary.models import Theme


@dataclass(frozen=True)
class Row:
    """One theme. `rolled` and `rolled_share` are None where there is nothing below it."""

    theme: Theme
    depth: int
    passages: Number
    units: Number
    of: str
    share: str
    rolled: Number | None
    rolled_share: str
    sure: Number
    documents: Number
    weight: dict[str, float]


@dataclass(frozen=True)
class Edition:
    """One wording of a theme's definition: how many of the units read under it have the theme."""

    theme: Theme
    number: int
    fraction: str
    share: str


ORDERS: dict[str, Callable[[Row], float]] = {
    "codebook": lambda row: 0,
    "passages": lambda row: -row.weight["passages"],
    "units": lambda row: -row.weight["units"],
    "share": lambda row: -row.weight["share"],
    "rolled": lambda row: -row.weight["rolled"],
    "documents": lambda row: -row.weight["documents"],
}


def rows(material: Material, order: str) -> list[Row]:
    """In the order of the codebook, or the largest first."""
    return sorted((_row(material, theme) for theme in material.themes.rows), key=ORDERS.get(order, ORDERS["codebook"]))


def editions_of(material: Material) -> list[Edition]:
    """Themes whose definition changed, each wording by itself: codes under two definitions are not one figure."""
    theme_of = {theme.pk: theme for theme in material.themes.rows}
    found = []
    for (theme, number), gap in material.editions.changed().items():
        n, read = material.figures.edition[theme, number], sum(material.figures.read[gap].values())
        fraction = words.fraction(n, read, material.scope.unit)
        found.append(Edition(theme_of[theme], number, fraction, words.percent(n, read)))
    return found


def _row(material: Material, theme: Theme) -> Row:
    links, slug, pk = material.links, theme.slug, theme.pk
    own, read = material.tallied(pk), material.read_for(pk)
    rolled = material.tallied(pk, with_sub=True) if pk in material.parents else None
    n_passages = material.all_passages(pk)
    n_documents = sum(material.tally(pk, document.pk).units > 0 for document in material.documents)
    return Row(
        theme=theme,
        depth=material.themes.depth(theme),
        passages=Number(words.whole(n_passages), links.passages(theme=slug)),
        units=_units(own.units, read, links.units("tagged", theme=slug)),
        of=words.units(material.scope.unit, read),
        share=words.percent(own.units, read),
        rolled=_units(rolled.units, read, links.units("tagged", theme=slug, with_sub=True)) if rolled else None,
        rolled_share=words.percent(rolled.units, read) if rolled else "",
        sure=_units(own.sure, read, links.units("sure", theme=slug)),
        documents=_units(n_documents, read, links.here(sort=f"-{slug}") + "#documents"),
        weight={
            "passages": n_passages,
            "units": own.units,
            "share": own.units / read if read else -1,
            "rolled": rolled.units if rolled else own.units,
            "documents": n_documents,
        },
    )


def _units(n: int, read: int, href: str) -> Number:
    """Without a denominator the number is missing, not 0."""
    return Number(words.whole(n), href) if read else Number(words.MISSING)
