"""ZIP archives among the files of an import: opened into their files, once more where one is in another, never deeper.

How an archive is opened so that it can do no harm says `corpus.importers.zipped`; nothing is unpacked to a disk here.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath
from zipfile import ZipInfo

from django.utils.translation import gettext as _

from corpus.drafting import Draft, File, refused
from corpus.importers import zipped
from corpus.importers.base import Unreadable

SUFFIX = ".zip"
DEEPEST = 2  # archives in each other
MOST_BYTES = 256 * 2**20  # out of one archive and of those in it
UTF8 = 0x800  # flag of a member whose name is in UTF-8


def is_archive(name: str) -> bool:
    return name.lower().endswith(SUFFIX)


def outermost(name: str) -> str:
    """The archive that holds a file of this name, itself where it is one that is in none; "" where none does."""
    parts = name.split("/")
    place = next((number for number, part in enumerate(parts, start=1) if is_archive(part)), 0)
    return "/".join(parts[:place])


def opened(file: File, n_bytes: int = 0) -> list[File]:
    """Its files, named "archive.zip/folder/file"; what programs hide in archives is left out. Raises Unreadable.

    `n_bytes` came out of the archive around it before.
    """
    if sum(map(is_archive, file.name.split("/"))) > DEEPEST:
        raise Unreadable(_("It is an archive in an archive in an archive. Unpack it first."), rule="archive")
    try:
        found = _read(file, n_bytes)
    except Unreadable:
        raise
    except Exception as error:  # whatever the library stumbles over in a strange file, it is that file's fault
        message = _("It is damaged, or not what its name says (%(name)s).") % {"name": type(error).__name__}
        raise Unreadable(message, rule="damaged") from error
    if not found:
        raise Unreadable(_("There is no file in it."), rule="empty")
    return found


def _read(file: File, n_bytes: int) -> list[File]:
    archive, found = zipped.opened(file.data), []
    for name in (each for each in archive.names if not _is_hidden(each)):
        data = archive.read(name)
        n_bytes += len(data)
        if n_bytes > MOST_BYTES:
            what = {"n": MOST_BYTES // 2**20}
            raise Unreadable(_("It unpacks to more than %(n)s MB. Divide it.") % what, rule="too-large")
        path = f"{file.name}/{_name(name, archive.members[name])}"
        found.append(File(path, data, f"{file.folder}|{path.rpartition('/')[0]}"))
    return found


def unpacked(files: Iterable[File]) -> tuple[list[File], list[Draft]]:
    """The files with those of archives in their place; and of archives that cannot be opened the reason."""
    whole, no = [], []
    for file in files:
        n_bytes, waiting = 0, [file]
        while waiting:
            each = waiting.pop(0)
            try:
                inside = opened(each, n_bytes) if is_archive(each.name) else []
            except Unreadable as error:
                no.append(refused(each, error))
                continue
            n_bytes += sum(len(one.data) for one in inside)
            waiting = [*inside, *waiting]
            whole += [] if inside else [each]
    return whole, no


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _name(name: str, member: ZipInfo) -> str:
    """Older programs write names in the encoding of their system: those in UTF-8 or GB18030 are known."""
    if member.flag_bits & UTF8 or name.isascii():
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return name
