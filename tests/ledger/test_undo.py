"""Which step undo takes back and which one redo, asked of the operations in the tables and of two stacks in memory."""

import random
from typing import Any

import pytest
from django.utils import timezone

from ledger.models import Operation
from projects.models import Project, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(project: Project, ada: User) -> Any:
    """act(verb, undoes): one more operation of ada's."""

    def make(verb: str = "tag", undoes: Operation | None = None) -> Operation:
        number = Operation.objects.in_project(project).count() + 1000
        return Operation.objects.create(
            project=project, number=number, actor=ada, verb=verb, about="here", at=timezone.now(), undoes=undoes
        )

    return make


def steps(project: Project) -> tuple[Operation | None, Operation | None]:
    here = Operation.objects.about(project, "here")
    return here.to_undo(), here.to_redo()


def test_nothing_done_is_nothing_to_undo(project: Project) -> None:
    assert steps(project) == (None, None)


def test_last_act_is_undone_first(project: Project, act: Any) -> None:
    act()
    last = act()
    assert steps(project) == (last, None)


def test_undone_act_can_be_redone_and_the_act_before_undone(project: Project, act: Any) -> None:
    first, second = act(), act()
    undo = act("undo", second)
    assert steps(project) == (first, undo)


def test_redo_can_be_undone_again(project: Project, act: Any) -> None:
    redo = act("redo", act("undo", act()))
    assert steps(project) == (redo, None)


def test_new_act_forgets_what_could_be_redone(project: Project, act: Any) -> None:
    act("undo", act())
    new = act()
    assert steps(project) == (new, None)


@pytest.mark.parametrize("seed", range(5))
def test_any_walk_finds_what_two_stacks_hold(project: Project, act: Any, seed: int) -> None:
    walk, done, undone = random.Random(seed), [], []
    for _step in range(60):
        choice = walk.random()
        if done and choice < 0.4:
            undone.append(act("undo", done.pop()))
        elif undone and choice < 0.7:
            done.append(act("redo", undone.pop()))
        else:
            done.append(act())
            undone.clear()
        assert steps(project) == (done[-1] if done else None, undone[-1] if undone else None)
