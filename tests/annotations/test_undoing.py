"""A coder takes steps back and does them again."""

import uuid

import pytest

from annotations.actions import assigning, coding, undoing
from annotations.actions.changes import Edit
from annotations.models import Assignment, Passage, Reading, UnitTheme
from annotations.problems import HandedIn
from ledger.problems import Replayed, Stale
from tests.annotations.people import edit, paragraphs, read, slugs, tag, withdraw

pytestmark = pytest.mark.django_db


def undo(assignment: Assignment, op: uuid.UUID | None = None) -> None:
    undoing.undo(assignment=assignment, actor=assignment.coder.user, op=op)


def redo(assignment: Assignment) -> None:
    undoing.redo(assignment=assignment, actor=assignment.coder.user)


def test_undo_of_a_tag_takes_the_passage_back(adas: Assignment) -> None:
    tag(adas, "Trade grows fast.", "trade")
    undo(adas)
    assert (Passage.objects.count(), UnitTheme.objects.count()) == (0, 0)


def test_redo_brings_the_same_passage_back(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade", unsure=("trade",))
    undo(adas)
    redo(adas)
    again = Passage.objects.get()
    assert (again.pk, again.created_at, again.version) == (passage.pk, passage.created_at, 2)
    assert again.taggings.get().is_unsure is True


def test_undo_of_an_edit_brings_everything_back(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade", note="first")
    row = passage.taggings.get()
    edit(passage, adas, themes=("trade", "bri"), note="second", start=0, end=5, quote=paragraphs(adas)[0].text[:5])
    undo(adas)
    passage.refresh_from_db()
    assert (passage.quote, passage.note, slugs(passage), passage.version) == (
        "Trade grows fast.",
        "first",
        ["trade"],
        3,
    )
    assert passage.taggings.get().pk == row.pk


def test_undo_of_taking_back(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    withdraw(passage, adas)
    undo(adas)
    assert Passage.objects.get().version == 2


def test_undo_goes_back_step_by_step_and_forward_again(adas: Assignment) -> None:
    tag(adas, "Trade grows fast.", "trade")
    tag(adas, "China", "bri")
    read(adas)
    for _step in range(3):
        undo(adas)
    assert (Passage.objects.count(), Reading.objects.count()) == (0, 0)
    with pytest.raises(undoing.NothingToUndo):
        undo(adas)
    for _step in range(3):
        redo(adas)
    assert (Passage.objects.count(), Reading.objects.count()) == (2, len(paragraphs(adas)))
    with pytest.raises(undoing.NothingToUndo):
        redo(adas)


def test_undo_of_the_rest_of_the_document_keeps_earlier_marks(adas: Assignment) -> None:
    first = paragraphs(adas)[0]
    read(adas, first)
    read(adas)
    undo(adas)
    assert list(Reading.objects.values_list("paragraph", flat=True)) == [first.pk]


def test_undo_sent_twice_undoes_once(adas: Assignment) -> None:
    tag(adas, "Trade grows fast.", "trade")
    tag(adas, "China", "bri")
    op = uuid.uuid4()
    undo(adas, op)
    with pytest.raises(Replayed):
        undo(adas, op)
    assert Passage.objects.count() == 1


def test_undo_leaves_others_alone(adas: Assignment, bens: Assignment) -> None:
    tag(adas, "Trade grows fast.", "trade")
    his = tag(bens, "Trade grows fast.", "trade")
    undo(adas)
    assert list(Passage.objects.all()) == [his]


def test_undo_is_refused_after_handing_in(adas: Assignment) -> None:
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    with pytest.raises(HandedIn):
        undo(adas)


def test_undo_is_refused_where_somebody_corrected_it(adas: Assignment, django_user_model: type) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    admin = django_user_model.objects.create_superuser("admin")  # type: ignore[attr-defined]
    change = Edit(id=passage.pk, version=1, note="checked")
    coding.change_document(assignment=adas, changes=[change], actor=admin)
    with pytest.raises(Stale):
        undo(adas)
