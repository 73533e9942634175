"""Before an import somebody says what is part of the text: of a line, of a rule, and of a source for ever."""

import pytest
from django.test import Client

from corpus.models import Document, ImportBatch, Paragraph, Source, SourceHabit
from ledger.replay import differences
from projects.models import Project
from tests.corpus.importing import address, now, read, store, work

pytestmark = pytest.mark.django_db

RIGHTS = "A note about rights."
FILE = (
    "a.txt",
    b"What opens\n\nSource: Caixin\n\nFollow us to the newsstand, then come home\n\nIt opens up. It grows.\n\n"
    b"Copyright Caixin 2024.\n",
)
AGAIN = ("b.txt", FILE[1].replace(b"grows", b"shrinks"))


@pytest.fixture
def batch(as_mira: Client, project: Project) -> ImportBatch:
    return read(as_mira, project, FILE)


def kinds() -> dict[str, tuple[str, str]]:
    rows = Paragraph.objects.of(Document.objects.latest("pk"))
    return {row.text.split()[0]: (row.kind, row.reason) for row in rows}


def switch(client: Client, project: Project, batch: ImportBatch, **sent: object) -> int:
    """Send the lines of the first file's only document; what became of that."""
    version = batch.files.get(number=1).version
    page = address("import_line_change", project, batch.pk, 1)
    status = client.post(page, {"version": version, "document": "1", "page": "1", **sent}).status_code
    work()
    return status


def overrule(client: Client, project: Project, batch: ImportBatch, kind: str, source: str = "") -> int:
    sent = {"version": now(batch).version, "reason": RIGHTS, "kind": kind, "source": source}
    status = client.post(address("import_rule_change", project, batch.pk, 1), sent).status_code
    work()
    return status


def test_guesses_stand_where_nobody_says_anything(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    store(as_mira, project, batch)
    assert (kinds()["Follow"][0], kinds()["Copyright"]) == ("body", ("furniture", RIGHTS))


def test_line_is_switched_before_it_is_stored(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    assert switch(as_mira, project, batch, **{"was-3": "body", "kind-3": "furniture"}) == 302
    assert now(batch).state == "ready"
    store(as_mira, project, batch)
    assert kinds()["Follow"] == ("furniture", "Changed by hand.")
    assert list(differences(project)) == []


def test_line_that_always_is_so_is_remembered_for_the_next_import(
    as_mira: Client, project: Project, batch: ImportBatch
) -> None:
    switch(as_mira, project, batch, **{"was-3": "body", "kind-3": "furniture", "always": "3"})
    assert SourceHabit.objects.get().source == Source.objects.get(name="Caixin")
    store(as_mira, project, batch)
    store(as_mira, project, read(as_mira, project, AGAIN))
    assert kinds()["Follow"] == ("furniture", "Always so in texts of this source.")


def test_file_that_waits_to_be_told_of_a_switch_is_shown_with_it(
    as_mira: Client, project: Project, batch: ImportBatch
) -> None:
    sent = {"version": now(batch).version, "reason": RIGHTS, "kind": "caption", "source": ""}
    as_mira.post(address("import_rule_change", project, batch.pk, 1), sent)
    page = as_mira.get(address("import_file_detail", project, batch.pk, 1)).content.decode()
    assert (batch.files.get().state, "So in all texts of this import." in page) == ("waiting", True)


def test_rule_is_switched_in_all_files_of_one_import_and_back(
    as_mira: Client, project: Project, batch: ImportBatch
) -> None:
    overrule(as_mira, project, batch, "body")
    assert now(batch).choices == {"rules": {RIGHTS: "body"}}
    overrule(as_mira, project, batch, "")
    assert now(batch).choices == {"rules": {}}
    overrule(as_mira, project, batch, "caption")
    store(as_mira, project, batch)
    assert kinds()["Copyright"] == ("caption", "So in all texts of this import.")
    store(as_mira, project, read(as_mira, project, AGAIN))
    assert kinds()["Copyright"] == ("furniture", RIGHTS)


def test_rule_is_switched_for_a_source_until_that_is_forgotten(
    as_mira: Client, project: Project, batch: ImportBatch
) -> None:
    overrule(as_mira, project, batch, "body", source="Caixin")
    store(as_mira, project, batch)
    assert kinds()["Copyright"] == ("body", "Always so in texts of this source.")
    habit = SourceHabit.objects.get()
    page = as_mira.get(address("source_change", project, habit.source_id)).content.decode()
    assert (RIGHTS in page, "Forget" in page) == (True, True)
    as_mira.post(address("habit_forget", project, habit.source_id, habit.pk), {"version": habit.version})
    store(as_mira, project, read(as_mira, project, AGAIN))
    assert kinds()["Copyright"] == ("furniture", RIGHTS)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind-3": "poem"}, 422),
        ({"kind-99": "body"}, 422),
        ({"kind-x": "body", "always": "y"}, 302),  # no number: nothing is said
        ({"kind-3": "body", "document": "99"}, 302),  # the last one is shown there
        ({"version": "7", "kind-3": "caption"}, 409),
        ({"version": "", "kind-3": "caption"}, 428),
    ],
)
def test_what_does_not_fit_is_refused(
    as_mira: Client, project: Project, batch: ImportBatch, sent: dict[str, str], status: int
) -> None:
    assert switch(as_mira, project, batch, **sent) == status


def test_nothing_is_switched_when_the_import_is_over(as_mira: Client, project: Project, batch: ImportBatch) -> None:
    store(as_mira, project, batch)
    assert switch(as_mira, project, batch, **{"kind-3": "furniture"}) == 409
    assert overrule(as_mira, project, batch, "body") == 409
