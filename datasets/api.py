"""Exports as JSON: asking for one; jobs/api.py says how far it is."""

from typing import Annotated, Literal

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from datasets import prepared, wishes
from datasets.actions import preparing
from datasets.wishes import Asked
from jobs.api import JobTold
from jobs.progress import progress
from ledger.problems import Problem
from projects.access import MemberRequest
from projects.models import Project
from projects.wire import Id, Name, Sent, answer

router = Router(tags=["exports"])


class ExportSent(Sent):
    """`coders` by name or pseudonym, none: all people and imported ones; `safe`: the variant for spreadsheets."""

    format: Name
    table: Name = "passages"
    coders: Annotated[list[Name], Field(max_length=1000)] = []
    round: Id | None = None
    text: Literal["full", "quotes", "offsets"] = "full"
    names: Literal["pseudonyms", "real"] = "pseudonyms"
    safe: bool = False


@router.post("/projects/{project}/exports", response={202: JobTold})
def export_create(request: MemberRequest, project: str, sent: ExportSent) -> HttpResponse:
    """Have a table prepared as a file; the job says when it is there, and where."""
    coders = _coders(request.project, sent.coders)
    asked = Asked(sent.table, sent.format, coders, sent.round, sent.text, sent.names, sent.safe)
    job = preparing.prepare(asked=asked, member=request.member)
    told = answer(progress(job), status=202)
    told.headers["Location"] = reverse("api:job_read", args=[job.pk])
    return told


@router.get("/projects/{project}/exports/{int:job}")
def export_read(request: MemberRequest, project: str, job: int) -> FileResponse:
    """The file of one's own export, as long as it is kept."""
    return prepared.sent(prepared.find(job, request.member))


def _coders(project: Project, names: list[str]) -> tuple[int, ...]:
    found, unknown = wishes.coders_called(project, names)
    if unknown:
        raise Problem(_("There is no such coder in this project."), field="coders")
    return tuple(sorted(coder.pk for coder in found))
