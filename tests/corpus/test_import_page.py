"""The pages of an import: files are sent and read, what will happen is shown, then it happens; or it does not."""

import html
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from corpus import forms
from corpus.models import Document, ImportBatch, ImportFile, Paragraph
from ledger.models import Event
from ledger.replay import differences
from projects.models import Project, User
from tests.corpus.importers.ports import FILES
from tests.corpus.importing import address, now, outcomes, read, send, shown, store, work
from tests.corpus.test_archives import zipped
from tests.corpus.texts import CHINESE

pytestmark = pytest.mark.django_db


def held(batch: ImportBatch) -> list[Path]:
    return list((settings.TIFA_DATA / "imports" / str(batch.pk)).glob("*"))


def test_import_is_read_first_and_stores_nothing(as_mira: Client, project: Project) -> None:
    batch = read(
        as_mira, project, ("a.txt", CHINESE), ("b.txt", b"\0"), ("metadata.csv", b"file,author\na.txt,Ada\nc.txt,Eve\n")
    )
    page = shown(as_mira, project, batch)
    assert (batch.state, outcomes(batch), Document.objects.count()) == (
        "ready",
        {"a.txt": "added", "b.txt": "refused", "metadata.csv": "metadata"},
        0,
    )
    assert ("NUL character" in page, "Ada" in page, "Import 1 document" in page) == (True, True, True)
    assert batch.report == {"unused": ["c.txt"]}


def test_import_stores_what_was_seen(as_mira: Client, project: Project, mira: User) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE), ("metadata.csv", b"file,author\na.txt,Ada\n"))
    batch = store(as_mira, project, batch)
    document = Document.objects.get()
    assert (batch.state, document.author, document.revisions.get().batch) == ("done", "Ada", batch)
    assert (batch.by, batch.report["added"], held(batch)) == (mira, 1, [])
    assert Event.objects.filter(kind="import", object_id=batch.pk).count() == 5
    assert list(differences(project)) == []


def test_the_same_files_twice_add_nothing(as_mira: Client, project: Project) -> None:
    store(as_mira, project, read(as_mira, project, ("a.txt", CHINESE)))
    rows = Document.objects.count(), Paragraph.objects.count()
    again = read(as_mira, project, ("a.txt", CHINESE))
    assert (outcomes(again), "There is nothing to import." in shown(as_mira, project, again)) == (
        {"a.txt": "unchanged"},
        True,
    )
    again = store(as_mira, project, again)
    assert (Document.objects.count(), Paragraph.objects.count(), again.state) == (*rows, "done")


def test_the_same_bytes_under_two_names_are_one_document(as_mira: Client, project: Project) -> None:
    batch = store(as_mira, project, read(as_mira, project, ("a.txt", CHINESE), ("b.txt", CHINESE)))
    assert (outcomes(batch), Document.objects.count()) == ({"a.txt": "added", "b.txt": "unchanged"}, 1)


def test_files_come_in_several_requests_with_their_folders(as_mira: Client, project: Project) -> None:
    table = ("metadata.csv", b"file,author\na.txt,Ada\n")
    batch = send(as_mira, project, table, ("a.txt", b"First text."), path=["x/metadata.csv", "x/a.txt"], more="on")
    more = {"upload": [*_files(("a.txt", b"Second text."))], "path": ["y/a.txt"]}
    assert (batch.state, "Read what has come" in shown(as_mira, project, batch)) == ("receiving", True)
    for _twice in range(2):
        as_mira.post(address("import_file_create", project, batch.pk), {**more, "more": "on"})
    as_mira.post(address("import_read", project, batch.pk))
    work()
    store(as_mira, project, batch)
    documents = dict(Document.objects.values_list("revisions__file_name", "author"))
    assert documents == {"x/a.txt": "Ada", "y/a.txt": ""}


def _files(*files: tuple[str, bytes]) -> list[object]:
    return [SimpleUploadedFile(name, data) for name, data in files]


def test_nothing_is_added_to_an_import_that_is_read(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE))
    sent = {"upload": _files(("b.txt", b"Other."))}
    assert as_mira.post(address("import_file_create", project, batch.pk), sent).status_code == 409


def test_an_import_that_changed_is_not_stored_unseen(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE))
    answer = as_mira.post(address("import_store", project, batch.pk), {"version": batch.version - 1})
    assert (answer.status_code, now(batch).state) == (409, "ready")


def test_a_cancelled_import_leaves_nothing_behind(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE))
    as_mira.post(address("import_cancel", project, batch.pk), {"version": batch.version})
    assert (now(batch).state, held(batch), Document.objects.count()) == ("cancelled", [], 0)
    assert store(as_mira, project, batch).state == "cancelled"


def test_imports_that_are_not_finished_are_listed(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE))
    assert (
        address("import_detail", project, batch.pk) in as_mira.get(address("document_import", project)).content.decode()
    )


def test_files_are_shown_by_what_becomes_of_them(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE), ("b.txt", b"\0"))
    page = shown(as_mira, project, batch, "?show=refused")
    assert ("b.txt" in page, "a.txt" in page) == (True, False)
    assert "No file is like this." in shown(as_mira, project, batch, "?show=unchanged")


def test_page_of_an_import_asks_as_much_for_many_files(as_mira: Client, project: Project) -> None:
    counts = []
    for n in (1, 30):
        batch = read(as_mira, project, *((f"{n}-{number}.txt", f"Text {n} {number}.".encode()) for number in range(n)))
        with CaptureQueriesContext(connection) as queries:
            shown(as_mira, project, batch)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_file_shows_its_paragraphs_with_kinds_and_reasons(as_mira: Client, project: Project) -> None:
    batch = read(
        as_mira, project, ("a.txt", b"A title\n\nBy Li Hua\n\nChina opens its door wider.\n\nRead more\n\nOther")
    )
    page = as_mira.get(address("import_file_detail", project, batch.pk, 1)).content.decode()
    assert ("China opens its door wider." in page, "not part of the text" in page) == (True, True)


def test_import_of_another_project_is_not_there(
    as_mira: Client, project: Project, elsewhere: Project, eve: User
) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE))
    as_mira.force_login(eve)
    for name in ("import_detail", "import_file_detail"):
        place = address(name, elsewhere, batch.pk, *([1] if name == "import_file_detail" else []))
        assert as_mira.get(place).status_code == 404
    assert as_mira.post(address("import_store", elsewhere, batch.pk), {"version": 1}).status_code == 404


def test_import_without_files_asks_for_them(as_mira: Client, project: Project) -> None:
    answer = as_mira.post(address("document_import", project), {})
    assert (answer.status_code, "form-error" in answer.content.decode()) == (422, True)


def test_long_names_of_files_leave_room_for_the_title(as_mira: Client, project: Project) -> None:
    page = shown(as_mira, project, read(as_mira, project, ("x" * 120 + ".txt", CHINESE)))
    assert 'class="document-break document-file"' in page
    assert '<td class="document-break document-named"' in page


def test_names_of_files_are_escaped(as_mira: Client, project: Project) -> None:
    page = shown(as_mira, project, read(as_mira, project, ("<b>x<b>.txt", CHINESE), path=["<i>/<b>x<b>.txt"]))
    assert ("<b>x" in page, "&lt;i&gt;/&lt;b&gt;x" in page) == (False, True)


@pytest.mark.parametrize(
    "name", ["b\0.txt", "x" * 297 + ".txt", "\ud800.txt".encode(errors="surrogatepass").decode("latin1") + "\0"]
)
def test_a_name_that_cannot_be_kept_is_refused(as_mira: Client, project: Project, name: str) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE), ("b.txt", b"Other"), path=["a.txt", name])
    [_good, bad] = ImportFile.objects.of(batch)
    assert (bad.status, bad.report["rule"]) == ("refused", "name")
    assert store(as_mira, project, batch).report["added"] == 1


def test_file_larger_than_the_limit_is_refused(
    as_mira: Client, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST_FILE", 1024**2)
    send(as_mira, project, ("a.txt", b"a" * 1024**2))
    answer = as_mira.post(address("document_import", project), {"upload": _files(("a.txt", b"a" * (1024**2 + 1)))})
    assert "A file may have at most 1 megabytes." in answer.content.decode()


def test_files_larger_together_than_the_limit_are_refused(
    as_mira: Client, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST_UPLOAD", 1024**2)
    sent = {"upload": _files(("a.txt", b"a" * 1024**2), ("b.txt", b"b"))}
    page = as_mira.post(address("document_import", project), sent).content.decode()
    assert "All files together may have at most 1 megabytes." in page


def test_what_was_left_out_of_a_document_is_told_below_it(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("ports.docx", (FILES / "ports_en.docx").read_bytes()))
    page = shown(as_mira, project, batch, "?show=doubtful")
    assert "1 comment was left out: “Please check who wrote it" in html.unescape(page)


def test_report_as_a_file_names_what_was_refused(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE), ("=b.txt", b"one\ntwo\0"))
    report = as_mira.get(address("import_report", project, batch.pk, "json")).json()
    assert [(file["name"], file["status"], file["rule"], file["line"], file["column"]) for file in report["files"]] == [
        ("a.txt", "added", "", 0, 0),
        ("=b.txt", "refused", "character", 2, 4),
    ]
    assert (report["state"], report["added"], report["refused"]) == ("ready", 1, 1)
    table = as_mira.get(address("import_report", project, batch.pk, "csv"))
    assert table["Content-Disposition"] == f'attachment; filename="import-{batch.pk}.csv"'
    assert "\r\n'=b.txt,refused,refused," in table.content.decode()
    assert as_mira.get(address("import_report", project, batch.pk, "exe")).status_code == 404


def test_an_archive_is_opened_into_its_files(as_mira: Client, project: Project) -> None:
    inner = zipped(("c.txt", b"Third text."))
    table = ("x/metadata.csv", b"file,author\na.txt,Ada\n")
    data = zipped(("x/a.txt", b"First text."), table, ("b.txt", b"Second text."), ("in.zip", inner))
    batch = read(as_mira, project, ("all.zip", data), ("bad.zip", b"PK"))
    assert outcomes(batch) == {
        "all.zip": "archive",
        "bad.zip": "refused",
        "all.zip/x/a.txt": "added",
        "all.zip/x/metadata.csv": "metadata",
        "all.zip/b.txt": "added",
        "all.zip/in.zip": "archive",
        "all.zip/in.zip/c.txt": "added",
    }
    store(as_mira, project, batch)
    documents = dict(Document.objects.values_list("revisions__file_name", "author"))
    assert documents == {"all.zip/x/a.txt": "Ada", "all.zip/b.txt": "", "all.zip/in.zip/c.txt": ""}


def test_a_table_that_cannot_be_read_refuses_its_folder(as_mira: Client, project: Project) -> None:
    texts = [(f"{number}.txt", f"Text {number}.".encode()) for number in range(60)]
    batch = read(as_mira, project, ("metadata.csv", b"name\na.txt\n"), *texts)
    assert set(outcomes(batch).values()) == {"refused"}


def test_an_import_is_taken_back_on_its_page(as_mira: Client, project: Project) -> None:
    batch = store(as_mira, project, read(as_mira, project, ("a.txt", CHINESE)))
    assert "Take it back: withdraw 1 document<" in shown(as_mira, project, batch)
    as_mira.post(address("import_undo", project, batch.pk), {"version": batch.version})
    page = as_mira.get(address("document_detail", project, Document.objects.get().pk)).content.decode()
    assert (now(batch).state, "This document was withdrawn on" in page) == ("undone", True)
