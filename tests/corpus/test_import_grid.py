"""What is known of many documents before an import: cell by cell, or one value for many of them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from corpus.models import Document, ImportBatch, ImportFile
from ledger.replay import differences
from projects.models import Project
from tests.corpus.importing import address, now, read, store, work

pytestmark = pytest.mark.django_db


def files(n: int) -> list[tuple[str, bytes]]:
    return [
        (f"{number}.txt", f"Title {number}\n\nText {number} is here. It goes on.\n".encode()) for number in range(n)
    ]


@pytest.fixture
def batch(as_mira: Client, project: Project) -> ImportBatch:
    return read(as_mira, project, *files(3))


def send(client: Client, project: Project, batch: ImportBatch, **sent: str) -> int:
    page = address("import_grid", project, batch.pk)
    versions = {f"version-{file.number}": file.version for file in ImportFile.objects.of(batch)}
    answer = client.post(page, {"version": now(batch).version, **versions, **sent})
    work()
    return answer.status_code


def described(name: str) -> list[str]:
    return list(Document.objects.order_by("title").values_list(name, flat=True))


def test_cells_are_saved_and_stored(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    cells = {"1.0.author": "Li Hua", "was-1.0.author": "", "2.0.published": "2024-05", "was-2.0.published": ""}
    assert send(as_mira, project, batch, **cells) == 302
    assert 'value="Li Hua"' in as_mira.get(address("import_grid", project, batch.pk)).content.decode()
    store(as_mira, project, batch)
    assert (described("author"), described("published")) == (["Li Hua", "", ""], ["", "2024-05", ""])
    assert list(differences(project)) == []


def test_one_value_is_filled_in_where_nothing_is_known(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    send(as_mira, project, batch, **{"1.0.author": "Li Hua", "was-1.0.author": ""})
    send(as_mira, project, batch, **{"do": "unknown", "fill-author": "Ma Yi", "fill-source": "Caixin"})
    store(as_mira, project, batch)
    assert described("author") == ["Li Hua", "Ma Yi", "Ma Yi"]
    assert described("source__name") == ["Caixin"] * 3


def test_one_value_is_filled_in_everywhere(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    send(as_mira, project, batch, **{"1.0.author": "Li Hua", "was-1.0.author": ""})
    send(as_mira, project, batch, **{"do": "all", "fill-author": "Ma Yi", "fill-licence": "CC BY 4.0"})
    store(as_mira, project, batch)
    assert (described("author"), described("licence")) == (["Ma Yi"] * 3, ["CC BY 4.0"] * 3)


@pytest.mark.parametrize("cell", ["1.0.published", "fill-published"])
def test_wrong_value_saves_nothing_and_stays_to_be_mended(
    as_mira: Client, project: Project, batch: ImportBatch, cell: str
) -> None:
    page, others = address("import_grid", project, batch.pk), {"2.0.author": "Ma Yi", "was-2.0.author": ""}
    do = {"do": "all"} if cell.startswith("fill") else {}
    sent = {cell: "soon", f"was-{cell}": "", "version": str(now(batch).version), **others, **do}
    versions = {f"version-{number}": "1" for number in (1, 2, 3)}
    answer = as_mira.post(page, {**sent, **versions})
    assert (answer.status_code, 'value="Ma Yi"' in answer.content.decode()) == (422, True)
    assert not ImportFile.objects.exclude(choices={}).exists()


def test_cell_that_somebody_else_changed_is_stale(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    send(as_mira, project, batch, **{"1.0.author": "Li Hua", "was-1.0.author": ""})
    late = {"1.0.author": "Ma Yi", "was-1.0.author": "", "version-1": "1"}
    assert send(as_mira, project, batch, **late) == 409


def test_grid_asks_as_much_for_thirty_files_as_for_one(as_mira: Client, project: Project) -> None:
    def asked(n: int) -> int:
        page = address("import_grid", project, read(as_mira, project, *files(n)).pk)
        with CaptureQueriesContext(connection) as queries:
            as_mira.get(page)
        return len(queries)

    assert asked(1) == asked(30)
