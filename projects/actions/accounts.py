"""Changing an account: its password, and what a site admin may change of it. An event never holds a password."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import write
from projects.models import User
from projects.states import user_state

CHANGEABLE = ("first_name", "last_name", "email", "is_active", "is_superuser")


class LastSiteAdmin(Problem):
    """The site keeps at least one active site admin."""

    status, rule = 409, "last-site-admin"


def change_password(*, user: User, password: str, actor: Any) -> None:
    """Set a new password; every session of the account ends, save one that the view renews with `user`."""
    with write(project=None, actor=actor, verb="change password", about=f"user/{user.pk}") as work:
        now = locked(User.objects).get(pk=user.pk)
        before = user_state(now)
        now.set_password(password)
        now.password_changed_at = work.operation.at
        now.save(update_fields=["password", "password_changed_at"])
        work.record("user", now.pk, before, user_state(now))
    user.password, user.password_changed_at = now.password, now.password_changed_at


def change_account(*, user: User, actor: Any, op: uuid.UUID | None = None, **fields: Any) -> User:
    """Change names, e-mail, is_active or is_superuser; raises LastSiteAdmin rather than lock everybody out."""
    if refused := fields.keys() - set(CHANGEABLE):
        raise TypeError(f"not changeable here: {sorted(refused)}")
    with write(project=None, actor=actor, verb="change user", about=f"user/{user.pk}", op=op, body=fields) as work:
        admins = list(locked(User.objects).filter(is_superuser=True, is_active=True).order_by("pk"))
        now = locked(User.objects).get(pk=user.pk)
        before = user_state(now)
        for name, value in fields.items():
            setattr(now, name, value.lower() if name == "email" else value)
        if now in admins and len(admins) == 1 and not (now.is_superuser and now.is_active):
            raise LastSiteAdmin(_("Somebody must be able to administer the site."))
        now.is_staff = now.is_superuser
        now.save()
        work.record("user", now.pk, before, user_state(now))
    return now
