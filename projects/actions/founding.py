"""Starting a project and changing its settings."""

import uuid
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from ledger.locks import locked
from ledger.write import check_version, write
from projects.models import Coder, Project
from projects.states import coder_state, project_state

CHANGEABLE = ("name", "guidelines", "settings")


def create_project(*, slug: str, name: str, actor: Any, unit: str = "sentence", guidelines: str = "") -> Project:
    """Start a project; its coder "decided" is there from the first day, and whatever settings.PROJECT_STARTS makes."""
    with write(project=None, actor=actor, verb="create project") as work:
        project = Project.objects.create(slug=slug, name=name, unit=unit, guidelines=guidelines)
        work.operation.project = project
        work.record("project", project.pk, None, project_state(project))
        decided = Coder.objects.create(project=project, kind=Coder.Kind.DECIDED, name="decided", pseudonym="decided")
        work.record("coder", decided.pk, None, coder_state(decided))
        for start in settings.PROJECT_STARTS:
            import_string(start)(project, work)
    return project


def change_project(
    *, project: Project, version: int | None, actor: Any, op: uuid.UUID | None = None, **fields: Any
) -> Project:
    """Change name, guidelines or settings. The unit needs a recount, so `annotations.actions.recounting` changes it."""
    if refused := fields.keys() - set(CHANGEABLE):
        raise TypeError(f"not changeable here: {sorted(refused)}")
    with write(project=project, actor=actor, verb="change project", op=op, body=fields) as work:
        now = locked(Project.objects).get(pk=project.pk)
        before = project_state(now)
        check_version(now, version, before)
        for name, value in fields.items():
            setattr(now, name, value)
        if project_state(now) != before:
            now.version += 1
            now.save()
            work.record("project", now.pk, before, project_state(now))
    return now
