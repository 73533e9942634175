"""Machines as coders: the names under which their codes stand."""

from typing import Any

from ledger.locks import locked
from ledger.write import write
from projects.models import Coder, Project
from projects.states import coder_state


def enrol(*, project: Project, name: str, actor: Any) -> Coder:
    """The coder of a machine, made when the machine is first used; pseudonyms count up: M01, M02, …"""
    with write(project=project, actor=actor, verb="add machine") as work:
        locked(Project.objects).get(pk=project.pk)
        machines = Coder.objects.in_project(project).machines()
        coder = machines.filter(name=name).first()
        if coder is None:
            pseudonym = f"M{machines.count() + 1:02}"
            coder = Coder.objects.create(project=project, kind=Coder.Kind.MACHINE, name=name, pseudonym=pseudonym)
            work.record("coder", coder.pk, None, coder_state(coder))
    return coder
