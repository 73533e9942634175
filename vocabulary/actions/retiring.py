"""Retiring a theme and taking it back into use. Nothing is ever deleted; both are drafts until published."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from ledger.write import write
from vocabulary.actions import editing
from vocabulary.content import ACTIVE, RETIRED
from vocabulary.models import Theme
from vocabulary.problems import ThemeInUse, ThemeState


def retire_theme(
    *, theme: Theme, version: int | None, actor: Any, successor: Theme | None = None, op: uuid.UUID | None = None
) -> Theme:
    """Give a theme no more; its tags stay, `successor` is used instead. Raises ThemeInUse above active themes."""
    fields = {"status": RETIRED, "successor": successor.slug if successor else None}
    body = [theme.pk, fields]
    with write(project=theme.project, actor=actor, verb="retire theme", about="codebook", op=op, body=body) as work:
        _refuse_unless(theme, ACTIVE)
        if Theme.objects.in_project(theme.project).active().filter(parent=theme).exists():
            raise ThemeInUse(_("Retire or move the themes below it first."), field="status")
        editing.change(theme, version, fields, work)
    return editing.fresh(theme)


def restore_theme(*, theme: Theme, version: int | None, actor: Any, op: uuid.UUID | None = None) -> Theme:
    """Take a retired theme back into use."""
    fields = {"status": ACTIVE, "successor": None}
    body = [theme.pk, fields]
    with write(project=theme.project, actor=actor, verb="restore theme", about="codebook", op=op, body=body) as work:
        _refuse_unless(theme, RETIRED)
        editing.change(theme, version, fields, work)
    return editing.fresh(theme)


def _refuse_unless(theme: Theme, status: str) -> None:
    """Nobody retires what is retired, or restores what is in use."""
    is_retired = Theme.objects.get(pk=theme.pk).retired_at is not None
    if is_retired != (status == RETIRED):
        raise ThemeState(_("This theme is retired already.") if is_retired else _("This theme is in use."))
