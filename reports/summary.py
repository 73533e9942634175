"""The coverage page in short: what of the codebook was used, what is thin, left over, and read twice (pure)."""

from dataclasses import dataclass

from reports import words
from reports.material import Material, Number
from reports.themes_table import THIN_UNITS
from vocabulary.models import Theme


@dataclass(frozen=True)
class Measured:
    """A number that opens what it counts, of how many, and its share."""

    number: Number
    of: str
    share: str


@dataclass(frozen=True)
class Thin:
    """A theme that is used, but little: its units, and whether all of them are of one source."""

    theme: Theme
    units: Number
    is_of_one_source: bool


@dataclass(frozen=True)
class Summary:
    """`used`: active themes on at least one passage, of the active ones. `residual`: units asked about, and units that
    only have themes with sub-themes. `covered`: codable characters under any passage, each once.
    """

    used: Measured
    never_used: list[Theme]
    thin: list[Thin]
    asked: Measured
    parents_only: Measured
    residual: str
    double: Measured
    covered: str
    missing: list[tuple[Theme, str]]


def summary(material: Material) -> Summary:
    """That of all that is asked for; `missing`: themes that came later, and how much of what was read lacks them."""
    active = [theme for theme in material.shown if not theme.retired_at]
    passages, column = material.whole.passages[0], material.cube.column
    never = [theme for theme in active if not passages[column(theme.pk)]]
    n_used = len(active) - len(never)
    read, answered = material.total("read_all"), material.total("answered")
    lost = [(theme, answered - int(material.whole.read[0, column(theme.pk)])) for theme in material.shown]
    left = material.total("questions") + material.total("parents_only")
    return Summary(
        used=Measured(Number(words.whole(n_used)), words.whole(len(active)), words.percent(n_used, len(active), 0)),
        never_used=never,
        thin=_thin(material),
        asked=_measured(material, "questions", "asked", read),
        parents_only=_measured(material, "parents_only", "parents", read),
        residual=words.percent(left, read),
        double=_measured(material, "double", "double", read),
        covered=words.percent(material.total("covered"), material.total("characters")),
        missing=[(theme, words.units(material.scope.unit, n)) for theme, n in lost if n],
    )


def _thin(material: Material) -> list[Thin]:
    """Used, but on few units, or in one of several sources of which something was read."""
    units, sources = material.whole.units[0], material.whole.sources[0]
    is_read = material.rows & (material.cube.read_all > 0)
    n_sources = len(set(material.cube.described.sources[is_read].tolist()))
    found = []
    for theme, column in zip(material.shown, material.columns, strict=True):
        n, is_one = int(units[column]), n_sources > 1 and int(sources[column]) == 1
        if n and (n < THIN_UNITS or is_one):
            found.append(Thin(theme, Number(words.whole(n), material.units("tagged", theme)), is_one))
    return found


def _measured(material: Material, name: str, state: str, of: int) -> Measured:
    n = material.total(name)
    href = material.units(state) if n and not material.scope.is_closed else ""
    return Measured(Number(words.whole(n), href), words.units(material.scope.unit, of), words.percent(n, of))
