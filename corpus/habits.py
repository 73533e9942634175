"""What is always so in one source: lines of its layout, and rules that are wrong about its texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_noop as _

from corpus.importers.base import Parsed, Piece

BECAUSE = _("Always so in texts of this source.")
OVERRULED = _("So in all texts of this import.")
LONGEST = 300  # code points of a line that can be remembered; layout repeats short lines


@dataclass(frozen=True)
class Habits:
    """Kinds by the text of a line, and by the reason that a rule gives; `overruled` are rules in one import."""

    lines: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    overruled: Mapping[str, str] = field(default_factory=dict)

    def verdict(self, line: str, reason: str) -> tuple[str, str]:
        """Kind and reason of a paragraph, ("", "") where nothing is known.

        What is said of the line goes before what is said of its rule, and there what is said of this import before
        what is said of its source.
        """
        if line in self.lines:
            return self.lines[line], BECAUSE
        if reason in self.overruled:
            return self.overruled[reason], OVERRULED
        return (self.rules[reason], BECAUSE) if reason in self.rules else ("", "")


class Known:
    """The habits of all sources of a project, with what is overruled in one import."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]] = (), overruled: Mapping[str, str] | None = None):
        """`rows` are (name of the source, "line" or "rule", value, kind)."""
        self.overruled = dict(overruled or {})
        self._of: dict[str, dict[str, dict[str, str]]] = {}
        for source, by, value, kind in rows:
            self._of.setdefault(source, {"line": {}, "rule": {}})[by][value] = kind

    def of(self, source: str) -> Habits:
        """Of the source with this name, "" where it is unknown."""
        kept = self._of.get(source, {"line": {}, "rule": {}})
        return Habits(kept["line"], kept["rule"], self.overruled)


def apply(habits: Habits, parsed: Parsed) -> Parsed:
    """The document with the kinds that the habits give its paragraphs; the others stay as they are."""
    return replace(parsed, pieces=tuple(_applied(habits, parsed.text, piece) for piece in parsed.pieces))


def _applied(habits: Habits, text: str, piece: Piece) -> Piece:
    kind, reason = habits.verdict(text[piece.start : piece.end], piece.reason)
    return replace(piece, kind=kind, reason=reason) if kind and kind != piece.kind else piece
