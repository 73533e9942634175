"""Undo and redo as two stacks, read from the operations alone."""

from types import SimpleNamespace
from typing import Any

from ledger.undo import stacks


def act(pk: int, undoes: int | None = None) -> Any:
    return SimpleNamespace(pk=pk, undoes_id=undoes)


def pks(*operations: Any) -> tuple[list[int], list[int]]:
    done, undone = stacks(operations)
    return [operation.pk for operation in done], [operation.pk for operation in undone]


def test_acts_can_be_undone_last_first() -> None:
    assert pks(act(1), act(2)) == ([1, 2], [])


def test_undone_act_can_be_redone() -> None:
    assert pks(act(1), act(2), act(3, undoes=2)) == ([1], [3])


def test_undo_goes_on_to_the_act_before() -> None:
    assert pks(act(1), act(2), act(3, undoes=2), act(4, undoes=1)) == ([], [3, 4])


def test_redo_can_be_undone_again() -> None:
    assert pks(act(1), act(2, undoes=1), act(3, undoes=2), act(4, undoes=3)) == ([], [4])


def test_new_act_forgets_what_could_be_redone() -> None:
    assert pks(act(1), act(2, undoes=1), act(3)) == ([3], [])
