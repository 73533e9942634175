"""Importing: one operation, the same bytes once, a refused file stops no other."""

import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from corpus import originals
from corpus.actions import importing
from corpus.drafting import File
from corpus.models import Document, ImportBatch, Original, Paragraph, Revision, Source
from ledger.models import Operation
from ledger.problems import Replayed
from ledger.replay import differences
from projects.models import Project, User
from tests.corpus.texts import CHINESE, HOSTILE, SEEDS, seed

pytestmark = pytest.mark.django_db
TEXT = b"A title\n\nThe text is here. It goes on.\n"


def seeds() -> list[File]:
    paths = [*sorted(SEEDS.glob("*.txt")), SEEDS / "metadata.csv"]
    return [File(path.name, path.read_bytes()) for path in paths]


def statuses(report: importing.Report) -> list[str]:
    return [file["status"] for file in report["files"]]


def test_import_is_one_operation_that_replays(project: Project, mira: User) -> None:
    importing.import_files(project=project, files=seeds(), actor=mira)
    assert Operation.objects.filter(project=project, verb="import documents").count() == 1
    assert list(differences(project)) == []


def test_documents_of_one_outlet_share_its_source(project: Project) -> None:
    importing.import_files(project=project, files=seeds(), actor=None)
    qiushi = Source.objects.get(project=project, name="Qiushi")
    assert (qiushi.documents.count(), Source.objects.filter(project=project).count()) == (2, 4)


def test_same_bytes_again_add_nothing_and_say_so(project: Project) -> None:
    importing.import_files(project=project, files=seeds(), actor=None)
    before = (
        Document.objects.count(),
        Paragraph.objects.count(),
        ImportBatch.objects.count(),
        Operation.objects.count(),
    )
    report = importing.import_files(project=project, files=seeds(), actor=None)
    assert statuses(report) == ["unchanged"] * 5
    assert {file["reason"] for file in report["files"]} == {"The same bytes are in the project."}
    after = (
        Document.objects.count(),
        Paragraph.objects.count(),
        ImportBatch.objects.count(),
        Operation.objects.count(),
    )
    assert after == before


def test_more_files_take_no_more_queries(project: Project) -> None:
    counts = []
    for name, n in (("first", 1), ("few", 60), ("many", 90)):
        lines = [f"Source: The Journal\n\nText {number} of {name}. It goes on.\n" for number in range(n)]
        files = [File(f"{name}-{number}.txt", f"Title\n\n{text}".encode()) for number, text in enumerate(lines)]
        with CaptureQueriesContext(connection) as captured:
            assert importing.import_files(project=project, files=files, actor=None)["added"] == n
        counts.append(len([each for each in captured if "INSERT" not in each["sql"]]))
    assert counts[1] == counts[2]


def test_a_source_learns_its_authority_once_in_an_operation(project: Project) -> None:
    table = File("metadata.csv", b"file,source,authority\na.txt,J,\nb.txt,J,party organ\nc.txt,J,ministry\n")
    files = [File(f"{name}.txt", f"Title {name}\n\nThe text of {name}.".encode()) for name in "abc"]
    report = importing.import_files(project=project, files=[*files, table], actor=None)
    assert [file["reason"] for file in report["files"]] == ["", "", "J stays “party organ”."]
    assert list(Source.objects.values_list("name", "authority", "version")) == [("J", "party organ", 2)]
    assert list(differences(project)) == []


def test_same_bytes_in_another_project_are_added(project: Project, elsewhere: Project) -> None:
    importing.import_text(project=project, name="a.txt", data=TEXT, actor=None)
    report = importing.import_files(project=elsewhere, files=[File("a.txt", TEXT)], actor=None)
    assert (statuses(report), Original.objects.count()) == (["added"], 1)


def test_same_bytes_twice_in_one_import_are_added_once(project: Project) -> None:
    files = [File("a.txt", TEXT), File("b.txt", TEXT)]
    report = importing.import_files(project=project, files=files, actor=None)
    assert statuses(report) == ["added", "unchanged"]
    assert report["files"][1]["reason"] == "The same bytes as a.txt."


def test_other_bytes_under_the_same_name_are_kept_beside(project: Project) -> None:
    importing.import_text(project=project, name="a.txt", data=TEXT, actor=None)
    report = importing.import_files(project=project, files=[File("a.txt", TEXT + b"More.")], actor=None)
    assert (statuses(report), Document.objects.count()) == (["near-duplicate"], 2)
    assert "kept beside" in report["files"][0]["reason"]


def test_refused_file_stops_no_other(project: Project) -> None:
    files = [File("a.txt", b"\0"), File("b.exe", b"x"), File("c.txt", TEXT)]
    report = importing.import_files(project=project, files=files, actor=None)
    assert (statuses(report), report["added"], report["refused"]) == (["refused", "refused", "added"], 1, 2)


def test_check_stores_nothing_and_tells_the_same(project: Project) -> None:
    foreseen = importing.check_files(project=project, files=seeds())
    assert (Document.objects.count(), Operation.objects.filter(project=project, verb="import documents").count()) == (
        0,
        0,
    )
    done = importing.import_files(project=project, files=seeds(), actor=None)
    for report in (foreseen, done):
        for file in report["files"]:
            file["documents"][0].pop("id")
    assert foreseen == done


def test_report_has_the_shape_of_the_contract(project: Project) -> None:
    report = importing.import_files(project=project, files=[File("004.txt", seed(4))], actor=None)
    assert report == {
        "files": [
            {
                "name": "004.txt",
                "status": "added",
                "reason": "",
                "rule": "",
                "line": 0,
                "column": 0,
                "encoding": "utf-8",
                "documents": [
                    {
                        "id": Document.objects.get().pk,
                        "like": None,
                        "part": "",
                        "title": "Liu He Calls for China to Get Technologically Self-Reliant, Fast",
                        "author": "Guo Yingzhe",
                        "source": "Caixin Global",
                        "date": "",
                        "language": "en",
                        "paragraphs": 18,
                        "not_text": 8,
                        "sentences": 24,
                        "characters": 3178,
                        "notes": [],
                    }
                ],
            }
        ],
        "added": 1,
        "revised": 0,
        "unchanged": 0,
        "refused": 0,
        "unused": [],
    }
    assert ImportBatch.objects.get().report == report


def test_repeated_operation_imports_once(project: Project, mira: User) -> None:
    op = uuid.uuid4()
    importing.import_files(project=project, files=[File("a.txt", TEXT)], actor=mira, op=op)
    with pytest.raises(Replayed):
        importing.import_files(project=project, files=[File("a.txt", TEXT)], actor=mira, op=op)
    assert Document.objects.count() == 1


@pytest.mark.parametrize("data", [CHINESE, f"Title\n\n{HOSTILE}\n".encode(), *(seed(number) for number in range(5))])
def test_what_is_stored_is_what_came(project: Project, data: bytes) -> None:
    document = importing.import_text(project=project, name="a.txt", data=data, actor=None)
    revision = Revision.objects.get(document=document)
    assert revision.text == data.decode()
    assert originals.path_of(revision.original.sha256).read_bytes() == data
    for row in Paragraph.objects.of(document):
        assert row.text == revision.text[row.start : row.start + row.n_chars]
        assert row.n_sentences == len(row.sentences)
        assert "".join("".join(row.text[a:b] for a, b in row.sentences).split()) == "".join(row.text.split())
    assert list(differences(project)) == []


def test_original_is_written_whole_and_private(project: Project) -> None:
    importing.import_text(project=project, name="a.txt", data=TEXT, actor=None)
    folder = Path(settings.TIFA_DATA) / "originals"
    assert folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 64 + "/..", ""])
def test_original_paths_are_sha256_only(name: str) -> None:
    with pytest.raises(ValueError):
        originals.path_of(name)


def test_text_of_a_paragraph_cannot_be_changed(document: Document) -> None:
    row = Paragraph.objects.of(document)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Paragraph.objects.filter(pk=row.pk).update(text="x")


def test_import_text_refuses_with_the_reason(project: Project) -> None:
    with pytest.raises(importing.Refused, match="NUL"):
        importing.import_text(project=project, name="a.txt", data=b"\0", actor=None)


def test_import_text_takes_metadata(project: Project) -> None:
    said = {"author": "Ada", "date": "2024-05", "region": "east"}
    document = importing.import_text(project=project, name="a.txt", data=TEXT, actor=None, metadata=said)
    assert (document.author, document.published, document.year, document.extra) == (
        "Ada",
        "2024-05",
        2024,
        {"region": "east"},
    )


def test_title_is_the_files_name_when_the_text_has_none(project: Project) -> None:
    data = b"This text begins with a sentence that ends here.\n\nAnd it goes on with another one.\n"
    assert importing.import_text(project=project, name="my notes.txt", data=data, actor=None).title == "my notes"


def test_authority_of_a_known_source_stays_and_the_report_says_so(project: Project) -> None:
    importing.import_text(
        project=project, name="a.txt", data=TEXT, actor=None, metadata={"source": "Qiushi", "authority": "party organ"}
    )
    table = b"file,source,authority\nb.txt,Qiushi,press\n"
    files = [File("b.txt", TEXT + b"More.\n"), File("metadata.csv", table)]
    report = importing.import_files(project=project, files=files, actor=None)
    assert report["files"][0]["reason"].endswith("% alike. Qiushi stays “party organ”.")
    assert Source.objects.get(project=project).authority == "party organ"
