"""Changing what figures count: the project's unit, and with it every UnitTheme row."""

import uuid
from typing import Any

from annotations import deriving
from annotations.models import Passage, UnitTheme
from ledger.locks import locked
from ledger.write import check_version, write
from projects.models import Project
from projects.states import project_state


def change_unit(
    *, project: Project, unit: str, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> Project:
    """Count sentences, paragraphs or documents from now on; every UnitTheme row is made anew in one transaction."""
    with write(project=project, actor=actor, verb="change unit", op=op, body=unit) as work:
        now = locked(Project.objects).get(pk=project.pk)
        before = project_state(now)
        check_version(now, version, before)
        if now.unit != unit:
            now.unit, now.version = unit, now.version + 1
            now.save()
            work.record("project", now.pk, before, project_state(now))
            _recount(now)
    return now


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
