"""What is always so in a source: remembered for the imports to come, changed, forgotten."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from corpus.actions.kinds import UnknownKind
from corpus.actions.sourcing import WrongValue, source_named
from corpus.habits import LONGEST
from corpus.models import Paragraph, SourceHabit
from corpus.states import habit_state
from corpus.storable import UNSTORABLE
from ledger.locks import locked
from ledger.write import Work, check_version, write


def remember(
    *, project: Any, source: str, by: str, value: str, kind: str, actor: Any, op: uuid.UUID | None = None
) -> SourceHabit:
    """In texts of the source of this name (made when it is new) a line, or what a rule says, is of this kind.

    `by` is "line" (the `value` is its whole text, at most LONGEST code points) or "rule" (its reason). Raises
    UnknownKind and WrongValue; texts that are stored already stay as they are.
    """
    with write(project=project, actor=actor, verb="remember kind", op=op, body=[source, by, value, kind]) as work:
        return remembered(project, source, by, value, kind, work)


def remembered(project: Any, source: str, by: str, value: str, kind: str, work: Work) -> SourceHabit:
    """The same inside `work`."""
    _check(by, value, kind)
    outlet, _note = source_named(project, source.strip(), "", work)
    if outlet is None:
        raise WrongValue(_("Its source is not known. Say first which it is."), field="source")
    habit = locked(SourceHabit.objects).filter(source=outlet, by=by, value=value).first()
    before = habit_state(habit) if habit else None
    habit = habit or SourceHabit(source=outlet, by=by, value=value, version=0)
    if habit.kind != kind:
        habit.kind, habit.version = kind, habit.version + 1
        habit.save()
        work.record("habit", habit.pk, before, habit_state(habit))
    return habit


def forget(*, habit: SourceHabit, version: int | None, actor: Any, op: uuid.UUID | None = None) -> None:
    """Let the rules decide again in imports to come. Raises Stale."""
    project, about = habit.source.project, f"source/{habit.source_id}"
    with write(project=project, actor=actor, verb="forget kind", about=about, op=op, body=habit.pk) as work:
        now = locked(SourceHabit.objects).get(pk=habit.pk)
        check_version(now, version, habit_state(now))
        work.record("habit", now.pk, habit_state(now), None)
        now.delete()


def _check(by: str, value: str, kind: str) -> None:
    if by not in SourceHabit.By.values:
        raise TypeError(f"nothing is remembered by {by}")
    if kind not in Paragraph.Kind.values:
        raise UnknownKind(_("There is no kind of paragraph with this name."), field="kind")
    if not value or UNSTORABLE.search(value):
        raise WrongValue(_("This line cannot be remembered."), field="value")
    if len(value) > LONGEST:
        raise WrongValue(_("Only lines of at most %(n)s characters can be remembered.") % {"n": LONGEST}, field="value")
