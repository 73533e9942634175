"""What can be wrong with a codebook or a change of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.problems import Problem


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a codebook: at which theme ("" is the codebook itself), in which field, which rule."""

    theme: str
    field: str
    rule: str
    message: str

    def __str__(self) -> str:
        place = _("theme “%s”") % self.theme if self.theme else _("codebook")
        return f"{place}, {self.field}: {self.message} ({self.rule})"


class InvalidCodebook(Problem):
    """A codebook that breaks rules; `faults` are all of them, in the order of the file."""

    rule = "invalid-codebook"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in faults), field=faults[0].field)


class UnreadableFile(Problem):
    """A file that is not what its format says; line and column count from 1 (0: not known)."""

    rule = "unreadable-file"

    def __init__(self, message: str, *, name: str, line: int = 0, column: int = 0) -> None:
        self.name, self.line, self.column = name, line, column
        place = _("%(name)s, line %(line)s, column %(column)s") % {"name": name, "line": line, "column": column}
        super().__init__(f"{place if line else name}: {message}", field="file")


class NothingToPublish(Problem):
    """The themes are exactly those of the latest published version."""

    status, rule = 409, "nothing-to-publish"


class ThemeInUse(Problem):
    """A theme that has active themes below it cannot be retired."""

    status, rule = 409, "theme-has-children"


class ThemeState(Problem):
    """A retired theme cannot be retired again, nor an active one restored."""

    status, rule = 409, "theme-state"
