"""ZIP archives: what is in them comes out; what could do harm is refused with its rule."""

import io
import stat
import struct
import zipfile

import pytest

from corpus.importers import zipped
from corpus.importers.base import Unreadable


def made(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def refused(data: bytes, name: str = "") -> tuple[str, str]:
    with pytest.raises(Unreadable) as refusal:
        zipped.opened(data).read(name)
    return refusal.value.rule, str(refusal.value)


def test_members_are_read_in_their_order_and_folders_are_none() -> None:
    archive = zipped.opened(made({"b/": b"", "b/2.xml": b"two", "a.xml": b"one"}))
    assert (archive.names, archive.read("a.xml"), archive.read("b/2.xml")) == (["b/2.xml", "a.xml"], b"one", b"two")
    assert archive.n_bytes == 6


def test_missing_member_is_named() -> None:
    assert refused(made({"a": b""}), "word/document.xml") == (
        "damaged",
        "It is damaged: word/document.xml is missing in it.",
    )


@pytest.mark.parametrize("data", [b"", b"Plain text.", b"PK\x05\x06" + bytes(10), b"PK\x03\x04" + bytes(200)])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert refused(data)[0] == "damaged"


@pytest.mark.parametrize("name", ["../up", "a/../../up", "/etc/x", "C:\\x", "a\\..\\..\\x", "a\nb", ".."])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert refused(made({name: b"x"}))[0] == "archive"


def test_links_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(held.getvalue()) == ("archive", "It is not opened: link is a link to another place.")


def test_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = made({"bomb": bytes(20 * 2**20)})
    assert len(bomb) < 30_000
    rule, told = refused(bomb, "bomb")
    assert (rule, told) == ("too-large", "bomb in it unpacks to more than 4 MB: too large.")


def test_bytes_of_all_members_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_BYTES_IN_ALL", 5)
    archive = zipped.opened(made({"a": b"123", "b": b"456"}))
    archive.read("a")
    with pytest.raises(Unreadable, match="too large"):
        archive.read("b")


def test_number_of_members_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 2)
    assert refused(made({"a": b"", "b": b"", "c": b""})) == ("too-large", "It holds more than 2 files.")


@pytest.mark.parametrize("size", [1, 10_000])
def test_sizes_that_lie_are_found(size: int) -> None:
    data = bytearray(made({"a": b"twelve bytes"}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", size)
    assert refused(bytes(data), "a")[0] == "damaged"


def test_damage_is_found_and_named() -> None:
    data = made({"a": b"twelve bytes"}, zipfile.ZIP_STORED).replace(b"twelve", b"eleven", 1)
    assert refused(data, "a") == ("damaged", "It is damaged: a in it cannot be unpacked.")


def test_members_that_overlap_are_refused() -> None:
    """The second entry of the list points into the first file, as in Fifield's bomb."""
    data = bytearray(made({"a": b"one" * 9, "b": b"two" * 9}))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    assert refused(bytes(data))[0] == "archive"


def test_two_members_of_one_name_are_refused() -> None:
    data = made({"a": b"one", "b": b"two"}).replace(b"b", b"a")
    assert refused(data) == ("archive", "It is not opened: it holds a twice.")


def test_encrypted_member_is_said() -> None:
    data = bytearray(made({"a": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data))[0] == "encrypted"


def test_other_ways_of_packing_are_refused() -> None:
    assert refused(made({"a": b"x" * 99}, zipfile.ZIP_LZMA))[0] == "archive"


def test_old_and_encrypted_office_files_are_told_apart() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refused(head)[0] == "damaged"
    assert refused(head + "EncryptedPackage".encode("utf-16-le"))[0] == "encrypted"
