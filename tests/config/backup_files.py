"""Backups as files, made and damaged byte by byte without a database."""

import hashlib
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from config.backups.archive import MANIFEST, Writer
from config.backups.manifest import FORMAT, Manifest
from jobs import files

Members = dict[str, bytes]
SHA256 = hashlib.sha256(b"an original").hexdigest()


def make(path: Path, **fields: Any) -> Path:
    """A small backup file: a key, an original, and a database that is none."""
    with files.whole(path) as file:
        writer = Writer(file)
        for name, data in {"database.sqlite3": b"no database " * 9, f"originals/{SHA256}": b"an original"}.items():
            with writer.member(name) as write:
                write(data)
        told: dict[str, Any] = {
            "format": FORMAT,
            "tifa": "0.1.0",
            "made_at": "2026-01-02T03:04:05+00:00",
            "database": "sqlite",
            "migrations": [["ledger", "0001_initial"]],
            "scopes": [],
            "tables": {},
            "sequences": {},
            "lost": [],
        }
        writer.close(Manifest(**told | fields, members=writer.members))
    return path


def told(members: Members) -> Any:
    return json.loads(members[MANIFEST])


def tell(members: Members, manifest: Any) -> None:
    """Put an edited manifest in."""
    members[MANIFEST] = json.dumps(manifest).encode()


def put(members: Members, name: str, data: bytes) -> None:
    """Put other bytes in under a name, and make the manifest agree with them."""
    members[name] = data
    manifest = told(members)
    manifest["members"][name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    tell(members, manifest)


def rewrite(path: Path, edit: Callable[[Members], object]) -> None:
    """Edit the members as somebody would who knows how the file is made, checksum of the whole included."""
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    edit(members)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.comment = b"0" * 64
    path.write_bytes(out.getvalue())
    seal(path)


def seal(path: Path) -> None:
    """Make the checksum at the end right again."""
    data = path.read_bytes()[:-64]
    path.write_bytes(data + hashlib.sha256(data).hexdigest().encode())


def left_beside(path: Path) -> list[str]:
    """The other files of its folder."""
    return sorted(name for name in os.listdir(path.parent) if name != path.name)
