"""When this installation was last backed up, and whether that has failed since: small files in TIFA_DATA.

Each is written at the end of a backup; one that becomes whole takes the word of an earlier failure away.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from pydantic import AwareDatetime, BaseModel, ValidationError

OLD = timedelta(days=7)


class LastBackup(BaseModel):
    """The last one that became whole: when it was made, how long the file is in bytes."""

    made_at: AwareDatetime
    size: int

    @property
    def is_old(self) -> bool:
        """Whether a scheduled one would have come since."""
        return timezone.now() - self.made_at > OLD


class FailedBackup(BaseModel):
    """The last one, when it did not become whole."""

    failed_at: AwareDatetime


def path() -> Path:
    return Path(settings.TIFA_DATA) / "last_backup.json"


def known() -> LastBackup | None:
    """None when there was no backup yet, or when nobody can tell."""
    try:
        return LastBackup.model_validate_json(path().read_bytes())
    except (OSError, ValidationError):
        return None


def failure_path() -> Path:
    return Path(settings.TIFA_DATA) / "failed_backup.json"


def failure() -> FailedBackup | None:
    """None when the last backup became whole, or when nobody can tell."""
    try:
        return FailedBackup.model_validate_json(failure_path().read_bytes())
    except (OSError, ValidationError):
        return None


def told_failure(failed_at: datetime) -> bytes:
    """What the file holds after a backup that failed."""
    return FailedBackup(failed_at=failed_at).model_dump_json().encode()


def told(made_at: datetime, size: int) -> bytes:
    """What the file holds after a backup."""
    return LastBackup(made_at=made_at, size=size).model_dump_json().encode()
