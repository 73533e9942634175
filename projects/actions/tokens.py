"""Tokens, by which programs work in a project in their owner's place: made, used, withdrawn."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.locks import locked
from ledger.problems import Problem
from ledger.turnstile import turnstile
from ledger.write import Work, write
from projects.models import ApiToken, Membership, Project, User
from projects.rights import Scope
from projects.secrets import digest, new_secret
from projects.states import token_state

PREFIX = "tifa_"  # by which logs and scanners know a token
MOST = 20  # that one person can use in one project
COARSE = timedelta(hours=1)  # how exactly the last use is known: no more than one write an hour


class WrongToken(Problem):
    """A token without a name, without scopes, or for somebody who does not belong to the project."""

    rule = "wrong-value"


class TooManyTokens(Problem):
    """So many that nobody knows any more what each is for."""

    status, rule = 409, "too-many-tokens"


def make_token(
    *,
    project: Project,
    user: User,
    name: str,
    scopes: Iterable[str],
    actor: Any,
    valid_for: timedelta | None = None,
    op: uuid.UUID | None = None,
) -> tuple[ApiToken, str]:
    """Make a token (valid for ever without `valid_for`); the second value is its secret, which exists nowhere else.

    Raises WrongToken and TooManyTokens.
    """
    wanted = [scope for scope in Scope.values if scope in set(scopes)]
    body = [user.pk, name, wanted, valid_for.days if valid_for else None]
    with write(project=project, actor=actor, verb="make token", about=f"user/{user.pk}", op=op, body=body) as work:
        _check(project, user, name, wanted)
        secret, at = f"{PREFIX}{new_secret()}", work.operation.at
        token = ApiToken.objects.create(
            project=project, user=user, name=name, scopes=wanted, secret_sha256=digest(secret),
            created_at=at, expires_at=at + valid_for if valid_for else None,
        )  # fmt: skip
        work.record("token", token.pk, None, token_state(token))
    return token, secret


def withdraw_token(*, token: ApiToken, actor: Any, op: uuid.UUID | None = None) -> None:
    """Make a token useless from now on; withdrawing it again changes nothing."""
    with write(
        project=token.project, actor=actor, verb="withdraw token", about=f"user/{token.user_id}", op=op, body=token.pk
    ) as work:
        _withdraw(locked(ApiToken.objects).get(pk=token.pk), work)


def withdraw_all(*, project: Project, user: User, work: Work) -> None:
    """Inside an operation: whoever leaves a project and comes back makes new ones."""
    for token in locked(ApiToken.objects.in_project(project).of(user).not_withdrawn()).order_by("pk"):
        _withdraw(token, work)


def note_use(*, token: ApiToken) -> None:
    """Remember that a token was used, at most once an hour. Nobody's act, so no operation."""
    now = timezone.now()
    if token.used_at is None or token.used_at < now - COARSE:
        with turnstile():
            ApiToken.objects.not_noted_since(now - COARSE).filter(pk=token.pk).update(used_at=now)


def _check(project: Project, user: User, name: str, scopes: list[str]) -> None:
    """One at a time for each person, so that two at once are counted too."""
    if not locked(Membership.objects).filter(project=project, user=user).exists() or not user.is_active:
        raise WrongToken(_("Only members of the project have tokens."), field="user")
    if not name.strip() or len(name) > 100:
        raise WrongToken(_("Give it a name of at most 100 characters."), field="name")
    if not scopes:
        raise WrongToken(_("Choose at least one thing that it may do."), field="scopes")
    if ApiToken.objects.in_project(project).of(user).open().count() >= MOST:
        raise TooManyTokens(_("At most %d tokens, please: withdraw one first.") % MOST)


def _withdraw(token: ApiToken, work: Work) -> None:
    before = token_state(token)
    token.withdrawn_at = token.withdrawn_at or work.operation.at
    token.save(update_fields=["withdrawn_at"])
    work.record("token", token.pk, before, token_state(token))
