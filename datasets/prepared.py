"""Files that were prepared in the background: where they lie, for how long, and what their page says of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404
from django.urls import reverse

from datasets import formats
from datasets.wishes import Asked
from jobs import clock
from jobs.models import Job
from projects.models import Membership

KIND = "export"
KEPT = timedelta(days=7)
SHOWN = 10


def folder() -> Path:
    return Path(settings.TIFA_DATA) / "exports"


def told(job: Job) -> dict[str, Any]:
    """What the job said of its file when it was whole: name, rows, number, size, sha256, role; empty before."""
    return job.result or {}


def path_of(job: Job) -> Path:
    """Where the file of a job that is done lies; its content is in the name, so no other ever takes its place."""
    return folder() / f"{job.pk}-{told(job)['sha256']}"


def is_open_to(job: Job, member: Membership, at: datetime) -> bool:
    """Whether whoever asked may have it still: in the role for which it was made, and while it is kept."""
    is_kept = job.state == Job.State.DONE and until(job) > at and path_of(job).exists()
    return is_kept and bool(told(job)["role"] == member.role)


def find(pk: int, member: Membership) -> Job:
    """The job of a file that a member may have; 404 for anything else."""
    job = Job.objects.of_kind(KIND).asked_by(member.user, member.project).filter(pk=pk).first()
    if job is None or not is_open_to(job, member, clock.now()):
        raise Http404("No such file.")
    return job


def sent(job: Job) -> FileResponse:
    """The file as a download, with what a direct one says in its head."""
    format = formats.named(job.args["format"])
    media_type = format.media_type if format else "application/octet-stream"
    file = told(job)
    return FileResponse(
        path_of(job).open("rb"),
        as_attachment=True,
        filename=file["name"],
        content_type=media_type,
        headers=heads(file["number"], file["rows"]),
    )


def heads(number: int | None, n_rows: int) -> dict[str, str]:
    """What a download says in its head: which operation it shows, where that may be told, and how many rows."""
    return ({} if number is None else {"Tifa-Operation": str(number)}) | {"Tifa-Rows": str(n_rows)}


def until(job: Job) -> datetime:
    """Till when the file of a job that is over is kept."""
    return (job.finished_at or job.queued_at) + KEPT


@dataclass(frozen=True)
class Prepared:
    """One line of the page; `href` is empty while there is nothing to have, `until` says how long there is."""

    job: Job
    asked: Asked
    href: str
    until: datetime

    @property
    def is_waiting(self) -> bool:
        return not self.job.is_over

    @property
    def is_gone(self) -> bool:
        """It was prepared, and is no longer kept or no longer for this role."""
        return self.job.state == Job.State.DONE and not self.href

    @property
    def file(self) -> Any:
        """What the job says of its file: name, size, rows, number."""
        return told(self.job)


def of(member: Membership) -> list[Prepared]:
    """What a member had prepared lately, newest first, in as many queries for one as for many."""
    jobs = Job.objects.of_kind(KIND).asked_by(member.user, member.project).newest_first()[:SHOWN]
    at = clock.now()
    return [_line(job, member, at) for job in jobs]


def _line(job: Job, member: Membership, at: datetime) -> Prepared:
    is_open = is_open_to(job, member, at)
    href = reverse("prepared_download", args=[member.project.slug, job.pk]) if is_open else ""
    return Prepared(job, Asked.from_json(job.args), href, until(job))
