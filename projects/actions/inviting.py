"""Inviting a person by a link that works once. Only the SHA-256 of its secret is stored."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, write
from projects.actions import people
from projects.models import Invitation, Membership, Project, User
from projects.rights import Role
from projects.secrets import digest, new_secret
from projects.states import invitation_state

VALID_FOR = timedelta(days=14)


class InvitationGone(Problem):
    """No invitation waits under this secret: unknown, used, withdrawn and expired ones are told apart by nobody."""

    status, rule = 404, "invitation-gone"


class InvitationUsed(Problem):
    """Somebody has joined by it already, so it cannot be withdrawn."""

    status, rule = 409, "invitation-used"


def invite(
    *, project: Project, role: str, actor: Any, note: str = "", op: uuid.UUID | None = None
) -> tuple[Invitation, str]:
    """Make an invitation, valid for 14 days; the second value is its secret, which exists nowhere else."""
    secret = new_secret()
    with write(project=project, actor=actor, verb="invite", op=op, body=[role, note]) as work:
        at = work.operation.at
        invitation = Invitation.objects.create(
            project=project, role=Role(role), note=note, secret_sha256=digest(secret),
            invited_by=actor, invited_at=at, expires_at=at + VALID_FOR,
        )  # fmt: skip
        work.record("invitation", invitation.pk, None, invitation_state(invitation))
    return invitation, secret


def withdraw(*, invitation: Invitation, actor: Any, op: uuid.UUID | None = None) -> None:
    """Make the link useless; withdrawing it again changes nothing. Raises InvitationUsed."""
    with write(project=invitation.project, actor=actor, verb="withdraw invitation", op=op, body=invitation.pk) as work:
        now = locked(Invitation.objects).get(pk=invitation.pk)
        if now.accepted_at:
            raise InvitationUsed(_("Somebody has joined by this invitation already."))
        before = invitation_state(now)
        now.withdrawn_at = now.withdrawn_at or work.operation.at
        now.save()
        work.record("invitation", now.pk, before, invitation_state(now))


def accept(*, secret: str, user: User, op: uuid.UUID | None = None) -> Membership:
    """Join the project by an open invitation, once; raises InvitationGone and AlreadyMember."""
    with _accepting(secret, user, op) as (work, invitation):
        return _join(invitation, user, work)


def accept_as_new_user(
    *, secret: str, username: str, password: str, email: str = "", op: uuid.UUID | None = None
) -> Membership:
    """Make an account and join with it, or do neither; raises InvitationGone and UsernameTaken."""
    with _accepting(secret, None, op) as (work, invitation):
        user = people.create_user(username=username, password=password, actor=None, email=email)
        work.operation.actor = user
        return _join(invitation, user, work)


@contextmanager
def _accepting(secret: str, actor: User | None, op: uuid.UUID | None) -> Iterator[tuple[Work, Invitation]]:
    """The operation of accepting an invitation; who asks for one that is not open gets InvitationGone."""
    waiting = Invitation.objects.waiting_under(digest(secret))
    if waiting is None:
        raise InvitationGone(_("This invitation cannot be used."))
    with write(project=waiting.project, actor=actor, verb="accept invitation", op=op, body=waiting.pk) as work:
        now = locked(Invitation.objects.open()).filter(pk=waiting.pk).first()
        if now is None:
            raise InvitationGone(_("This invitation cannot be used."))
        yield work, now


def _join(invitation: Invitation, user: User, work: Work) -> Membership:
    membership = people.join(invitation.project, user, invitation.role, work)
    before = invitation_state(invitation)
    invitation.accepted_by, invitation.accepted_at = user, work.operation.at
    invitation.save()
    work.record("invitation", invitation.pk, before, invitation_state(invitation))
    return membership
