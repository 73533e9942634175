"""What is decided about a file before it is imported: its encoding, what is said of it, whether at all, its kinds."""

import pytest
from django.test import Client

from corpus.models import Document, ImportFile, Paragraph
from ledger.replay import differences
from projects.models import Project
from tests.corpus.importing import address, read, shown, store
from tests.corpus.texts import CHINESE

pytestmark = pytest.mark.django_db


def test_another_encoding_reads_the_file_again(as_mira: Client, project: Project) -> None:
    text = "中国对外开放的大门越开越大。" * 8
    batch = read(as_mira, project, ("a.txt", text.encode("gb18030")))
    place = address("import_file_detail", project, batch.pk, 1)
    page = as_mira.get(place).content.decode()
    assert ('value="gb18030" checked' in page, text[:40] in page) == (True, True)
    as_mira.post(f"{place}encoding/", {"encoding": "utf-8", "version": 1})
    file = ImportFile.objects.get(batch=batch)
    assert (file.encoding, file.state, file.report["rule"]) == ("utf-8", "refused", "encoding")
    as_mira.post(f"{place}encoding/", {"other": "gb18030", "version": 2})
    assert as_mira.post(f"{place}encoding/", {"encoding": "utf-8", "version": 2}).status_code == 409
    assert as_mira.post(f"{place}encoding/", {"encoding": "no-such", "version": 3}).status_code == 422
    store(as_mira, project, batch)
    assert Document.objects.get().revisions.get().text == text
    assert list(differences(project)) == []


def test_what_is_said_of_a_document_beforehand_is_stored_with_it(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE))
    place = address("import_file_detail", project, batch.pk, 1)
    said = {"title": "By hand", "source": "Qiushi", "published": "2024-11", "language": "zh", "version": 1}
    assert as_mira.post(f"{place}change/", {**said, "published": "soon"}).status_code == 422
    assert as_mira.post(f"{place}change/", said).status_code == 302
    assert "By hand" in shown(as_mira, project, batch)
    store(as_mira, project, batch)
    document = Document.objects.get()
    assert (document.title, document.source and document.source.name, document.published) == (
        "By hand",
        "Qiushi",
        "2024-11",
    )
    assert list(differences(project)) == []


def test_a_file_can_be_left_out(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", CHINESE), ("b.txt", b"Other"))
    place = address("import_file_detail", project, batch.pk, 1)
    as_mira.post(f"{place}leave/", {"version": 1})
    assert "Import 1 document<" in shown(as_mira, project, batch)
    as_mira.post(f"{place}leave/", {"version": 2, "do": "take"})
    assert "Import 2 documents<" in shown(as_mira, project, batch)
    as_mira.post(f"{place}leave/", {"version": 3})
    store(as_mira, project, batch)
    assert [document.title for document in Document.objects.all()] == ["b"]
    assert list(differences(project)) == []


def test_kinds_that_were_chosen_are_stored(as_mira: Client, project: Project) -> None:
    batch = read(as_mira, project, ("a.txt", b"A title\n\nChina opens its door wider."))
    ImportFile.objects.of(batch).update(choices={"kinds": {"": {"2": "quotation"}}})
    store(as_mira, project, batch)
    assert list(Paragraph.objects.values_list("kind", "reason"))[1] == ("quotation", "Changed by hand.")
