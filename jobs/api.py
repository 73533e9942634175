"""How far a job is, as JSON, for whoever asked for it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from jobs.models import Job
from jobs.progress import progress
from projects.access import MemberRequest
from projects.wire import answer

router = Router(tags=["jobs"])


class JobTold(Schema):
    """`state`: queued, running, done, failed. `total` is null while nobody knows it, `result` until it is done."""

    job: int
    kind: str
    state: str
    done: int
    total: int | None
    result: dict[str, Any] | None
    error: str


@router.get("/jobs/{int:job}", response=JobTold)
def job_read(request: MemberRequest, job: int) -> HttpResponse:
    """One's own job: how far it is, what came of it, why it failed."""
    mine = Job.objects.asked_by(request.user, request.project)
    return answer(progress(get_object_or_404(mine, pk=job)))
