"""What must be true of the machine before Tifa serves: the database keeps what it acknowledged, the key is private.

Run by `manage.py check --database default`, by `migrate`, and by the server before its first worker (config/server.py).
"""

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config import mounts

# What SQLite and PostgreSQL must answer, so that a commit is on the disk before it is acknowledged.
SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
POSTGRESQL = ("fsync", "synchronous_commit", "full_page_writes")


@register(Tags.database)
def check_durability(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Refuse a database that could forget an acknowledged save in a power cut."""
    return [message for alias in databases or () for message in durability(connections[alias])]


@register(Tags.security)
def check_data_folder(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Refuse a data folder that cannot be written, and a secret key that others could read."""
    return data_folder(settings.TIFA_DATA)


def durability(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """Errors E001 (SQLite) and E002 (PostgreSQL), one for each setting that is not as it must be; and E005."""
    if connection.vendor == "sqlite" and (messages := shared_file(Path(str(connection.settings_dict["NAME"])))):
        return messages
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in SQLITE}
            return [_sqlite(name, found[name]) for name, wanted in SQLITE.items() if found[name] != wanted]
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(POSTGRESQL)])
        return [_postgresql(name, value) for name, value in cursor.fetchall() if value == "off"]


def shared_file(path: Path) -> list[CheckMessage]:
    """Error E005: SQLite's file lies on a file system of the network, where writers do not see each other's locks."""
    kind = mounts.file_system(path.resolve(), mounts.known())
    if kind not in mounts.NETWORK:
        return []
    hint = "Put TIFA_DATA on a local disk or use PostgreSQL by DATABASE_URL."
    return [
        Error(f"SQLite cannot be trusted on a network file system: {path} is on {kind}.", hint=hint, id="tifa.E005")
    ]


def data_folder(folder: Path) -> list[CheckMessage]:
    """Errors E003 (cannot be written) and E004 (the key can be read by others)."""
    messages: list[CheckMessage] = []
    if not os.access(folder, os.W_OK | os.X_OK):
        messages.append(Error(f"{folder} cannot be written.", hint="Set TIFA_DATA to another folder.", id="tifa.E003"))
    key = folder / "secret_key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) != 0o600:
        messages.append(Error(f"{key} can be read by others.", hint=f"chmod 600 {key}", id="tifa.E004"))
    return messages


def _sqlite(name: str, found: object) -> CheckMessage:
    hint = "Put TIFA_DATA on a local disk (network folders cannot do WAL) or use PostgreSQL by DATABASE_URL."
    return Error(f"SQLite's {name} is {found}, not {SQLITE[name]}.", hint=hint, id="tifa.E001")


def _postgresql(name: str, found: str) -> CheckMessage:
    hint = "With it off, a power cut loses saves that people were told are safe. Turn it on in postgresql.conf."
    return Error(f"PostgreSQL's {name} is {found}.", hint=hint, id="tifa.E002")
