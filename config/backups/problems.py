"""How a backup or its restoring is refused, in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error

from ledger.problems import Problem


class BackupRefused(Problem):
    """Nothing was backed up or restored; what was there before is untouched."""

    rule = "refused"


class Damaged(BackupRefused):
    """The file is not, or is no longer, what a backup of Tifa wrote."""

    rule = "unreadable-file"


@contextmanager
def in_words(doing: str) -> Iterator[None]:
    """A full disk or a broken database inside is refused as what it is; `doing` begins the sentence."""
    try:
        yield
    except OSError as error:
        raise BackupRefused(f"{doing} failed: {error.strerror or error}.", field="file") from error
    except (sqlite3.Error, Error) as error:
        raise BackupRefused(f"{doing} failed: the database says {str(error).strip()!r}.") from error
