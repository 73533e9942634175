"""Changing how one likes to read and work; everybody changes their own."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import check_version, write
from projects.models import User
from projects.preferences import CHOSEN, is_possible
from projects.states import user_state


class NoSuchPreference(Problem):
    """A preference cannot have this value."""

    rule = "wrong-value"


def change_preferences(
    *, user: User, version: int | None, actor: Any, op: uuid.UUID | None = None, **changes: Any
) -> None:
    """Change some of a person's preferences, each to a value it can have; raises NoSuchPreference.

    `keys` holds all keys that are not the defaults. Making no difference keeps the version as it is.
    """
    if unknown := changes.keys() - set(CHOSEN):
        raise TypeError(f"no preferences: {sorted(unknown)}")
    about = f"user/{user.pk}"
    with write(project=None, actor=actor, verb="change preferences", about=about, op=op, body=changes) as work:
        now = locked(User.objects).get(pk=user.pk)
        before, earlier = user_state(now), now.preferred
        check_version(earlier, version, earlier.told())
        for name, value in changes.items():
            if not is_possible(name, value):
                raise NoSuchPreference(_("This cannot be chosen."), field=name, current=earlier.told())
        chosen = earlier.with_changes(changes)
        if chosen != earlier:
            now.preferences = chosen.with_changes({"version": earlier.version + 1}).as_json()
            now.save(update_fields=["preferences"])
            work.record("user", now.pk, before, user_state(now))
    user.preferences = now.preferences
