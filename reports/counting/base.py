"""What counting gives back, and the two kinds of theme figures: a theme alone, and a theme with its sub-themes."""

from collections import defaultdict
from dataclasses import dataclass, field

from vocabulary.models import Theme

Gap = frozenset[int]  # codebook versions under which a value is missing
NO_GAP: Gap = frozenset()


@dataclass(frozen=True)
class Tally:
    """Read units with a theme; `sure`: those with a tag that its coder does not doubt; `unsure`: with a doubted one."""

    units: int = 0
    sure: int = 0
    unsure: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.units + other.units, self.sure + other.sure, self.unsure + other.unsure)


@dataclass
class Figures:
    """Counts by document id, and by (theme id, document id). A key that is not there counts 0.

    `read` is keyed by gap: how many units were read under at least one codebook version outside of it. `edition` counts
    the read units with a theme by (theme id, edition), for themes whose definition changed.
    """

    codable: dict[int, int] = field(default_factory=dict)
    not_codable: dict[int, int] = field(default_factory=dict)
    read: dict[Gap, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    tagged: dict[int, Tally] = field(default_factory=dict)
    own: dict[tuple[int, int], Tally] = field(default_factory=dict)
    rolled: dict[tuple[int, int], Tally] = field(default_factory=dict)
    edition: dict[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Themes:
    """The themes of a page in the order of the codebook, and which of them are parents of which."""

    rows: list[Theme]

    def family(self, theme: int) -> frozenset[int]:
        """The theme and everything below it."""
        found, layer = {theme}, {theme}
        while layer:
            layer = {row.pk for row in self.rows if row.parent_id in layer} - found
            found |= layer
        return frozenset(found)

    def parents(self) -> dict[int, frozenset[int]]:
        """theme -> its family, for each theme that has sub-themes."""
        above = {row.parent_id for row in self.rows}
        return {row.pk: self.family(row.pk) for row in self.rows if row.pk in above}

    def levels(self) -> list[dict[int, frozenset[int]]]:
        """The parents with their families, those of one depth together: no theme is in two families of a level."""
        found: dict[int, dict[int, frozenset[int]]] = {}
        parents = self.parents()
        for row in self.rows:
            if row.pk in parents:
                found.setdefault(self.depth(row), {})[row.pk] = parents[row.pk]
        return list(found.values())

    def depth(self, theme: Theme) -> int:
        """0 for a top-level theme."""
        parent_of = {row.pk: row.parent_id for row in self.rows}
        depth, above = 0, theme.parent_id
        while above in parent_of:
            depth, above = depth + 1, parent_of[above]
        return depth
