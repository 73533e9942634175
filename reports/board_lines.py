"""What the board says: a number, in words, where it leads, and what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.material import Number
from vocabulary.models import Theme


@dataclass(frozen=True)
class Action:
    """What to do, and where."""

    label: str
    href: str


@dataclass(frozen=True)
class Tag:
    """A theme that a line is about, its own number, and what else is said of it."""

    theme: Theme
    number: Number | None = None
    words: str = ""


MOST_TAGS = 8


@dataclass(frozen=True)
class Line:
    """`number` opens what it counts; `words` go on from it; `note` says more; of the tags the first are shown."""

    number: Number
    words: str
    action: Action | None = None
    note: str = ""
    tags: Sequence[Tag] = field(default_factory=tuple)

    @property
    def first_tags(self) -> Sequence[Tag]:
        return self.tags[:MOST_TAGS]

    @property
    def n_more(self) -> int:
        return max(len(self.tags) - MOST_TAGS, 0)


@dataclass(frozen=True)
class Section:
    """Lines about one thing; without any, `nothing` is said."""

    name: str
    title: str
    lines: Sequence[Line]
    nothing: str
    note: str = ""
