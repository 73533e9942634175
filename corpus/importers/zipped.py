"""Files that are ZIP archives inside (DOCX, ODT, EPUB …), opened so that none can hurt: nothing is written anywhere,
bytes are counted while they come out of the archive, and what it declares about itself is believed nowhere.

Layout and attacks: PKWARE APPNOTE 6.3; D. Fifield, "A better zip bomb", WOOT 2019 (overlapping entries).
"""

import io
import re
import stat
import zipfile
from dataclasses import dataclass
from typing import NoReturn
from zlib import error as ZlibError

from django.utils.translation import gettext as _

from corpus.importers.base import Unreadable

MOST_MEMBERS = 10_000
MOST_BYTES = 64 * 2**20  # of one member
MOST_BYTES_IN_ALL = 128 * 2**20  # of all members that are read
MOST_RATIO, RATIO_FROM = 200, 4 * 2**20  # so much more than it takes in the archive; small members may be repetitive
CHUNK = 2**16
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LOCAL_HEADER = 30  # bytes, without the name
_UNSAFE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass
class Archive:
    """`names` of the files in it, in their order, folders with "/"; `n_bytes` were read of it until now."""

    members: dict[str, zipfile.ZipInfo]
    archive: zipfile.ZipFile
    n_bytes: int = 0

    @property
    def names(self) -> list[str]:
        return list(self.members)

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def read(self, name: str) -> bytes:
        """The bytes of a member; raises Unreadable when they are missing, damaged, or too many."""
        if name not in self.members:
            raise Unreadable(_("It is damaged: %(name)s is missing in it.") % {"name": name}, rule="damaged")
        member, held = self.members[name], bytearray()
        try:
            with self.archive.open(member) as stream:
                while some := stream.read(CHUNK):
                    held += some
                    self.n_bytes += len(some)
                    self._refuse_too_many(member, len(held))
        except (zipfile.BadZipFile, ZlibError, EOFError, RuntimeError) as error:
            raise _damaged(name) from error
        if len(held) != member.file_size:
            raise _damaged(name)
        return bytes(held)

    def _refuse_too_many(self, member: zipfile.ZipInfo, n_bytes: int) -> None:
        is_bomb = n_bytes > RATIO_FROM and n_bytes > MOST_RATIO * member.compress_size
        if is_bomb or n_bytes > MOST_BYTES or self.n_bytes > MOST_BYTES_IN_ALL:
            what = {"name": member.filename, "n": n_bytes // 2**20}
            raise Unreadable(_("%(name)s in it unpacks to more than %(n)s MB: too large.") % what, rule="too-large")


def opened(data: bytes) -> Archive:
    """The archive, its list of members checked; raises Unreadable (rules archive, encrypted, damaged, too-large)."""
    if data.startswith(_OLD_OFFICE):
        _refuse_old_office(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        message = _("It is damaged, or not what its name says: it is no archive that can be opened.")
        raise Unreadable(message, rule="damaged") from error
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise Unreadable(_("It holds more than %(n)s files.") % {"n": MOST_MEMBERS}, rule="too-large")
    _refuse_overlaps(infos, archive.start_dir)
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = _checked(info)
        if name in members:
            _refuse(_("it holds %(name)s twice"), name)
        if not info.is_dir():
            members[name] = info
    return Archive(members, archive)


def _checked(info: zipfile.ZipInfo) -> str:
    """The member's name; raises Unreadable for one that could do harm."""
    name = info.filename.replace("\\", "/")
    if _UNSAFE.search(name) or "\0" in info.orig_filename:
        _refuse(_("the name %(name)s leads out of it"), name)
    if stat.S_ISLNK(info.external_attr >> 16):
        _refuse(_("%(name)s is a link to another place"), name)
    if info.flag_bits & 0x1:
        raise Unreadable(_("It is protected by a password. Save it without one and import it again."), rule="encrypted")
    if info.compress_type not in _METHODS:
        _refuse(_("%(name)s is packed in a way that is not read here"), name)
    return name


def _refuse_overlaps(infos: list[zipfile.ZipInfo], end: int) -> None:
    """No two members may share bytes, nor reach into the list of members."""
    spans = sorted((info.header_offset, _end(info), info.filename) for info in infos)
    ends = [start for start, _last, _name in spans[1:]] + [end]
    for (start, last, name), limit in zip(spans, ends, strict=bool(spans)):
        if start < 0 or last > limit:
            _refuse(_("%(name)s shares its bytes with another file in it"), name)


def _end(info: zipfile.ZipInfo) -> int:
    return info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size


def _refuse(why: str, name: str) -> NoReturn:
    shown = name.encode("unicode_escape").decode()[:80] if re.search(r"[\x00-\x1f]", name) else name[:80]
    raise Unreadable(_("It is not opened: %(why)s.") % {"why": why % {"name": shown}}, rule="archive")


def _damaged(name: str) -> Unreadable:
    return Unreadable(_("It is damaged: %(name)s in it cannot be unpacked.") % {"name": name}, rule="damaged")


def _refuse_old_office(data: bytes) -> NoReturn:
    """Office puts what it encrypts into the container of its old formats, under this name."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(_("It is protected by a password. Save it without one and import it again."), rule="encrypted")
    message = _(
        "It is a file of an old Office program. Save it in the format of its name (.docx …) and import it again."
    )
    raise Unreadable(message, rule="damaged")
