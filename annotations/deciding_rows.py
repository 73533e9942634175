"""A cell as the deciding page shows it: what each coder says in words and sign, with quotes, notes and questions."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.material import MISSING, NO, UNSURE, YES, Cell
from annotations.models import Passage, Question
from corpus.models import Paragraph
from ledger.problems import Problem, Stale
from projects.models import Coder
from vocabulary.models import Theme

VALUES = {
    YES: ("✓", gettext_lazy("yes")),
    UNSURE: ("~", gettext_lazy("unsure")),
    NO: ("–", gettext_lazy("no")),
    MISSING: ("·", gettext_lazy("missing")),
}
KINDS = {
    "agreed": gettext_lazy("all agree"),
    "overlapping": gettext_lazy("all carry it, on other words"),
    "unsure": gettext_lazy("all carry it, somebody doubts"),
    "question": gettext_lazy("a question was asked"),
    "none": gettext_lazy("no coder carries it"),
}
STATES = {
    "open": gettext_lazy("open"),
    "reopened": gettext_lazy("open again: the coders’ work changed"),
    "decided": gettext_lazy("decided"),
    "agreed": gettext_lazy("agreed, nothing to decide"),
}
OUTCOMES = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "nothing": gettext_lazy("nothing here"),
    "other": gettext_lazy("another theme"),
}
RULES = {"agreement": gettext_lazy("by agreement"), "majority": gettext_lazy("by majority")}


@dataclass(frozen=True)
class Refused:
    """A decision that was refused, about which cell (its theme by slug), with what was typed."""

    problem: Problem
    paragraph: int
    unit: int
    theme: str
    outcome: str
    other: str
    reason: str

    @property
    def message(self) -> str:
        return self.problem.message

    @property
    def field(self) -> str:
        return self.problem.field

    @property
    def is_stale(self) -> bool:
        return isinstance(self.problem, Stale)

    @property
    def outcome_in_words(self) -> str:
        words = str(OUTCOMES.get(self.outcome, self.outcome))
        return f"{words}: {self.other}" if self.other and self.outcome == "other" else words


@dataclass(frozen=True)
class Quoted:
    """One passage as evidence."""

    quote: str
    is_whole: bool
    is_unsure: bool
    note: str


@dataclass(frozen=True)
class Value:
    """What one coder says of a unit and a theme."""

    coder: Coder
    name: str
    evidence: list[Quoted]
    questions: Sequence[Question]

    @property
    def sign(self) -> str:
        return VALUES[self.name][0]

    @property
    def words(self) -> str:
        return str(VALUES[self.name][1])


@dataclass(frozen=True)
class Loaded:
    """What rows need beside the cells: things by id, all loaded before."""

    coders: Sequence[Coder]
    themes: Mapping[int, Any]
    paragraphs: Mapping[int, Paragraph]
    passages: Mapping[uuid.UUID, Passage]
    questions: Mapping[tuple[int, int], Sequence[Question]]  # by paragraph and coder


@dataclass(frozen=True)
class Row:
    """One cell. `beside` are the cells of its unit, itself among them."""

    cell: Cell
    beside: Sequence[Cell]
    given: Loaded
    last_refused: Refused | None = None

    @cached_property
    def key(self) -> str:
        return key_of(self.cell.paragraph, self.cell.unit, self.cell.theme)

    @property
    def state(self) -> str:
        return self.cell.state

    @cached_property
    def theme(self) -> Theme | None:
        return self.given.themes[self.cell.theme] if self.cell.theme else None

    @property
    def slug(self) -> str:
        return self.theme.slug if self.theme else ""

    @cached_property
    def refused(self) -> Refused | None:
        """What was refused about this very cell."""
        last, own = self.last_refused, (self.cell.paragraph, self.cell.unit, self.slug)
        return last if last and (last.paragraph, last.unit, last.theme) == own else None

    @property
    def code_in_words(self) -> str:
        return self.theme.code if self.theme else _("the question")

    @property
    def label(self) -> str:
        """What its buttons do, together."""
        return _("Decide %s") % self.code_in_words

    @property
    def seen(self) -> list[str]:
        """The cells of the unit with the versions of their decisions, as the page shows them: slug:version."""
        return [f"{self._slug(each.theme)}:{each.version}" for each in self.beside]

    @cached_property
    def values(self) -> list[Value]:
        return [self._value(coder) for coder in self.given.coders]

    @property
    def decision(self) -> Any:
        return self.cell.decision

    @property
    def kind_in_words(self) -> str:
        if self.cell.kind != "only":
            return str(KINDS[self.cell.kind])
        names = [value.coder.name for value in self.values if value.name in (YES, UNSURE)]
        n = len(names)
        return ngettext("only %s carries it", "only %s carry it", n) % ", ".join(names)

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.cell.state])

    @property
    def decision_in_words(self) -> str:
        """What was decided, by whom and when; "" where nothing was."""
        ruling = self.cell.decision
        if ruling is None:
            return ""
        outcome = _("nothing here") if self.cell.theme is None else str(OUTCOMES[ruling.outcome])
        who = ruling.by or _("Tifa")
        facts = [f"{outcome} – {who}", f"{ruling.at:%Y-%m-%d %H:%M}", str(RULES.get(ruling.rule, ""))]
        said = ", ".join(fact for fact in facts if fact)
        return _("Was: %s") % said if self.cell.state == "reopened" else said

    @cached_property
    def needs(self) -> str:
        """The outcomes that go against what all coders say, and so must have a reason; separated by a space."""
        own = ("yes", "no") if self.theme else ()
        found = [outcome for outcome in own if is_against_all(self.cell, outcome)]
        if any(each.theme and is_against_all(each, "no") for each in self.beside):
            found.append("nothing")
        return " ".join(found)

    @property
    def needs_in_words(self) -> str:
        """For which outcomes a reason must be written; "" where for none."""
        needed = " / ".join(str(OUTCOMES[each]) for each in self.needs.split())
        return _("needed for: %s") % needed if needed else ""

    def _slug(self, theme: int | None) -> str:
        return str(self.given.themes[theme].slug) if theme else ""

    def _value(self, coder: Coder) -> Value:
        evidence = [self._quoted(each) for each in self.cell.evidence if each.coder == coder.pk]
        name = self.cell.values.get(coder.pk, MISSING)
        is_asked = self.cell.kind == "question" and name == MISSING
        asked = self.given.questions.get((self.cell.paragraph, coder.pk), ()) if is_asked else ()
        return Value(coder, name, evidence, asked)

    def _quoted(self, row: Any) -> Quoted:
        paragraph, passage = self.given.paragraphs[row.paragraph], self.given.passages.get(row.passage)
        is_whole = (row.start, row.end) == (0, paragraph.n_chars)
        note = passage.note if passage else ""
        return Quoted(paragraph.text[row.start : row.end], is_whole, row.is_unsure, note)


@dataclass(frozen=True)
class Unit:
    """The cells of one unit that are shown, what is agreed about it, and its own words."""

    paragraph: int
    number: int
    name: str
    words: str
    rows: list[Row]
    agreed: list[str]  # codes

    @property
    def key(self) -> str:
        return f"unit-{self.paragraph}-{self.number}"


def key_of(paragraph: int, unit: int, theme: int | None) -> str:
    """How a cell is called on the page."""
    return f"cell-{paragraph}-{unit}-{theme or 0}"


def is_against_all(cell: Cell, outcome: str) -> bool:
    """Whether an outcome contradicts everybody who read the unit: no where all carry it, yes where nobody does."""
    n_carry, n_readers = cell.votes
    return n_readers > 0 and n_carry == (0 if outcome == "yes" else n_readers)
