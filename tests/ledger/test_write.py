"""Every change is one operation with its events, once per op, or nothing at all."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.models import Event, Operation
from ledger.problems import OpReused, Replayed, Stale, VersionNeeded
from ledger.write import MANY, check_version, write
from projects.actions import founding
from projects.models import Project, User

pytestmark = pytest.mark.django_db


def rename(project: Project, actor: User, op: uuid.UUID | None, name: str) -> None:
    with write(project=project, actor=actor, verb="rename", op=op, body={"name": name}) as work:
        work.record("project", project.pk, {"name": project.name}, {"name": name})
        Project.objects.filter(pk=project.pk).update(name=name)


def half_rename(project: Project, actor: User) -> None:
    with write(project=project, actor=actor, verb="rename") as work:
        Project.objects.filter(pk=project.pk).update(name="half")
        work.record("project", project.pk, {}, {"name": "half"})
        raise ZeroDivisionError


def test_change_appends_its_event(project: Project, mira: User) -> None:
    rename(project, mira, None, "Doors")
    operation = Operation.objects.newest_first()[0]
    event = operation.events.get()
    assert (operation.actor, operation.verb, event.kind, event.after) == (mira, "rename", "project", {"name": "Doors"})


def test_many_events_are_stored_as_few_are(project: Project, mira: User) -> None:
    states = [{"n": n, "name": '门 "x" \\ 😀\t', "none": None} for n in range(MANY)]
    with write(project=project, actor=mira, verb="rename") as work:
        for n, state in enumerate(states):
            work.record("thing", n, None, state)
        work.record("thing", "gone", states[0], None)
    events = Operation.objects.newest_first()[0].events.order_by("pk")
    assert [event.after for event in events] == [*states, None]
    assert [event.before for event in events] == [None] * MANY + [states[0]]
    assert events.filter(after__isnull=True).count() == 1


def test_numbers_count_up_per_project(project: Project, elsewhere: Project, mira: User) -> None:
    before = Operation.objects.filter(project=project).newest_first()[0].number
    for name in ("a", "b", "c"):
        rename(project, mira, None, name)
    rename(elsewhere, mira, None, "d")
    numbers = Operation.objects.filter(project=project).order_by("number").values_list("number", flat=True)
    assert list(numbers)[-3:] == [before + 1, before + 2, before + 3]
    assert len(set(numbers)) == len(numbers)


def test_same_op_again_changes_nothing(project: Project, mira: User) -> None:
    op = uuid.uuid4()
    rename(project, mira, op, "Doors")
    rename(project, mira, None, "Windows")
    with pytest.raises(Replayed) as replayed:
        rename(project, mira, op, "Doors")
    project.refresh_from_db()
    assert project.name == "Windows"
    assert replayed.value.operation.op == op


def test_same_op_with_another_body_is_refused(project: Project, mira: User) -> None:
    op = uuid.uuid4()
    rename(project, mira, op, "Doors")
    with pytest.raises(OpReused):
        rename(project, mira, op, "Gates")


def test_same_op_of_another_actor_is_another_operation(project: Project, mira: User, sam: User) -> None:
    op = uuid.uuid4()
    rename(project, mira, op, "Doors")
    rename(project, sam, op, "Gates")
    assert Operation.objects.filter(op=op).count() == 2


def test_failure_leaves_nothing(project: Project, mira: User) -> None:
    operations, events = Operation.objects.count(), Event.objects.count()
    with pytest.raises(ZeroDivisionError):
        half_rename(project, mira)
    project.refresh_from_db()
    assert project.name == "Openness"
    assert (Operation.objects.count(), Event.objects.count()) == (operations, events)


def test_nothing_changed_writes_no_operation(project: Project, mira: User) -> None:
    count = Operation.objects.count()
    founding.change_project(project=project, version=project.version, actor=mira, name=project.name)
    assert Operation.objects.count() == count


def test_nothing_changed_is_remembered_for_a_named_op(project: Project, mira: User) -> None:
    op = uuid.uuid4()
    founding.change_project(project=project, version=project.version, actor=mira, op=op, name=project.name)
    with pytest.raises(Replayed):
        founding.change_project(project=project, version=project.version, actor=mira, op=op, name=project.name)


def test_several_changes_of_one_object_are_one_event(project: Project, mira: User) -> None:
    with write(project=project, actor=mira, verb="rename") as work:
        work.record("project", project.pk, {"name": "a"}, {"name": "b"})
        work.record("project", project.pk, {"name": "b"}, {"name": "c"})
    event = work.operation.events.get()
    assert (event.before, event.after) == ({"name": "a"}, {"name": "c"})


def test_version_must_be_said_and_fresh(project: Project) -> None:
    check_version(project, project.version, {})
    with pytest.raises(VersionNeeded):
        check_version(project, None, {})
    with pytest.raises(Stale) as stale:
        check_version(project, project.version + 1, {"name": "now"})
    assert stale.value.current == {"name": "now"}


@pytest.mark.parametrize("statement", ["UPDATE ledger_event SET kind = 'x'", "DELETE FROM ledger_event"])
def test_history_cannot_be_changed(project: Project, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", ["UPDATE ledger_operation SET verb = 'x'", "DELETE FROM ledger_operation"])
def test_operations_cannot_be_changed(project: Project, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
