"""Files between the two steps of an import in the browser: kept by their SHA-256, for one person and project."""

import hashlib
import re
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from corpus.drafting import File
from corpus.originals import write_whole
from ledger.problems import Problem

KEPT_SECONDS = 24 * 3600
_TICKET = re.compile(r"([0-9a-f]{64}) (.+)", re.DOTALL)


class UploadGone(Problem):
    """A file that was checked is no longer kept."""

    status, rule = 409, "upload-gone"


def keep(project: Any, user: Any, files: Iterable[File]) -> list[str]:
    """Store checked files; each gets a ticket, its SHA-256 and its name, by which `fetch` finds it again."""
    folder = _folder(project, user)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    tickets = []
    for file in files:
        sha256 = hashlib.sha256(file.data).hexdigest()
        write_whole(folder / sha256, file.data)
        tickets.append(f"{sha256} {file.name}")
    return tickets


def fetch(project: Any, user: Any, tickets: Iterable[str]) -> list[File]:
    """The files of these tickets, in their order; raises UploadGone."""
    return [_fetch(_folder(project, user), ticket) for ticket in tickets]


def forget(project: Any, user: Any) -> None:
    """Drop what this person checked in this project, and what others checked and left for a day."""
    shutil.rmtree(_folder(project, user), ignore_errors=True)
    for folder in _root().glob("*"):
        if folder.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _fetch(folder: Path, ticket: str) -> File:
    match = _TICKET.fullmatch(ticket)
    path = folder / match[1] if match else None
    if match is None or path is None or not path.is_file():
        raise UploadGone(_("The checked files are no longer kept. Choose them again."), field="files")
    return File(match[2], path.read_bytes())


def _folder(project: Any, user: Any) -> Path:
    return _root() / f"{project.pk}-{user.pk}"


def _root() -> Path:
    return Path(settings.TIFA_DATA) / "uploads"
