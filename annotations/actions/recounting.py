"""Changing what figures count: the project's unit, and with it every UnitTheme row."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import settling
from annotations.cells import decidable
from annotations.models import Decision, Passage, Round, UnitTheme
from annotations.problems import Decided
from ledger.locks import locked
from ledger.write import check_version, write
from projects.models import Project
from projects.states import project_state


def change_unit(
    *, project: Project, unit: str, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> Project:
    """Count sentences, paragraphs or documents from now on; every UnitTheme row is made anew in one transaction.

    Raises Decided once there are decisions: they are about the units that are counted now.
    """
    with write(project=project, actor=actor, verb="change unit", op=op, body=unit) as work:
        now = locked(Project.objects).get(pk=project.pk)
        before = project_state(now)
        check_version(now, version, before)
        if now.unit != unit:
            _refuse_decided(now)
            now.unit, now.version = unit, now.version + 1
            now.save()
            work.record("project", now.pk, before, project_state(now))
            _recount(now)
            for round in Round.objects.in_project(now).select_related("project"):
                settling.settle_all(round=round, documents=decidable(round), actor=actor)
    return now


def _refuse_decided(project: Project) -> None:
    if Decision.objects.in_project(project).exists():
        raise Decided(_("Decisions were made about these units: other units would not be those that were meant."))


def _recount(project: Project) -> None:
    """One refresh for each place at which units are kept: a coder's paragraph, or a coder's document."""
    UnitTheme.objects.filter(round__project=project).delete()
    passages = Passage.objects.filter(round__project=project).select_related("paragraph", "round__project")
    home = "document_id" if project.unit == Project.Unit.DOCUMENT else "paragraph_id"
    done: set[tuple[int, int, int]] = set()
    for passage in passages.iterator(chunk_size=2000):
        key = (passage.round_id, passage.coder_id, getattr(passage, home))
        if key not in done:
            done.add(key)
            deriving.refresh(passage)
