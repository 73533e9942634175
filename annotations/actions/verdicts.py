"""What is said about single cells: by a supervisor, or by a rule; inside an operation that `deciding` has opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.actions import vocabulary
from annotations.actions.wording import checked
from annotations.cell_rows import rows_of
from annotations.cells import Differences
from annotations.comparing import blank
from annotations.material import NO, QUESTION, YES, Cell, Key
from annotations.models import Decision
from annotations.problems import ReasonNeeded, UnknownCell
from ledger.problems import Problem
from ledger.write import Work, check_version


@dataclass(frozen=True)
class Verdict:
    """What is decided about one cell; `theme` is a slug (None: nothing here), `version` the one that was seen.

    That is the version of the decision that stands; 0 where there is none.
    """

    paragraph: int
    unit: int
    theme: str | None
    outcome: str
    reason: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Settled:
    """A cell and what is decided about it now."""

    cell: Cell
    outcome: str
    reason: str = ""
    rule: str = ""


Rule = Callable[[int, int], str | None]  # of those who carry it, and of those who read it: yes, no, or left open


def _agreement(n_carrying: int, n_readers: int) -> str | None:
    return YES if n_carrying == n_readers else None


def _majority(n_carrying: int, n_readers: int) -> str | None:
    if 2 * n_carrying == n_readers:
        return None
    return YES if 2 * n_carrying > n_readers else NO


RULES: dict[str, Rule] = {Decision.Rule.AGREEMENT: _agreement, Decision.Rule.MAJORITY: _majority}


def by_rule(found: Differences, rule: str) -> list[Settled]:
    """Every open cell that a rule can decide. Left to people: what was asked about, and what one decided before."""
    if rule not in RULES:
        raise Problem(_("There is no such rule."), field="rule")
    outcomes = ((cell, RULES[rule](*cell.votes)) for cell in found.cells if is_for_rules(cell))
    return [Settled(cell, outcome, rule=rule) for cell, outcome in outcomes if outcome]


def checked_all(found: Differences, verdicts: Sequence[Verdict], work: Work) -> list[Settled]:
    """Each verdict with its cell.

    Raises UnknownCell, VersionNeeded, Stale (with the cell as it is), ReasonNeeded, and of a theme that nobody gave
    UnknownTheme and RetiredTheme.
    """
    settled: dict[Key, Settled] = {}
    for verdict in verdicts:
        cell = _cell(found, verdict, work)
        if cell.key in settled:
            raise UnknownCell(_("The same cell is decided twice."), field="decisions")
        check_version(cell, verdict.version, rows_of(found, [cell])[0])
        settled[cell.key] = Settled(cell, verdict.outcome, _reason(cell, verdict))
    return list(settled.values())


def is_for_rules(cell: Cell) -> bool:
    """Whether a rule may decide it: open, clear, and not decided by a person before."""
    is_theirs = cell.decision is None or bool(cell.decision.rule)
    is_clear = cell.kind != QUESTION and cell.theme is not None
    return cell.is_to_decide and is_theirs and is_clear and cell.votes[1] > 0


def _cell(found: Differences, verdict: Verdict, work: Work) -> Cell:
    """The cell that is meant; one of a theme that nobody gave is there for a yes."""
    if verdict.outcome not in (YES, NO) or (verdict.theme is None and verdict.outcome == YES):
        raise Problem(_("Decide yes or no; without a theme only no."), field="outcome")
    home = (verdict.paragraph, verdict.unit)
    theme = None if verdict.theme is None else _theme(found, verdict.theme, work)
    cell = found.by_key.get((*home, theme))
    if cell is None and theme is not None and verdict.outcome == YES:
        cell = _added(found, home, theme, work)
    if cell is None:
        message = _("There is nothing to decide here: no such unit, nobody read it, or nobody gave it this theme.")
        raise UnknownCell(message, field="decisions")
    return cell


def _theme(found: Differences, slug: str, work: Work) -> int:
    [theme] = vocabulary.meant([slug], vocabulary.named(found.round.project_id, [slug], work))
    return theme


def _added(found: Differences, home: tuple[int, int], theme: int, work: Work) -> Cell | None:
    """The cell of a theme that nobody gave, which must be one that can be given now."""
    project = found.round.project_id
    published = vocabulary.seen(project, None, work)
    entries = [published.by_id[theme]] if theme in published.by_id else []
    if not entries:
        raise UnknownCell(_("This theme is not published yet."), field="decisions")
    vocabulary.check_given(project, entries, published, work)
    return blank(found.given, home, theme)


def _reason(cell: Cell, verdict: Verdict) -> str:
    """Why, in words; they are needed against what everybody says who read it."""
    reason, (n_carrying, n_readers) = checked(verdict.reason, "reason", may_be_empty=True), cell.votes
    against = n_readers > 0 and n_carrying == (0 if verdict.outcome == YES else n_readers)
    if against and not reason:
        message = _("Say why: this goes against what everybody says who read it.")
        raise ReasonNeeded(message, field="reason")
    return reason
