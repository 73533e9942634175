"""What the environment says: the data folder, the secret key, the database and the address."""

import os
import secrets
import tomllib
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def number(name: str, default: int) -> int:
    """A whole number from the environment."""
    said = os.environ.get(name) or str(default)
    if not said.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {said!r}.")
    return int(said)


def version(path: Path) -> str:
    """The version of this Tifa, as pyproject.toml has it."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def secret_key(folder: Path) -> str:
    """The installation's own key, made at the first start and readable by its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        _make_key(path)
    key = path.read_text().strip()
    if len(key) < 50:
        raise ImproperlyConfigured(f"{path} holds no whole key: delete it to get a new one (everybody signs in anew).")
    return key


def _make_key(path: Path) -> None:
    """Write a key aside and put it in place whole; of several processes starting at once, one key stays."""
    aside = path.with_name(f"secret_key.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as measured to be safe and fast: WAL, every commit on the disk, writers in turn."""
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "mmap_size=268435456", "cache_size=-65536")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def postgresql(url: str) -> dict[str, object]:
    """PostgreSQL from `postgresql://user:password@host:port/name?host=/socket/dir`.

    A connection is tried before it is used, so that those of before a restart of the server are dropped unseen; and a
    pool that waits for the server asks for it every second, not after ever longer pauses.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL must begin with postgresql://, not {parts.scheme}://")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": query.pop("port", "") or str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 2, "reconnect_timeout": 1}, **query},
    }


def origin(environ: dict[str, str]) -> tuple[str, str]:
    """The address people type, and its host; a host beyond this machine must be served over https."""
    text = environ.get("TIFA_ORIGIN", f"http://127.0.0.1:{environ.get('TIFA_PORT', '8000')}")
    parts = urlsplit(text)
    listens_on = environ.get("TIFA_HOST", "127.0.0.1")
    outside = parts.hostname not in LOOPBACK or listens_on not in LOOPBACK
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"TIFA_ORIGIN must look like https://tifa.example.org, not {text!r}")
    if outside and parts.scheme != "https":
        raise ImproperlyConfigured(
            "TIFA_ORIGIN must be an https:// address when Tifa serves other machines: browsers give no locks,"
            " no UUIDs and no service worker to plain http."
        )
    return f"{parts.scheme}://{parts.netloc}", parts.hostname
