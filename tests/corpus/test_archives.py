"""ZIP archives among the files of an import: opened once and once more, never deeper, never larger than is safe."""

import io
import zipfile

import pytest

from corpus import archives
from corpus.drafting import File
from corpus.importers.base import Unreadable


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def names(file: File) -> list[str]:
    whole, _no = archives.unpacked([file])
    return [each.name for each in whole]


def test_its_files_stand_in_its_place_with_their_folders() -> None:
    data = zipped(("x/a.txt", b"a"), ("metadata.csv", b"file\n"), ("__MACOSX/x/._a.txt", b"?"), (".DS_Store", b"?"))
    assert names(File("all.zip", data)) == ["all.zip/x/a.txt", "all.zip/metadata.csv"]


def test_an_archive_in_an_archive_is_opened_and_no_deeper() -> None:
    deepest = zipped(("c.txt", b"c"))
    inner = zipped(("b.txt", b"b"), ("deep.zip", deepest))
    whole, no = archives.unpacked([File("all.ZIP", zipped(("in.zip", inner), ("a.txt", b"a")))])
    assert [each.name for each in whole] == ["all.ZIP/in.zip/b.txt", "all.ZIP/a.txt"]
    assert [(each.file.name, each.rule) for each in no] == [("all.ZIP/in.zip/deep.zip", "archive")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_of_older_programs_are_known(encoding: str) -> None:
    written = "讲话.txt".encode(encoding)
    data = zipped(("x" * len(written), b"a")).replace(b"x" * len(written), written)
    assert names(File("a.zip", data)) == ["a.zip/讲话.txt"]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/passwd", "C:\\x.txt"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    with pytest.raises(Unreadable) as no:
        archives.opened(File("a.zip", zipped((name, b"x"))))
    assert no.value.rule == "archive"


def test_a_bomb_is_refused() -> None:
    with pytest.raises(Unreadable) as no:
        archives.opened(File("a.zip", zipped(("a.txt", bytes(30 * 2**20)))))
    assert no.value.rule == "too-large"


def test_archives_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    parts = [(f"{number}.zip", zipped(("a.txt", bytes(range(256)) * 2))) for number in range(2)]
    whole, no = archives.unpacked([File("all.zip", zipped(*parts))])
    assert (len(whole), [each.rule for each in no]) == (0, ["too-large"] * 2)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", zipped()])
def test_what_is_no_archive_or_empty_is_refused(data: bytes) -> None:
    _whole, no = archives.unpacked([File("a.zip", data)])
    assert [each.rule in ("damaged", "empty") for each in no] == [True]
