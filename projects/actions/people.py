"""Accounts, and who belongs to a project in which role."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version, write
from projects.actions import tokens
from projects.models import Coder, Membership, Project, User
from projects.rights import Role, holds
from projects.states import coder_state, membership_state, user_state


class LastManager(Problem):
    """A project keeps at least one manager."""

    status, rule = 409, "last-manager"


class UsernameTaken(Problem):
    """Usernames differ by more than the case of their letters."""

    status, rule = 409, "username-taken"


class AlreadyMember(Problem):
    """The person belongs to the project already."""

    status, rule = 409, "already-member"


def create_user(*, username: str, password: str | None, actor: Any, **fields: Any) -> User:
    """Make an account; without a password nobody can sign in to it yet. Raises UsernameTaken."""
    fields["email"] = fields.get("email", "").lower()
    with write(project=None, actor=actor, verb="create user") as work:
        changed_at = work.operation.at if password else None
        try:
            with transaction.atomic():
                user = User.objects.create_user(username, password=password, password_changed_at=changed_at, **fields)
        except IntegrityError as taken:  # the database decides, also between two at the same moment
            raise UsernameTaken(_("Somebody else has this username."), field="username") from taken
        work.record("user", user.pk, None, user_state(user))
    return user


def add_member(*, project: Project, user: User, role: str, actor: Any, op: uuid.UUID | None = None) -> Membership:
    """Take a person into a project; who was there before gets their old coder back. Raises AlreadyMember."""
    with write(
        project=project, actor=actor, verb="add member", about=f"user/{user.pk}", op=op, body=[user.pk, role]
    ) as work:
        return join(project, user, role, work)


def join(project: Project, user: User, role: str, work: Work) -> Membership:
    """What `add_member` does, as a part of another operation."""
    _lock(project)
    if Membership.objects.filter(project=project, user=user).exists():
        raise AlreadyMember(_("%s belongs to this project already.") % user)
    membership = Membership.objects.create(project=project, user=user, role=role, joined_at=work.operation.at)
    work.record("membership", membership.pk, None, membership_state(membership))
    if holds(role, "code"):
        make_coder(project, user, work)
    return membership


def change_role(
    *, membership: Membership, role: str, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> None:
    """Give a member another role; raises LastManager when nobody would manage the project any more."""
    with write(
        project=membership.project,
        actor=actor,
        verb="change role",
        about=f"user/{membership.user_id}",
        op=op,
        body=[membership.pk, role],
    ) as work:
        _lock(membership.project)
        now = locked(Membership.objects).select_related("project", "user").get(pk=membership.pk)
        before = membership_state(now)
        check_version(now, version, before)
        if now.role == role:
            return
        _keep_a_manager(now)
        now.role, now.version = role, now.version + 1
        now.save()
        work.record("membership", now.pk, before, membership_state(now))
        if holds(role, "code"):
            make_coder(now.project, now.user, work)


def remove_member(*, membership: Membership, version: int | None, actor: Any, op: uuid.UUID | None = None) -> None:
    """Let a person leave a project. Their account, their work and their name under it stay."""
    with write(
        project=membership.project,
        actor=actor,
        verb="remove member",
        about=f"user/{membership.user_id}",
        op=op,
        body=membership.pk,
    ) as work:
        _lock(membership.project)
        now = locked(Membership.objects).select_related("project").get(pk=membership.pk)
        check_version(now, version, membership_state(now))
        _keep_a_manager(now)
        work.record("membership", now.pk, membership_state(now), None)
        tokens.withdraw_all(project=now.project, user=now.user, work=work)
        now.delete()


def _lock(project: Project) -> None:
    """One change of a project's people at a time, so that two of them cannot both leave it without a manager."""
    locked(Project.objects).get(pk=project.pk)


def make_coder(project: Project, user: User, work: Work) -> Coder:
    """The name under which a person's codes stand in a project; pseudonyms count up: C01, C02, …"""
    coder = Coder.objects.filter(project=project, user=user).first()
    if coder is None:
        number = Coder.objects.filter(project=project).people().count() + 1
        coder = Coder.objects.create(project=project, user=user, name=user.username, pseudonym=f"C{number:02}")
        work.record("coder", coder.pk, None, coder_state(coder))
    return coder


def _keep_a_manager(leaving: Membership) -> None:
    others = locked(Membership.objects).filter(project=leaving.project, role=Role.MANAGER)
    if leaving.role == Role.MANAGER and not others.exclude(pk=leaving.pk).exists():
        raise LastManager(_("A project needs a manager. Make somebody else manager first."), field="role")
