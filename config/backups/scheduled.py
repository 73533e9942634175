"""The job `backup`: every TIFA_BACKUP_EVERY hours one file in TIFA_BACKUPS, of which TIFA_BACKUP_KEEP are kept."""

import logging
import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from config.backups import making
from config.backups.archive import is_backup
from jobs.kinds import Kind, Slice, Step
from jobs.models import Job

NAME = re.compile(r"tifa-\d{8}-\d{6}-\d+\.zip")
log = logging.getLogger("tifa.backups")


def every() -> timedelta | None:
    """None: backups are made by somebody else."""
    hours: int = settings.TIFA_BACKUP_EVERY
    return timedelta(hours=hours) if hours else None


def work(slice: Slice) -> Step:
    """One backup; named by its job, so that one which is begun again after a kill takes the place of what was half."""
    folder = Path(settings.TIFA_BACKUPS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"tifa-{slice.job.queued_at:%Y%m%d-%H%M%S}-{slice.job.pk}.zip"
    made = making.make(path)
    for fault in made.faults:
        log.warning("%s", fault)
    _forget_old_ones(path)
    return Step(result={"file": path.name, "size": made.size, "sha256": made.sha256, "faults": made.faults})


def _forget_old_ones(newest: Path) -> None:
    """Our own only, and never the one just made, whatever the clock says."""
    others = sorted(path for path in newest.parent.glob("tifa-*.zip") if NAME.fullmatch(path.name) and path != newest)
    for path in others[: max(0, len(others) + 1 - max(1, settings.TIFA_BACKUP_KEEP))]:
        with suppress(OSError):
            if is_backup(path):
                path.unlink()


def _failed(job: Job) -> None:
    making.note_failure()


KINDS = (
    Kind(
        "backup",
        work,
        is_atomic=False,
        every=every,
        longest=timedelta(hours=6),
        most_attempts=8,  # over four minutes: a database that restarts is back by then
        is_stubborn=True,
        failed=_failed,
    ),
)
