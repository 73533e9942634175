"""An export as plain data, which a job keeps, and the wish that it stands for when the job is worked on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Round
from datasets import formats, rows
from datasets.exporting import Wish
from datasets.selection import FULL, PSEUDONYMS, REAL, Selection
from ledger.problems import NotAllowed, Problem
from projects.models import Coder, Membership, Project
from projects.rights import holds


@dataclass(frozen=True)
class Asked:
    """What somebody asks for, by names and ids; no coders are all people and imported ones, no round all rounds."""

    table: str
    format: str
    coders: tuple[int, ...] = ()
    round: int | None = None
    text: str = FULL
    names: str = PSEUDONYMS
    is_safe: bool = False

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "coders": list(self.coders)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Asked":
        return cls(**{**kept, "coders": tuple(kept["coders"])})


def wish(asked: Asked, member: Membership) -> Wish:
    """What a member may have of it now; raises Problem for what is not there, or not for them."""
    if not holds(member.role, "export") or (asked.names == REAL and not holds(member.role, "export names")):
        raise NotAllowed(_("Your role does not allow this."), field="names")
    table, format = rows.named(asked.table), formats.named(asked.format)
    if table is None or format is None:
        raise Problem(_("There is no such table or format."), field="table")
    if asked.is_safe and format.write_safe is None:
        raise Problem(_("This format has no variant for spreadsheets."), field="safe")
    selection = Selection(
        project=member.project,
        member=member,
        coders=_coders(member.project, asked.coders),
        round=_round(member.project, asked.round),
        text=asked.text,
        names=asked.names,
    )
    return Wish(selection, table, format, asked.is_safe)


def coders_called(project: Project, names: Sequence[str]) -> tuple[tuple[Coder, ...], list[str]]:
    """The coders with these names or pseudonyms, and the names that nobody has; a person before a machine."""
    known = list(Coder.objects.in_project(project).order_by("kind"))
    by_name = {coder.name: coder for coder in known} | {coder.pseudonym: coder for coder in known}
    unknown = [name for name in names if name not in by_name]
    return tuple(by_name[name] for name in names if name in by_name), unknown


def _coders(project: Project, ids: tuple[int, ...]) -> tuple[Coder, ...]:
    found = tuple(Coder.objects.in_project(project).filter(pk__in=ids).order_by("pk")) if ids else ()
    if len(found) != len(set(ids)):
        raise Problem(_("There is no such coder in this project."), field="coders")
    return found


def _round(project: Project, pk: int | None) -> Round | None:
    if pk is None:
        return None
    found = Round.objects.in_project(project).filter(pk=pk).first()
    if found is None:
        raise Problem(_("There is no such round in this project."), field="round")
    return found
