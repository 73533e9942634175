"""A corrected text takes the place of the current one, and everything that was done goes with it, in one operation."""

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import following, settling
from annotations.actions.passages import check_span
from annotations.actions.undoing import NothingToUndo
from annotations.models import Anchor, Assignment, Decision, Dismissal, Passage, Question, Reading
from annotations.problems import NoSuchPlace, NotAllAnchored, NotCodable, OutsideText, PlaceTaken
from annotations.putting.places import ADOPT
from annotations.revision_plan import Place, RevisionPlan, Spot, Target
from annotations.states import anchor_id, anchor_state
from corpus.actions.correcting import pending_of, touch
from corpus.models import Document, Paragraph, Revision
from corpus.states import document_state, revision_state
from ledger.locks import locked
from ledger.models import Operation
from ledger.problems import Stale
from ledger.querysets import UNDO
from ledger.undo import put_back
from ledger.write import Work, check_version, write

ANCHOR = "place passages"


@dataclass(frozen=True)
class Chosen:
    """Where a manager says that words stand in the corrected text: [start, end) of a paragraph; None: nowhere."""

    spot: Spot
    version: int | None  # of the anchor that was there; None: there was none
    paragraph: int | None = None
    start: int = 0
    end: int = 0


def anchor(*, document: Document, chosen: Chosen, actor: Any, op: uuid.UUID | None = None) -> Anchor:
    """Say where the passages of one place stand in the corrected text, or that they are withdrawn with the old one.

    Raises NothingPending, NoSuchPlace, Stale, and OutsideText, EmptySpan, NotCodable, PlaceTaken about the new place.
    """
    project, body = document.project, [*chosen.spot, chosen.version, chosen.paragraph, chosen.start, chosen.end]
    with write(project=project, actor=actor, verb=ANCHOR, about=f"document/{document.pk}", op=op, body=body) as work:
        now = locked(Document.objects).get(pk=document.pk)
        plan = RevisionPlan(now, pending_of(now, now.version))
        place = next((each for each in plan.places if each.spot == chosen.spot and not each.is_exact), None)
        if place is None:
            raise NoSuchPlace(_("No passage waits at this place of the text."), field="place")
        _refuse_changed(place, chosen)
        target = _target(plan, chosen)
        refuse_taken(plan, {**plan.targets, chosen.spot: target})
        return _store(plan.revision, place, target, work)


def withdraw_gone(*, document: Document, version: int | None, actor: Any, op: uuid.UUID | None = None) -> int:
    """Say of all places of which nothing is left, and nobody said anything, that they are withdrawn; how many."""
    project, about = document.project, f"document/{document.pk}"
    with write(project=project, actor=actor, verb=ANCHOR, about=about, op=op, body=["gone", version]) as work:
        now = locked(Document.objects).get(pk=document.pk)
        plan = RevisionPlan(now, pending_of(now, version))
        gone = [place for place in plan.waiting if place.proposal is None]
        for place in gone:
            _store(plan.revision, place, None, work)
    return len(gone)


def adopt(*, document: Document, version: int | None, actor: Any, op: uuid.UUID | None = None) -> int:
    """Make the corrected text the current one; how many passages moved. All or nothing.

    Raises NothingPending, Stale, PlaceTaken, and NotAllAnchored while a place waits, also one that was tagged just now.
    """
    project, about = document.project, f"document/{document.pk}"
    with write(project=project, actor=actor, verb=ADOPT, about=about, op=op, body=version) as work:
        now = locked(Document.objects).get(pk=document.pk)
        revision = pending_of(now, version)
        for round in sorted(set(Assignment.objects.on(now).values_list("round", flat=True))):
            settling.hold(round, now.pk)  # nobody codes in it meanwhile
        plan = RevisionPlan(now, revision)
        refuse_waiting(plan)
        refuse_taken(plan, plan.targets)
        n_moved = following.follow(plan, work)
        touch(now, work)
        _swap(plan, work)  # recorded last, so that it is taken back first
        deriving.rebuild(now, now.project.unit)
    return n_moved


def last_adoption(document: Document) -> Operation | None:
    """The adoption that could be taken back: the last one that stands."""
    about = Operation.objects.about(document.project_id, f"document/{document.pk}")
    return about.filter(verb=ADOPT, undone_by=None).last()


def take_back(*, document: Document, version: int | None, actor: Any, op: uuid.UUID | None = None) -> None:
    """Undo the last adoption: the corrected text waits again. Raises NothingToUndo, and Stale once work went on."""
    about = f"document/{document.pk}"
    with write(project=document.project, actor=actor, verb=UNDO, about=about, op=op, body=version) as work:
        now = locked(Document.objects).get(pk=document.pk)
        check_version(now, version, {"id": now.pk, **document_state(now)})
        adoption = last_adoption(now)
        if adoption is None or now.revisions.pending().exists():
            raise NothingToUndo(_("There is no adopted correction that could be taken back."))
        put_back(adoption, work)
        _refuse_stranded(now)
        deriving.rebuild(now, now.project.unit)


def refuse_waiting(plan: RevisionPlan) -> None:
    """Raises NotAllAnchored while the place of any passage is not certain."""
    if n := len(plan.waiting):
        message = _("%d places of passages are not certain yet. Say of each where it stands, or withdraw it.") % n
        raise NotAllAnchored(message, current={"waiting": n})


def refuse_taken(plan: RevisionPlan, targets: dict[Spot, Target | None]) -> None:
    """Raises PlaceTaken where two passages of one coder in one round would come to lie on exactly the same words."""
    by_target: dict[Spot, list[Spot]] = defaultdict(list)
    for spot, target in targets.items():
        if target:
            by_target[target[0].pk, target[1], target[2]].append(spot)
    shared = {spot: at for at, spots in by_target.items() if len(spots) > 1 for spot in spots}
    if not shared:
        return
    rows = Passage.objects.filter(document=plan.document, paragraph__in={spot[0] for spot in shared})
    whose = rows.values_list("round", "coder", "paragraph", "start", "end")
    taken = Counter((round, coder, shared[spot]) for round, coder, *rest in whose if (spot := _spot(rest)) in shared)
    if any(n > 1 for n in taken.values()):
        raise PlaceTaken(_("Passages of one coder would lie twice on exactly the same words. Choose another place."))


def _spot(values: list[int]) -> Spot:
    paragraph, start, end = values
    return paragraph, start, end


def _refuse_changed(place: Place, chosen: Chosen) -> None:
    there = place.anchor
    if (there.version if there else None) != chosen.version:
        current = {"id": anchor_id(there), **anchor_state(there)} if there else None
        raise Stale(_("Somebody said something else about this place in the meantime."), current=current)


def _target(plan: RevisionPlan, chosen: Chosen) -> Target | None:
    if chosen.paragraph is None:
        return None
    paragraph = plan.by_id.get(chosen.paragraph)
    if paragraph is None:
        raise OutsideText(_("This paragraph is not in the corrected text."), field="paragraph")
    if not paragraph.is_codable:
        raise NotCodable(_("This paragraph is not codable."), field="paragraph")
    check_span(paragraph, chosen.start, chosen.end, paragraph.text[chosen.start : chosen.end])
    return paragraph, chosen.start, chosen.end


def _store(revision: Revision, place: Place, target: Target | None, work: Work) -> Anchor:
    there = place.anchor
    before = anchor_state(there) if there else None
    paragraph, start, end = place.spot
    row = there or Anchor(revision=revision, paragraph_id=paragraph, start=start, end=end, version=0)
    row.outcome = Anchor.Outcome.MOVED if target else Anchor.Outcome.WITHDRAWN
    row.to_paragraph, row.to_start, row.to_end = target or (None, None, None)
    row.decided_by, row.decided_at, row.version = work.operation.actor, work.operation.at, row.version + 1
    row.save()
    work.record("anchor", anchor_id(row), before, anchor_state(row))
    return row


def _swap(plan: RevisionPlan, work: Work) -> None:
    """The current text is a former one, and the corrected one is current: in this order, for there is one of them."""
    former = locked(Revision.objects).get(document=plan.document, state=Revision.State.CURRENT)
    for revision, state in ((former, Revision.State.FORMER), (plan.revision, Revision.State.CURRENT)):
        before = revision_state(revision)
        revision.state = state
        revision.save(update_fields=["state"])
        work.record("revision", revision.pk, before, revision_state(revision))


def _refuse_stranded(document: Document) -> None:
    """Raises Stale where somebody did something on the corrected text: it would lie on a text that nobody reads."""
    current = Paragraph.objects.of(document).order_by()
    for model in (Passage, Reading, Question, Dismissal, Decision):
        if model._default_manager.filter(document=document).exclude(paragraph__in=current).exists():
            raise Stale(_("Work went on with the corrected text, so it stays."))
