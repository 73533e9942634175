"""Remembering what is always so in a source: versioned, recorded, forgotten again."""

import pytest

from corpus.actions import remembering
from corpus.actions.kinds import UnknownKind
from corpus.actions.sourcing import WrongValue
from corpus.habits import LONGEST
from corpus.models import Source, SourceHabit
from ledger.models import Operation
from ledger.problems import Stale
from ledger.replay import differences
from projects.models import Project, User

pytestmark = pytest.mark.django_db


def remember(project: Project, actor: User, **instead: str) -> SourceHabit:
    said = {"source": "Caixin", "by": "line", "value": "Read more", "kind": "furniture", **instead}
    return remembering.remember(project=project, actor=actor, **said)


def test_habit_is_of_the_source_which_is_made_when_it_is_new(project: Project, mira: User) -> None:
    habit = remember(project, mira)
    assert (habit.source, habit.version) == (Source.objects.get(name="Caixin"), 1)
    assert list(differences(project)) == []


def test_same_line_again_changes_its_kind(project: Project, mira: User) -> None:
    remember(project, mira)
    assert remember(project, mira, kind="body").version == 2
    assert list(SourceHabit.objects.values_list("value", "kind")) == [("Read more", "body")]
    assert list(differences(project)) == []


def test_what_is_so_already_is_no_change(project: Project, mira: User) -> None:
    first = remember(project, mira)
    assert remember(project, mira) == first
    assert Operation.objects.filter(events__kind="habit").count() == 1


def test_forgotten_habit_is_gone_and_recorded(project: Project, mira: User) -> None:
    remembering.forget(habit=remember(project, mira), version=1, actor=mira)
    assert not SourceHabit.objects.exists()
    assert list(differences(project)) == []


def test_habit_that_was_changed_since_is_not_forgotten(project: Project, mira: User) -> None:
    seen = remember(project, mira)
    remember(project, mira, kind="caption")
    with pytest.raises(Stale):
        remembering.forget(habit=seen, version=1, actor=mira)


@pytest.mark.parametrize(
    ("instead", "refused"),
    [
        ({"kind": "poem"}, UnknownKind),
        ({"source": " "}, WrongValue),
        ({"value": ""}, WrongValue),
        ({"value": "a\0b"}, WrongValue),
        ({"value": "x" * (LONGEST + 1)}, WrongValue),
    ],
)
def test_what_cannot_be_remembered_is_refused(project: Project, mira: User, instead, refused) -> None:
    with pytest.raises(refused):
        remember(project, mira, **instead)
    assert not SourceHabit.objects.exists()
