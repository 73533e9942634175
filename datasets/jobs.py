"""The jobs of this app: `export` writes one file, `clear_exports` throws away what was kept long enough."""

import hashlib
import os
import re
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from datasets import prepared, wishes
from datasets.exporting import Export
from datasets.wishes import Asked
from jobs import clock, files
from jobs.kinds import Kind, Slice, Step
from jobs.models import Job
from ledger.problems import NotAllowed
from projects.models import Membership

FILE = re.compile(r"(\d{1,18})-[0-9a-f]{64}")
EVERY = timedelta(hours=1)


def export(slice: Slice) -> Step:
    """The whole file in one slice, since it shows one moment: one that is killed begins anew, at a later moment.

    Written aside and renamed when it is whole; named by what it holds, so that of two workers none harms the other's.
    """
    member = _member(slice.job)
    export = Export(wishes.wish(Asked.from_json(slice.job.args), member))
    try:
        sha256, size = _write(export, slice)
    finally:
        export.close()
    result: dict[str, Any] = {
        "href": reverse("api:export_read", args=[member.project.slug, slice.job.pk]),
        "name": export.wish.file_name(export.number),
        "rows": export.n_rows,
        "number": export.number,
        "size": size,
        "sha256": sha256,
        "role": member.role,
    }
    return Step(done=export.n_rows, total=export.n_rows, result=result)


def clear(slice: Slice) -> Step:
    """Delete files that are no job's any more, or were kept long enough; those of running jobs are let alone."""
    place = prepared.folder()
    for left in place.glob(".*.part"):
        files.sweep(place / left.name[1:].split(".")[0])
    found = [path for path in place.glob("*-*") if FILE.fullmatch(path.name)]
    at, jobs = clock.now(), Job.objects.in_bulk([int(path.name.split("-")[0]) for path in found])
    for path in found:
        job = jobs.get(int(path.name.split("-")[0]))
        if job is None or (job.is_over and not _is_kept(job, path.name, at)):
            path.unlink(missing_ok=True)
    return Step(done=len(found))


def _member(job: Job) -> Membership:
    """Whoever asked, as they are now."""
    asked_by = Membership.objects.select_related("project", "user").of(job.by).in_project(job.project).first()
    if asked_by is None:
        raise NotAllowed(_("Whoever asked for this is no longer a member of the project."))
    return asked_by


def _write(export: Export, slice: Slice) -> tuple[str, int]:
    """The SHA-256 and the length of the file, which is in its place then."""
    place = prepared.folder() / str(slice.job.pk)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.sweep(place)
    checksum, size = hashlib.sha256(), 0
    with files.aside(place) as (temporary, file):
        for piece in export:
            checksum.update(piece)
            size += file.write(piece)
            slice.report(export.n_written, export.n_rows)
        file.flush()
        os.fsync(file.fileno())
        temporary.replace(place.with_name(f"{place.name}-{checksum.hexdigest()}"))
        files.sync_folder(place.parent)
    return checksum.hexdigest(), size


def _is_kept(job: Job, name: str, at: datetime) -> bool:
    is_its_own = job.state == Job.State.DONE and prepared.path_of(job).name == name
    return is_its_own and prepared.until(job) > at


KINDS = (
    Kind(prepared.KIND, export, is_atomic=False),
    Kind("clear_exports", clear, is_atomic=False, every=lambda: EVERY),
)
