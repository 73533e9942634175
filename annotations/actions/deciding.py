"""What supervisors decide about the disagreements of coders, whose own work it never alters."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from annotations.actions import settling
from annotations.actions.undoing import NothingToUndo
from annotations.actions.verdicts import Settled, Verdict, by_rule, checked_all
from annotations.cells import Differences, differences
from annotations.comparing import kept
from annotations.material import Kept
from annotations.models import Assignment, Decision, Round
from annotations.problems import NotAllHandedIn, NotCompared, RoundHidden
from annotations.putting import put_decisions
from annotations.states import about, cell_of, decision_id, decision_state
from corpus.models import Document
from ledger.models import Event, Operation
from ledger.problems import NotAllowed
from ledger.querysets import REDO, UNDO
from ledger.write import Work, write
from projects.models import Membership
from projects.rights import holds

DECIDE, BY_RULE = "decide", "decide by rule"
UNDOABLE = {DECIDE, BY_RULE, UNDO, REDO}
BATCH = 500  # rows a statement

__all__ = ["Verdict", "decide", "decide_by_rule", "next_step", "redo_decision", "refuse_undecidable", "undo_decision"]


def decide(
    *, round: Round, document: Document, decisions: Sequence[Verdict], actor: Any, op: uuid.UUID | None = None
) -> Work:
    """Decide about some cells, all or none, as one step of undo.

    Raises what `verdicts.checked_all` raises for one of them, and `_enter` for the document.
    """
    place, body = settling.decided_work(round, document), [asdict(verdict) for verdict in decisions]
    with write(project=round.project, actor=actor, verb=DECIDE, about=about(place), op=op, body=body) as work:
        _enter(place, actor)
        paragraphs = {verdict.paragraph for verdict in decisions}
        found = differences(place.round, document, paragraphs)
        _store(place, found, checked_all(found, decisions, work), actor, work)
        settling.settle(place, paragraphs, work)
    return work


def decide_by_rule(*, round: Round, document: Document, rule: str, actor: Any, op: uuid.UUID | None = None) -> Work:
    """Decide every open cell that a rule of `verdicts.RULES` can decide; each decision names the rule."""
    place = settling.decided_work(round, document)
    with write(project=round.project, actor=actor, verb=BY_RULE, about=about(place), op=op, body=rule) as work:
        _enter(place, actor)
        found = differences(place.round, document)
        settled = by_rule(found, rule)
        _store(place, found, settled, actor, work)
        settling.settle(place, {each.cell.paragraph for each in settled}, work)
    return work


def undo_decision(*, round: Round, document: Document, actor: Any, op: uuid.UUID | None = None) -> Work:
    """Take one's own last deciding step here back; raises NothingToUndo, or Stale where it was decided anew since."""
    return _put_back(round, document, actor, op, UNDO)


def redo_decision(*, round: Round, document: Document, actor: Any, op: uuid.UUID | None = None) -> Work:
    """Do the deciding step again that was undone last."""
    return _put_back(round, document, actor, op, REDO)


def next_step(round: Round, document: Document, actor: Any, verb: str) -> Operation | None:
    """What this person would take back here by undo, or by redo."""
    place = settling.decided_work(round, document)
    steps = Operation.objects.about(round.project_id, about(place)).filter(actor=actor, verb__in=UNDOABLE)
    own = steps.with_events("decision")
    return own.to_redo() if verb == REDO else own.to_undo()


def refuse_undecidable(round: Round, work: Collection[Assignment]) -> None:
    """Raises RoundHidden, NotCompared or NotAllHandedIn; `work` are the assignments of a document's coders."""
    refuse_hidden(round)
    if len(work) < 2:
        raise NotCompared(_("Fewer than two coders have this document in this round: there is nothing to decide."))
    if any(each.is_open for each in work):
        raise NotAllHandedIn(_("Not everybody who has this document has handed it in."))


def refuse_hidden(round: Round) -> None:
    """Raises RoundHidden while nobody may look at what its coders did."""
    if round.hides_others:
        raise RoundHidden(_("The round “%s” still hides its coders from one another: open it first.") % round.name)


def _put_back(round: Round, document: Document, actor: Any, op: uuid.UUID | None, verb: str) -> Work:
    """The decisions of a step go back to what they were, and the decided coder's work follows them."""
    place = settling.decided_work(round, document)
    with write(project=round.project, actor=actor, verb=verb, about=about(place), op=op) as work:
        _enter(place, actor)
        step = next_step(place.round, document, actor, verb)
        if step is None:
            raise NothingToUndo(_("There is nothing to redo.") if verb == REDO else _("There is nothing to undo."))
        work.operation.undoes = step
        events = list(step.events.filter(kind="decision").order_by("-id"))
        put_decisions(events, work)
        settling.settle(place, {cell_of(event.object_id)[0] for event in events}, work)
    return work


def _enter(place: Assignment, actor: Any) -> None:
    """Lock all work on the document in this round, so that coders and other supervisors wait; refuse who may not.

    Raises NotAllowed and what `refuse_undecidable` raises. An actor of None is the system itself.
    """
    work = settling.hold(place.round_id, place.document_id)
    place.round = Round.objects.select_related("project").get(pk=place.round_id)  # now that we hold the locks
    member = Membership.objects.in_project(place.round.project_id).of(actor).first() if actor else None
    if actor is not None and not (member and holds(member.role, "decide")):
        raise NotAllowed(_("Only a supervisor may decide."))
    refuse_undecidable(place.round, work)


def _store(place: Assignment, found: Differences, settled: Iterable[Settled], actor: Any, work: Work) -> None:
    """Write what is not decided so already, each with the version after the last that it ever had."""
    made = (_row(place, each, kept(found.given, each.cell), actor, work) for each in settled)
    rows = {decision_id(row): row for row in made}
    near = Decision.objects.on_any(place.round, [place.document_id])
    there = {decision_id(row): row for row in near.in_paragraphs({row.paragraph_id for row in rows.values()})}
    changed = {name: row for name, row in rows.items() if name not in there or not _is_same(there[name], row)}
    versions = Event.objects.last_versions("decision", changed)
    for name, row in changed.items():
        row.version = versions.get(name, 0) + 1
        before = decision_state(there[name]) if name in there else None
        work.record("decision", name, before, decision_state(row))
    Decision.objects.filter(pk__in=[there[name].pk for name in changed if name in there]).delete()
    Decision.objects.bulk_create(changed.values(), batch_size=BATCH)


def _row(place: Assignment, settled: Settled, evidence: Kept, actor: Any, work: Work) -> Decision:
    return Decision(
        round=place.round,
        document=place.document,
        paragraph_id=settled.cell.paragraph,
        unit=settled.cell.unit,
        theme_id=settled.cell.theme,
        outcome=settled.outcome,
        reason=settled.reason,
        rule=settled.rule,
        evidence=evidence,
        decided_by=actor,
        decided_at=work.operation.at,
    )


def _is_same(old: Decision, row: Decision) -> bool:
    names = ("outcome", "reason", "rule", "evidence", "decided_by_id")
    return all(getattr(old, name) == getattr(row, name) for name in names)
