"""Views of figures: saved under a name, renamed, shared, removed."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from annotations.actions.wording import checked
from annotations.problems import WrongWords
from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version, write
from projects.models import Project
from reports.models import SavedView
from reports.states import saved_view_state

LONGEST = 100  # code points of a name


class ViewNameTaken(Problem):
    """Another view of the same person has this name."""

    status, rule = 409, "view-name-taken"


def save_view(
    *, project: Project, name: str, address: str, actor: Any, is_shared: bool = False, op: uuid.UUID | None = None
) -> SavedView:
    """Keep a page of figures under a name; `address` stands below the project's. Raises ViewNameTaken, WrongWords."""
    body = [name, address, is_shared]
    with write(project=project, actor=actor, verb="save view", op=op, body=body) as work, _one_of_its_name(name):
        view = SavedView.objects.create(
            project=project, owner=actor, name=_name(name), address=address, is_shared=is_shared,
            saved_at=work.operation.at,
        )  # fmt: skip
        work.record("saved-view", view.pk, None, saved_view_state(view))
    return view


def change_view(
    *, view: SavedView, name: str, is_shared: bool, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> SavedView:
    """Another name, or shared with the project or not. Raises Stale, ViewNameTaken, WrongWords."""
    with _changing(view, version, actor, "change view", op, [name, is_shared]) as (now, work):
        before = saved_view_state(now)
        now.name, now.is_shared = _name(name), is_shared
        if saved_view_state(now) != before:
            now.version += 1
            with _one_of_its_name(name):
                now.save()
            work.record("saved-view", now.pk, before, saved_view_state(now))
    return now


def remove_view(*, view: SavedView, version: int | None, actor: Any, op: uuid.UUID | None = None) -> None:
    """Forget a view; what it showed stays, and the history knows that it was there. Raises Stale."""
    with _changing(view, version, actor, "remove view", op, None) as (now, work):
        work.record("saved-view", now.pk, saved_view_state(now), None)
        now.delete()


@contextmanager
def _changing(
    view: SavedView, version: int | None, actor: Any, verb: str, op: uuid.UUID | None, body: Any
) -> Iterator[tuple[SavedView, Work]]:
    about = f"saved-view/{view.pk}"
    with write(project=view.project, actor=actor, verb=verb, about=about, op=op, body=body) as work:
        now = locked(SavedView.objects).get(pk=view.pk)
        check_version(now, version, saved_view_state(now))
        yield now, work


def _name(name: str) -> str:
    """On one line, and neither empty nor too long."""
    kept = " ".join(checked(name, "name").splitlines())
    if len(kept) > LONGEST:
        raise WrongWords(_("At most %d characters, please.") % LONGEST, field="name")
    return kept


@contextmanager
def _one_of_its_name(name: str) -> Iterator[None]:
    """The database decides whether a name is free, also between two at the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        raise ViewNameTaken(_("Another of your views is called “%s”.") % name, field="name") from taken
