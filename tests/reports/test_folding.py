"""Folded figures equal those that are counted now, after every kind of change."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from annotations.actions import answering, recounting, undoing
from annotations.models import Assignment, Passage, Question, Round
from corpus.actions import describing, kinds, sourcing
from corpus.models import Document, Paragraph, Source
from jobs.actions import queueing
from jobs.running import run_next
from jobs.worker import Worker
from ledger.models import Counter
from projects.models import Coder, Project, User
from reports import jobs
from reports.actions import folding
from reports.cubes import folded
from reports.cubes.loading import Loading
from reports.cubes.packing import pack, unpack
from reports.models import Fold, FoldPart
from reports.sums import Sums, all_of
from reports.verifying import verify
from tests.annotations.people import ask, paragraphs, read, tag, unread, withdraw
from tests.conftest import add_theme, assign
from tests.reports import study
from vocabulary.actions import editing, publishing, retiring
from vocabulary.models import Theme


@pytest.fixture
def worked(project: Project, codebook: None, round: Round, ada: User, ben: User, sam: User) -> Round:
    """Three documents of two folds, read by two people."""
    texts = (study.DOORS, study.ROADS, study.CHINESE)
    for number, text in enumerate(texts):
        study.add(project, text, f"{number}.txt", source=f"Source {number % 2}", date=f"200{number}")
    doors, roads, _chinese = Document.objects.order_by("pk")
    study.work_of_ada(doors, ada, round)
    bens = assign(doors, ben, round)
    tag(bens, "Trade grows fast.", "trade", unsure=("trade",))
    read(bens)
    adas = assign(roads, ada, round)
    tag(adas, "Trade follows the roads. Nobody", "opening-up")
    read(adas)
    fold_all(round)
    return round


def fold_all(round: Round) -> None:
    first, second, *_others = Document.objects.order_by("pk").values_list("pk", flat=True)
    folding.fold(round=round, first=1, last=first)
    folding.fold(round=round, first=first + 1, last=second + 1)


def _ada(round: Round, number: int = 0) -> Assignment:
    document = Document.objects.order_by("pk")[number]
    ada = Coder.objects.get(name="ada")
    found = Assignment.objects.filter(round=round, coder=ada, document=document).first()
    return found or assign(document, ada.user, round)  # type: ignore[arg-type]


def _question_answered(round: Round) -> None:
    question = ask(_ada(round), "Which?")
    fold_all(round)
    asked, sam = Question.objects.get(pk=question.pk), User.objects.get(username="sam")
    answering.resolve(question=asked, is_resolved=True, version=asked.version, actor=sam)


def _tag_withdrawn(round: Round) -> None:
    withdraw(Passage.objects.filter(coder__name="ada").order_by("created_at")[0], _ada(round))


def _undone(round: Round) -> None:
    _tag_withdrawn(round)
    fold_all(round)
    undoing.undo(assignment=_ada(round), actor=User.objects.get(username="ada"))


def _kinds(round: Round) -> None:
    paragraph = Paragraph.objects.of(Document.objects.order_by("pk")[0]).codable()[0]
    change = kinds.Change(paragraph.pk, paragraph.version, "heading")
    kinds.change_kinds(document=paragraph.revision.document, changes=[change], actor=None)


def _described(round: Round) -> None:
    document = Document.objects.order_by("pk")[1]
    fields = {"source": "Elsewhere", "published": "1999", "language": "zh"}
    describing.change_document(document=document, fields=fields, version=document.version, actor=None)


def _source(round: Round) -> None:
    source = Source.objects.get(name="Source 0")
    sourcing.change_source(source=source, name="Renamed", authority="press", version=source.version, actor=None)


def _changed_theme(slug: str, **fields: Any) -> None:
    theme = Theme.objects.get(slug=slug)
    editing.change_theme(theme=theme, version=theme.version, actor=None, **fields)


def _published(round: Round, slug: str, **fields: Any) -> None:
    _changed_theme(slug, **fields)
    publishing.publish(project=round.project, message=slug, actor=None)


def _new_theme(round: Round) -> None:
    add_theme(round.project, 1)
    tag(_ada(round, 1), "Ports are built too.", "theme-1")


def _retired(round: Round) -> None:
    theme = Theme.objects.get(slug="bri")
    retiring.retire_theme(theme=theme, version=theme.version, actor=None)
    publishing.publish(project=round.project, message="retired", actor=None)
    read(_ada(round, 2))


def _unit(unit: str) -> Callable[[Round], Any]:
    def change(round: Round) -> None:
        project = Project.objects.get(pk=round.project_id)
        recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)

    return change


def run(kind: str) -> None:
    """Do one job of this kind, as a worker would."""
    queueing.enqueue(kind)
    worker = Worker()
    while run_next(worker._keeper):
        pass


CHANGES: dict[str, Callable[[Round], Any]] = {
    "nothing": lambda round: None,
    "a tag": lambda round: tag(_ada(round, 1), "Roads are built.", "security"),
    "a tag withdrawn": _tag_withdrawn,
    "an undo": _undone,
    "read": lambda round: read(_ada(round)),
    "read no longer": lambda round: unread(_ada(round), paragraphs(_ada(round))[0]),
    "a question": lambda round: ask(_ada(round), "Which?"),
    "a question resolved": _question_answered,
    "another kind of paragraph": _kinds,
    "another description": _described,
    "another source": _source,
    "a new document": lambda round: study.add(round.project, "Late\n\nOne more text.\n", "late.txt"),
    "paragraphs as the unit": _unit("paragraph"),
    "documents as the unit": _unit("document"),
    "a new theme": _new_theme,
    "a theme retired": _retired,
    "a definition": lambda round: _published(round, "trade", full_definition="Another wording."),
    "another parent": lambda round: _published(round, "security", parent="opening-up"),
    "no parent": lambda round: _changed_theme("trade", parent=None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_figures_equal_a_recount_after(change: str, worked: Round) -> None:
    """Also those that were remembered before the change."""
    assert list(verify(worked.project)) == []
    CHANGES[change](worked)
    assert list(verify(Project.objects.get(pk=worked.project_id))) == []


def test_folds_are_told_with_what_is_known_of_their_documents(worked: Round) -> None:
    _described(worked)
    _source(worked)
    known = Loading(worked, None, folding.book_of(worked.project)).cube().described
    authorities = [known.authority_names[place] for place in known.authorities]
    languages = [known.language_codes[place] for place in known.languages]
    assert (known.years.tolist(), authorities, languages) == (
        [2000, 1999, 2002],
        ["press", "", "press"],
        ["en", "zh", "zh"],
    )


def test_fold_that_was_tampered_with_is_found(worked: Round) -> None:
    part = FoldPart.objects.filter(coder=0, name="own units").first()
    assert part
    FoldPart.objects.filter(pk=part.pk).update(data=pack({"units": unpack(part.data)["units"] + 1}))
    found = list(verify(worked.project))
    assert {(each.figure, each.coder) for each in found} == {("own units", 0), ("rolled units", 0)}
    assert found[0].shown == found[0].recounted + 1


@pytest.mark.parametrize(("name", "figure"), [("pairs", "units with"), ("together", "units with")])
def test_pairs_that_were_tampered_with_are_found(name: str, figure: str, worked: Round) -> None:
    part = FoldPart.objects.filter(coder=0, name=name).order_by("fold__first")[0]
    arrays = unpack(bytes(part.data))
    changed = "units" if name == "pairs" else "n"
    FoldPart.objects.filter(pk=part.pk).update(data=pack({**arrays, changed: arrays[changed] + 1}))
    assert any(figure in difference.figure for difference in verify(worked.project))


def test_tables_of_pairs_are_what_the_pairs_add_up_to_where_a_fold_has_none(worked: Round) -> None:
    FoldPart.objects.filter(name="together").delete()
    assert list(verify(worked.project)) == []


def test_sums_that_were_remembered_wrongly_are_found(worked: Round) -> None:
    cube = Loading(worked, None, folding.book_of(worked.project)).cube()
    assert cube.base
    name = ("units", False)
    there = Loading(worked, None, folding.book_of(worked.project)).there
    folded.UNPACKED.keep(("sums", there.name, name), all_of(cube).units + 1, 8)
    assert {(each.figure, each.coder, each.document) for each in verify(worked.project)} == {("own units", 0, 0)}


def test_what_all_documents_add_up_to_is_added_up_once(worked: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    bound = folding.book_of(worked.project)
    first = all_of(Loading(worked, None, bound).cube()).passages.tolist()
    monkeypatch.setattr(Sums, "passages", None)
    assert all_of(Loading(worked, None, bound).cube()).passages.tolist() == first


def test_what_is_folded_is_not_counted_again(worked: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[Any] = []
    monkeypatch.setattr(Loading, "_count", lambda self, ids: counted.append(tuple(ids)))
    bound = folding.book_of(worked.project)
    assert Loading(worked, None, bound).cube().documents.tolist() == [
        *Document.objects.order_by("pk").values_list("pk", flat=True)
    ]
    assert counted == []


def test_new_version_keeps_what_was_folded(worked: Round) -> None:
    """A theme that is new has no counts yet, so nothing of the rest must be counted again."""
    add_theme(worked.project, 1)
    assert len(folded.read(worked, None, folding.book_of(worked.project)).headers) == 2


def test_keeping_up_says_that_nothing_was_touched(worked: Round) -> None:
    tag(_ada(worked, 1), "Roads are built.", "security")
    before = Fold.objects.get(first__gt=1).number
    folding.keep_up(project=worked.project)
    now = Counter.objects.get(scope=worked.project_id).number
    assert [fold.number for fold in Fold.objects.order_by("first")] == [now, before]
    assert list(verify(worked.project)) == []


def test_documents_that_are_too_many_wait_and_are_counted_out(worked: Round) -> None:
    folding.forget(project=worked.project)
    cube = Loading(worked, None, folding.book_of(worked.project), most_live=2).cube()
    assert (len(cube.documents), cube.n_waiting, cube.is_fresh) == (2, 1, False)


def test_forgetting_leaves_nothing(worked: Round) -> None:
    folding.forget(project=worked.project)
    assert (Fold.objects.count(), FoldPart.objects.count()) == (0, 0)


def test_arrays_come_back_as_they_were() -> None:
    arrays = {
        "small": np.array([[0, 255], [3, 4]]),
        "large": np.array([70_000, 2**40]),
        "none": np.zeros((0, 3), np.int64),
        "texts": np.array(["en", "zh-Hans"]),
    }
    found = unpack(pack(arrays))
    assert {name: array.tolist() for name, array in found.items()} == {n: a.tolist() for n, a in arrays.items()}
    assert [found["none"].shape, found["small"].dtype.itemsize] == [(0, 3), 1]


def test_job_folds_what_is_large_enough_and_keeps_it_up(worked: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "FEWEST", 3)
    monkeypatch.setattr(folding, "CHUNK", 2)
    monkeypatch.setattr(folding, "ENOUGH", 1)
    folding.forget(project=worked.project)
    assert jobs.every()
    run("fold")
    assert (Fold.objects.count(), jobs.every()) == (2, None)
    tag(_ada(worked, 1), "Roads are built.", "security")
    assert jobs.every()
    run("fold")
    assert jobs.every() is None
    assert {*Fold.objects.values_list("number", flat=True)} == {Counter.objects.get(scope=worked.project_id).number}
    assert list(verify(worked.project)) == []


def test_nightly_check_throws_away_what_is_wrong(worked: Round, caplog: pytest.LogCaptureFixture) -> None:
    FoldPart.objects.filter(coder=0, name="own units").update(data=pack({"units": np.ones((2, 5), int)}))
    run("verify_figures")
    assert "a figure is not what a recount gives" in caplog.text
    assert Fold.objects.count() == 0
