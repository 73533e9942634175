"""Finds the files of an import on disk: files, folders and patterns."""

import glob
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from corpus import metadata
from corpus.archives import is_archive
from corpus.drafting import File
from corpus.importers import suffixes

STANDARD_INPUT = "-"
PIPED = "standard-input.jsonl"


class NotThere(ValueError):
    """A path that names no file and no folder."""


@dataclass
class Found:
    """The files to import, and the names of those in folders that no importer reads."""

    files: list[File] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


def gather(paths: Sequence[str]) -> Found:
    """Read what the paths name; raises NotThere.

    A folder is walked whole, in the order of names; links to folders are not followed. The metadata.csv beside a file
    speaks for it too. A file that is named itself is always tried, even when no importer reads its kind. "-" is what
    comes on standard input: JSON, an object a line.
    """
    found, seen = Found(), set()
    found.files += [File(PIPED, sys.stdin.buffer.read(), PIPED)] if STANDARD_INPUT in paths else []
    for place in [place for path in paths if path != STANDARD_INPUT for place in _matching(path)]:
        members = list(_walk(place)) if place.is_dir() else [place]
        for member in [*members, *_beside(members)]:
            if place.is_dir() and not _is_readable(member):
                found.passed_over.append(member.relative_to(place).as_posix())
            elif member.resolve() not in seen:
                seen.add(member.resolve())
                found.files.append(_file(member, place))
    return found


def _matching(path: str) -> list[Path]:
    if Path(path).exists():
        return [Path(path)]
    places = [Path(match) for match in sorted(glob.glob(path, recursive=True))]
    if not places:
        raise NotThere(_("There is no %(path)s.") % {"path": path})
    return places


def _walk(folder: Path) -> list[Path]:
    files = [Path(root, name) for root, _folders, names in os.walk(folder) for name in names]
    return sorted(files)


def _beside(members: list[Path]) -> list[Path]:
    tables = {member.parent / name for member in members for name in metadata.NAMES}
    return sorted(table for table in tables if table.is_file())


def _file(member: Path, place: Path) -> File:
    """Named as it lies in the folder that was asked for; where that folder lies is nobody's business."""
    name = member.relative_to(place) if place.is_dir() else Path(member.name)
    return File(name.as_posix(), member.read_bytes(), str(member.parent.resolve()), is_whole=place.is_dir())


def _is_readable(member: Path) -> bool:
    return member.suffix.lower() in suffixes() or member.name in metadata.NAMES or is_archive(member.name)
