"""The page that imports files in two steps: first they are checked, then what was checked is stored."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from corpus import forms
from corpus.models import Document
from projects.models import Project, User
from tests.corpus.importers.ports import FILES
from tests.corpus.texts import CHINESE

pytestmark = pytest.mark.django_db


def address(name: str, project: Project) -> str:
    return reverse(name, args=[project.slug])


@pytest.fixture
def as_mira(client: Client, mira: User) -> Client:
    client.force_login(mira)
    return client


def upload(client: Client, project: Project, *files: tuple[str, bytes]) -> str:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(address("document_import", project), {"upload": sent}).content.decode()


def kept(page: str) -> list[str]:
    return [html.unescape(ticket) for ticket in re.findall(r'name="kept" value="([^"]+)"', page)]


def test_import_is_checked_first_and_stores_nothing(as_mira: Client, project: Project) -> None:
    page = upload(as_mira, project, ("a.txt", CHINESE), ("b.txt", b"\0"), ("metadata.csv", b"file,author\na.txt,Ada\n"))
    assert "NUL character" in page
    assert "Ada" in page
    assert Document.objects.count() == 0


def test_import_stores_what_was_checked(as_mira: Client, project: Project, mira: User) -> None:
    page = upload(as_mira, project, ("a.txt", CHINESE), ("metadata.csv", b"file,author\na.txt,Ada\n"))
    answer = as_mira.post(address("document_import", project), {"kept": kept(page)}, follow=True)
    assert "1 document was imported." in answer.content.decode()
    document = Document.objects.get()
    assert (document.author, document.revisions.get().batch.by) == ("Ada", mira)


def test_import_of_files_no_longer_kept_is_refused(as_mira: Client, project: Project) -> None:
    page = upload(as_mira, project, ("a.txt", CHINESE))
    upload(as_mira, project, ("b.txt", b"Other\n\nText."))
    assert as_mira.post(address("document_import", project), {"kept": kept(page)}).status_code == 409


@pytest.mark.parametrize("ticket", ["../../secret_key a.txt", "x", f"{'a' * 64} a.txt"])
def test_import_takes_no_ticket_of_its_own_making(as_mira: Client, project: Project, ticket: str) -> None:
    assert as_mira.post(address("document_import", project), {"kept": [ticket]}).status_code == 409


def test_what_one_manager_checked_is_not_anothers(
    as_mira: Client, project: Project, elsewhere: Project, eve: User
) -> None:
    page = upload(as_mira, project, ("a.txt", CHINESE))
    as_mira.force_login(eve)
    assert as_mira.post(address("document_import", elsewhere), {"kept": kept(page)}).status_code == 409


def test_import_without_files_asks_for_them(as_mira: Client, project: Project) -> None:
    assert "form-error" in as_mira.post(address("document_import", project), {}).content.decode()


def test_long_names_of_files_leave_room_for_the_title(as_mira: Client, project: Project) -> None:
    page = upload(as_mira, project, ("x" * 120 + ".txt", CHINESE))
    assert 'class="document-break document-file"' in page
    assert '<td class="document-break document-named"' in page


def test_names_of_files_are_escaped(as_mira: Client, project: Project) -> None:
    page = upload(as_mira, project, ("<b>x<b>.txt", CHINESE))
    assert "<b>x" not in page


def test_import_of_a_name_that_no_database_keeps_is_refused(as_mira: Client, project: Project) -> None:
    page = upload(as_mira, project, ("a.txt", CHINESE), ("b.txt", b"Other\n\nText."))
    first, second = kept(page)
    sent = {"kept": [first, second.replace("b.txt", "b\0.txt")]}
    answer = as_mira.post(address("document_import", project), sent, follow=True)
    assert "1 document was imported." in answer.content.decode()
    [_good, bad] = Document.objects.get().revisions.get().batch.report["files"]
    assert (bad["name"], bad["status"]) == ("b\ufffd.txt", "refused")
    assert bad["reason"].startswith("Its name cannot be used: It holds a NUL character")


def test_file_larger_than_the_limit_is_refused(
    as_mira: Client, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST_FILE", 1024**2)
    assert "kept" in upload(as_mira, project, ("a.txt", b"a" * 1024**2))
    page = upload(as_mira, project, ("a.txt", b"a" * (1024**2 + 1)))
    assert ("A file may have at most 1 megabytes." in page, kept(page)) == (True, [])


def test_files_larger_together_than_the_limit_are_refused(
    as_mira: Client, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST_UPLOAD", 1024**2)
    halves = ("a.txt", b"a" * 1024**2), ("b.txt", b"b")
    assert len(kept(upload(as_mira, project, halves[0]))) == 1
    page = upload(as_mira, project, *halves)
    assert ("All files together may have at most 1 megabytes." in page, kept(page)) == (True, [])


def test_what_was_left_out_of_a_document_is_told_below_it(as_mira: Client, project: Project) -> None:
    page = upload(as_mira, project, ("ports.docx", (FILES / "ports_en.docx").read_bytes()))
    assert "1 comment was left out: “Please check who wrote it" in html.unescape(page)
