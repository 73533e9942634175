"""manage.py import_documents: files, folders, patterns; exit status and the line of JSON."""

import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from corpus.models import Document
from projects.models import Project
from tests.corpus.importers.ports import FILES
from tests.corpus.test_archives import zipped
from tests.corpus.texts import CHINESE, SEEDS

pytestmark = pytest.mark.django_db


def run(*args: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("import_documents", *args, stdout=out)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


def report(text: str) -> dict[str, object]:
    last: dict[str, object] = json.loads(text.splitlines()[-1])
    return last


def test_folder_with_its_metadata(project: Project) -> None:
    status, text = run(str(SEEDS), "--project", project.slug, "--json")
    assert (status, report(text)["added"], report(text)["passed_over"]) == (0, 5, ["codebook.yaml"])
    assert Document.objects.filter(source__name="Qiushi").count() == 2


def test_again_is_the_wished_state(project: Project) -> None:
    run(str(SEEDS), "--project", project.slug)
    status, text = run(str(SEEDS), "--project", project.slug, "--json")
    assert (status, report(text)["added"], report(text)["unchanged"]) == (0, 0, 5)


def test_dry_run_stores_nothing(project: Project) -> None:
    status, text = run(str(SEEDS), "--project", project.slug, "--dry-run", "--json")
    assert (status, report(text)["added"], Document.objects.count()) == (0, 5, 0)


def test_pattern_finds_files_and_the_metadata_beside_them(project: Project) -> None:
    status, text = run(str(SEEDS / "001_*.txt"), "--project", project.slug, "--json")
    assert (status, report(text)["unused"]) == (0, [])
    assert str(Document.objects.get().source) == "Qiushi"


def test_refused_file_ends_with_1_and_the_others_are_in(project: Project, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "good.txt").write_bytes(CHINESE)
    status, text = run(str(tmp_path), "--project", project.slug, "--json")
    assert (status, report(text)["refused"], Document.objects.count()) == (1, 1, 1)
    assert [file["name"] for file in report(text)["files"]] == ["bad.txt", "sub/good.txt"]  # type: ignore[attr-defined]


def test_file_of_an_unknown_kind_is_refused_when_it_is_named(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"x")
    assert run(str(tmp_path), "--project", project.slug)[0] == 0
    assert run(str(tmp_path / "a.exe"), "--project", project.slug)[0] == 1


@pytest.mark.parametrize("args", [("/no/such/place", "--project", "openness"), (str(SEEDS), "--project", "nope")])
def test_what_is_not_there_is_wrong_usage(project: Project, args: tuple[str, ...]) -> None:
    assert run(*args)[0] == 2


def test_lines_of_json_come_on_standard_input(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{"id": "1", "text": "First text."}\n{"id": "2", "text": "Second text."}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    status, text = run("-", "--project", project.slug, "--json")
    assert (status, report(text)["added"], Document.objects.count()) == (0, 2, 2)


@pytest.mark.parametrize("is_dry_run", [True, False])
def test_archives_are_opened(project: Project, tmp_path: Path, is_dry_run: bool) -> None:
    (tmp_path / "all.zip").write_bytes(zipped(("x/a.txt", CHINESE), ("b.exe", b"x")))
    (tmp_path / "bad.zip").write_bytes(b"PK")
    status, text = run(str(tmp_path), "--project", project.slug, "--json", *["--dry-run"][: int(is_dry_run)])
    assert (status, report(text)["added"], report(text)["refused"]) == (1, 1, 2)
    assert [file["name"] for file in report(text)["files"]] == ["all.zip/x/a.txt", "all.zip/b.exe", "bad.zip"]  # type: ignore[attr-defined]
    assert Document.objects.count() == int(not is_dry_run)


def test_metadata_come_in_a_spreadsheet_too(project: Project, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "metadata.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["file", "author", "date", "number"])
        sheet.write_row(1, 0, ["a.txt", "Ada", "2024-11-12", 7])
        sheet.write_row(2, 0, ["b.txt", "Ben"])
    (tmp_path / "a.txt").write_bytes(CHINESE)
    status, text = run(str(tmp_path), "--project", project.slug, "--json")
    document = Document.objects.get()
    assert (status, report(text)["unused"]) == (0, ["b.txt"])
    assert (document.author, document.published, document.extra["number"]) == ("Ada", "2024-11-12", "7")


def test_what_was_left_out_of_a_document_is_told_below_its_line(project: Project) -> None:
    _status, text = run(str(FILES / "ports_en.docx"), "--project", project.slug)
    assert text.splitlines()[1].strip() == "Tracked changes: insertions are in the text (1), deletions are not (1)."
