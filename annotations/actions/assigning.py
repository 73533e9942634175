"""Who codes what: giving a document to a coder, handing it in, reopening it."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from annotations.actions import coding, settling
from annotations.actions.reading import unread_paragraphs
from annotations.actions.wording import checked
from annotations.cells import decidable
from annotations.models import Assignment, Round
from annotations.problems import BlindRound, HandedIn, NotAllRead, RoundLocked, RoundNameTaken
from annotations.states import about, assignment_state, round_state
from corpus.models import Document, Paragraph
from ledger.locks import locked
from ledger.problems import NotAllowed
from ledger.write import Work, check_version, write
from projects.models import Coder, Membership, Project
from projects.rights import holds
from vocabulary.models import CodebookVersion

CHANGEABLE = ("name", "kind", "is_blind", "opened_at", "locked_at", "shows_suggestions_of", "seed", "ends_on")


def start_round(
    *,
    project: Project,
    name: str,
    actor: Any,
    kind: str = "main",
    is_blind: bool = False,
    seed: int | None = None,
    ends_on: date | None = None,
    op: uuid.UUID | None = None,
) -> Round:
    """Open a new round of coding, with the codebook that is published now. Raises RoundNameTaken."""
    plan = {"name": name, "kind": kind, "is_blind": is_blind, "seed": seed, "ends_on": ends_on}
    with write(project=project, actor=actor, verb="start round", op=op, body=plan) as work:
        return begin(project, work, **plan)


def begin(project: Project, work: Work, **plan: Any) -> Round:
    """A new round, inside an operation. Raises RoundNameTaken."""
    codebook = CodebookVersion.objects.published(project)
    with _one_of_its_name(plan["name"]):
        round = Round.objects.create(project=project, codebook_version=codebook, started_at=work.operation.at, **plan)
    work.record("round", round.pk, None, round_state(round))
    return round


def change_round(*, round: Round, version: int | None, actor: Any, op: uuid.UUID | None = None, **fields: Any) -> Round:
    """Change what CHANGEABLE names of a round.

    Raises RoundNameTaken, BlindRound for a blind round that would show suggestions, and NotAllowed for those of anybody
    but a machine of the project.
    """
    if refused := fields.keys() - set(CHANGEABLE):
        raise TypeError(f"not changeable here: {sorted(refused)}")
    asked = {name: getattr(value, "pk", value) for name, value in fields.items()}
    with changing_round(round, version=version, actor=actor, verb="change round", op=op, body=asked) as (now, _work):
        for name, value in fields.items():
            setattr(now, name, value)
    return now


@contextmanager
def changing_round(
    round: Round, *, version: int | None, actor: Any, verb: str, op: uuid.UUID | None = None, body: Any = None
) -> Iterator[tuple[Round, Work]]:
    """The one way in which a round changes: locked with all its work, checked, and kept once it was changed inside."""
    with write(project=round.project, actor=actor, verb=verb, about=f"round/{round.pk}", op=op, body=body) as work:
        now = locked(Round.objects).select_related("project").get(pk=round.pk)
        list(locked(Assignment.objects.filter(round=now).order_by("pk")))  # whoever is saving finishes first
        before, was_hidden = round_state(now), now.hides_others
        check_version(now, version, before)
        yield now, work
        _refuse_suggestions(now)
        if round_state(now) != before:
            now.version += 1
            with _one_of_its_name(now.name):
                now.save()
            work.record("round", now.pk, before, round_state(now))
        if was_hidden and not now.hides_others:
            settling.settle_all(round=now, documents=decidable(now), actor=actor)


def _refuse_suggestions(round: Round) -> None:
    machine = round.shows_suggestions_of
    if machine and round.is_blind:
        message = _("A blind round shows nobody's codes, a machine's neither: let it show no suggestions.")
        raise BlindRound(message, field="shows_suggestions_of")
    if machine and (machine.kind != Coder.Kind.MACHINE or machine.project_id != round.project_id):
        raise NotAllowed(_("Only a machine of this project makes suggestions."), field="shows_suggestions_of")


@contextmanager
def _one_of_its_name(name: str) -> Iterator[None]:
    """The database decides whether a name is free, also between two at the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        raise RoundNameTaken(_("Another round is called “%s”.") % name, field="name") from taken


def assign(*, round: Round, document: Document, coder: Coder, actor: Any, op: uuid.UUID | None = None) -> Assignment:
    """Give a whole document to a coder; one who has it already keeps what is there."""
    with write(project=round.project, actor=actor, verb="assign", about=f"document/{document.pk}", op=op) as work:
        _refuse_locked(locked(Round.objects).get(pk=round.pk))  # whoever locks it now waits
        return _give(round, document, coder, work)


def assign_all(
    *,
    round: Round,
    documents: Sequence[Document],
    coders: Sequence[Coder],
    actor: Any,
    priority: int | None = None,
    op: uuid.UUID | None = None,
) -> list[Assignment]:
    """Give each of the documents to each of the coders, as one operation; who has one already keeps what is there.

    What was given back is open again. Of a coder's open work that of higher `priority` comes first; None: 0 for what is
    new, and as it was for what is there.
    """
    pairs = [(document, coder) for document in documents for coder in coders]
    return assign_pairs(round=round, pairs=pairs, actor=actor, priority=priority, op=op)


def assign_pairs(
    *,
    round: Round,
    pairs: Sequence[tuple[Document, Coder]],
    actor: Any,
    priority: int | None = None,
    op: uuid.UUID | None = None,
) -> list[Assignment]:
    """Give each document to the coder beside it, as one operation and as `assign_all` does."""
    documents = {document.pk for document, _coder in pairs}
    about = f"document/{documents.pop()}" if len(documents) == 1 else f"round/{round.pk}"
    body: dict[str, Any] = {"round": round.pk, "pairs": [[document.pk, coder.pk] for document, coder in pairs]}
    body |= {"priority": priority} if priority is not None else {}
    with write(project=round.project, actor=actor, verb="assign", about=about, op=op, body=body) as work:
        _refuse_locked(locked(Round.objects).get(pk=round.pk))  # whoever locks it now waits
        return [_give(round, document, coder, work, priority) for document, coder in pairs]


def _refuse_locked(round: Round) -> None:
    if round.locked_at:
        raise RoundLocked(_("The round “%s” is locked.") % round.name)


def _give(round: Round, document: Document, coder: Coder, work: Work, priority: int | None = None) -> Assignment:
    if not {round.project_id} == {document.project_id} == {coder.project_id}:
        raise NotAllowed(_("Round, document and coder are not of one project."))
    assignment, is_new = Assignment.objects.get_or_create(
        round=round,
        document=document,
        coder=coder,
        defaults={"assigned_at": work.operation.at, "priority": priority or 0},
    )
    if is_new:
        work.record("assignment", assignment.pk, None, assignment_state(assignment))
        return assignment
    return _give_again(assignment, priority, work)


def _give_again(assignment: Assignment, priority: int | None, work: Work) -> Assignment:
    """What was given back is open again; the rest stays, with another priority if one is given."""
    is_same = priority in (None, assignment.priority)
    if is_same and not assignment.given_back_at:
        return assignment
    now = locked(Assignment.objects).get(pk=assignment.pk)
    before = assignment_state(now)
    if now.given_back_at:
        now.given_back_at, now.given_back_because, now.comment = None, Assignment.GivenBack.NOT, ""
    now.priority = now.priority if priority is None else priority
    if assignment_state(now) != before:
        now.version += 1
        now.save()
        work.record("assignment", now.pk, before, assignment_state(now))
    return now


def hand_in(*, assignment: Assignment, actor: Any, op: uuid.UUID | None = None) -> Assignment:
    """Freeze one's work on a document; raises NotAllRead while a codable paragraph is not marked read.

    Whoever is the last settles what all agree about, in a round that hides nothing.
    """
    with write(project=assignment.round.project, actor=actor, verb="hand in", about=about(assignment), op=op) as work:
        settling.hold(assignment.round_id, assignment.document_id)  # of two at once one is the last
        now = coding.enter(assignment, actor, work)
        unread = unread_paragraphs(now)
        if unread:
            ordinals = list(
                Paragraph.objects.filter(pk__in=unread).order_by("ordinal").values_list("ordinal", flat=True)
            )
            message = _("%d paragraphs are not marked as read yet.") % len(ordinals)
            raise NotAllRead(message, field="paragraphs", current={"unread": ordinals})
        before = assignment_state(now)
        now.handed_in_at, now.returned_at, now.version = work.operation.at, None, now.version + 1
        now.comment = ""
        now.save()
        work.record("assignment", now.pk, before, assignment_state(now))
        settling.settle_all(round=now.round, documents=[now.document], actor=actor)
    return now


def reopen(*, assignment: Assignment, actor: Any, comment: str = "", op: uuid.UUID | None = None) -> None:
    """Open handed-in work again: its coder in a round that hides nothing, or whoever may assign (it is returned).

    `comment` says to its coder why it comes back; one's own work comes back without.
    """
    project, body = assignment.round.project, comment or None
    with write(project=project, actor=actor, verb="reopen", about=about(assignment), op=op, body=body) as work:
        now = locked(Assignment.objects).select_related("round", "coder").get(pk=assignment.pk)
        is_return = _refuse_reopening(now, actor)
        coding.refuse_given_back(now)
        if now.is_open:
            return
        before = assignment_state(now)
        now.handed_in_at, now.version = None, now.version + 1
        now.returned_at = work.operation.at if is_return else None
        now.comment = checked(comment, "comment", may_be_empty=True) if is_return else ""
        now.save()
        work.record("assignment", now.pk, before, assignment_state(now))


def _refuse_reopening(assignment: Assignment, actor: Any) -> bool:
    """Whether the actor returns another's work (True) or reopens their own (False); others are refused."""
    member = Membership.objects.filter(project=assignment.round.project_id, user=actor).first()
    role = member.role if member else None
    if assignment.round.locked_at:
        raise RoundLocked(_("The round “%s” is locked.") % assignment.round.name)
    is_own = assignment.coder.user_id == actor.pk and holds(role, "code") if role else False
    may_return = actor.is_superuser or (role is not None and holds(role, "assign"))
    if is_own and not assignment.round.hides_others:
        return False
    if is_own and not may_return:
        raise HandedIn(_("In a blind round only a supervisor can return handed-in work."))
    if not is_own and not may_return:
        raise NotAllowed(_("Only a supervisor may return another coder's work."))
    return not is_own
