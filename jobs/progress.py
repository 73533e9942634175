"""How far a job is, as scripts and programs are told."""

from typing import Any

from jobs.models import Job


def progress(job: Job) -> dict[str, Any]:
    """`total` is null while nobody knows it, `result` until the job is done; `error` says why it failed."""
    return {
        "job": job.pk,
        "kind": job.kind,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "result": job.result,
        "error": job.error if job.is_over else "",
    }
