"""The job `seal`: every hour, what happened since is sealed, so that nobody can change it unseen."""

from datetime import timedelta

from jobs.kinds.base import Kind, Slice, Step
from ledger import sealing
from projects.models import Project

EVERY = timedelta(hours=1)


def work(slice: Slice) -> Step:
    """One chain a slice: that of the site first, then those of the projects in order."""
    if slice.cursor is None:
        sealing.seal(None)
        return _after(0, done=1)
    project = Project.objects.after(slice.cursor).first()
    if project is None:
        return Step(done=slice.job.done, total=slice.job.done)
    sealing.seal(project)
    return _after(project.pk, done=slice.job.done + 1)


def _after(pk: int, done: int) -> Step:
    total = Project.objects.count() + 1
    return Step(cursor=pk, done=done, total=total, is_last=not Project.objects.after(pk).exists())


KINDS = (Kind("seal", work, is_atomic=False, every=lambda: EVERY),)
