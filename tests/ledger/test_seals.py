"""Sealed operations: what was edited, lost, added or re-ordered in the history is found, and where."""

import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from annotations.models import Assignment
from ledger import sealing, seals
from ledger.models import Counter, Operation, Seal
from ledger.seals import Fault
from ledger.write import write
from projects.actions import people
from projects.models import Project, User
from tests.annotations.people import edit, read, tag, withdraw
from tests.database import triggers_lifted


def write_lines(project: Project, n: int) -> None:
    for index in range(n):
        with write(project=project, actor=None, verb="write", about=f"line/{index}") as work:
            work.record("line", f"a{index}", None, {"index": index})
            work.record("line", f"b{index}", None, {"index": index})


@pytest.fixture
def lines(project: Project) -> Project:
    """A project with sealed operations: founding it, then 2 to 9, two events each."""
    write_lines(project, 8)
    sealing.seal(project)
    return project


def forge(statement: str, *values: Any) -> None:
    """Change a row as somebody with the database's password could, past the triggers and the constraints."""
    with triggers_lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def pk(project: Project, number: int) -> int:
    return Operation.objects.get(project=project, number=number).pk


def test_seal_of_an_untouched_history_finds_nothing(lines: Project) -> None:
    assert sealing.verify(lines) == []


def test_seals_hold_all_operations_in_ranges_that_follow_one_another(project: Project, monkeypatch: Any) -> None:
    monkeypatch.setattr(seals, "AT_MOST", 3)
    write_lines(project, 6)
    sealing.seal(project)
    write_lines(project, 1)
    last = sealing.seal(project)
    chain = list(Seal.objects.chain(project))
    assert [(seal.from_number, seal.to_number) for seal in chain] == [(1, 3), (4, 6), (7, 7), (8, 8)]
    assert [seal.previous for seal in chain] == ["", *(seal.sha256 for seal in chain[:-1])]
    assert (last, sealing.seal(project), sealing.verify(project)) == (chain[-1], chain[-1], [])


def test_seal_where_nothing_happened_is_none(db: None) -> None:
    assert (sealing.seal(None), sealing.verify(None)) == (None, [])


def test_seal_keeps_to_one_project(lines: Project, eve: User) -> None:
    assert sealing.seal(eve.memberships.get().project) is not None
    assert [seal.project for seal in Seal.objects.order_by("pk")] == [lines, eve.memberships.get().project]


def test_renamed_person_breaks_no_seal(adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade")
    sealing.seal(adas.round.project)
    User.objects.filter(username="ada").update(username="adele")
    assert sealing.verify(adas.round.project) == []


def test_digest_is_of_the_documented_lines() -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
    row = (7, "op", "digest", 1, "tag", "document/1", at, None, 9, "passage", "x", None, {"b": "é", "a": 1})
    line = '["op","digest",1,"tag","document/1","2026-01-02T03:04:05.000006+00:00",null]'
    event = '[9,"passage","x",null,{"a":1,"b":"\\u00e9"}]'
    expected = seals.hashlib.sha256(f"{line}\n{event}".encode()).digest()
    assert list(seals.digests([row])) == [(7, expected)]


CHANGES = {
    "verb": "UPDATE ledger_operation SET verb = 'forged' WHERE id = %s",
    "moment": "UPDATE ledger_operation SET at = '2020-01-01 00:00:00+00' WHERE id = %s",
    "actor": "UPDATE ledger_operation SET actor_id = (SELECT MAX(id) FROM projects_user) WHERE id = %s",
    "event": "UPDATE ledger_event SET after = '{{\"index\": 99}}' WHERE object_id = 'a3' AND operation_id = %s",
    "lost event": "DELETE FROM ledger_event WHERE object_id = 'a3' AND operation_id = %s",
    "added event": "INSERT INTO ledger_event (operation_id, kind, object_id) VALUES (%s, 'line', 'c')",
    "order of events": "UPDATE ledger_event SET id = id + 1000 WHERE object_id = 'a3' AND operation_id = %s",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_edited_operation_or_event_is_found_at_its_number(statement: str, lines: Project, ada: User) -> None:
    forge(statement.replace("{{", "{").replace("}}", "}"), pk(lines, 5))
    assert sealing.verify(lines) == [Fault(5, "changed")]


def test_lost_operation_is_found_at_its_number(lines: Project) -> None:
    number_5 = pk(lines, 5)
    forge("DELETE FROM ledger_event WHERE operation_id = %s", number_5)
    forge("DELETE FROM ledger_operation WHERE id = %s", number_5)
    assert sealing.verify(lines) == [Fault(5, "missing")]


def test_lost_last_operation_is_found_by_its_seal_though_the_counter_was_turned_back(lines: Project) -> None:
    number_9 = pk(lines, 9)
    forge("DELETE FROM ledger_event WHERE operation_id = %s", number_9)
    forge("DELETE FROM ledger_operation WHERE id = %s", number_9)
    Counter.objects.filter(scope=lines.pk).update(number=8)
    assert sealing.verify(lines) == [Fault(9, "missing")]


def test_lost_operation_is_found_before_it_is_sealed(project: Project) -> None:
    write_lines(project, 3)
    number_3 = pk(project, 3)
    forge("DELETE FROM ledger_event WHERE operation_id = %s", number_3)
    forge("DELETE FROM ledger_operation WHERE id = %s", number_3)
    assert sealing.verify(project) == [Fault(3, "missing")]
    sealing.seal(project)
    assert sealing.verify(project) == [Fault(3, "missing")]


@pytest.mark.parametrize("number", [0, -3, 10, 10**12])
def test_added_operation_is_found_at_its_number(number: int, lines: Project) -> None:
    copied = "op, digest, verb, about, at"
    forge(
        f"INSERT INTO ledger_operation (number, project_id, actor_id, {copied})"
        f" SELECT %s, project_id, (SELECT MAX(id) FROM projects_user), {copied} FROM ledger_operation WHERE id = %s",
        number,
        pk(lines, 5),
    )
    assert sealing.verify(lines) == [Fault(number, "added")]
    sealing.seal(lines)
    assert sealing.verify(lines) == [Fault(number, "added")]


def test_swapped_operations_are_found_at_both_numbers(lines: Project) -> None:
    number_3, number_7 = pk(lines, 3), pk(lines, 7)
    for row, number in ((number_3, 1000), (number_7, 3), (number_3, 7)):
        forge("UPDATE ledger_operation SET number = %s WHERE id = %s", number, row)
    assert sealing.verify(lines) == [Fault(3, "moved", 7), Fault(7, "moved", 3)]


def test_event_given_to_another_operation_is_found_at_both(lines: Project) -> None:
    forge("UPDATE ledger_event SET operation_id = %s WHERE object_id = 'a3'", pk(lines, 6))
    assert sealing.verify(lines) == [Fault(5, "changed"), Fault(6, "changed")]


def test_changed_seal_is_found(lines: Project) -> None:
    forge("UPDATE ledger_seal SET sealed_at = '2020-01-01 00:00:00+00'")
    assert sealing.verify(lines) == [Fault(1, "seal")]


def test_seal_made_anew_for_a_forged_operation_no_longer_follows(lines: Project) -> None:
    write_lines(lines, 1)
    sealing.seal(lines)
    first = Seal.objects.chain(lines)[0]
    forge("UPDATE ledger_operation SET verb = 'forged' WHERE id = %s", pk(lines, 5))
    found = dict(seals.digests(Operation.objects.rows_to_seal(lines, after=0)))
    first.digests = b"".join(found[number] for number in range(1, 10))
    forge(
        "UPDATE ledger_seal SET digests = %s, sha256 = %s WHERE id = %s",
        first.digests,
        seals.sha256_of(first),
        first.pk,
    )
    assert sealing.verify(lines) == [Fault(10, "chain")]


def test_lost_seal_is_found(lines: Project) -> None:
    write_lines(lines, 1)
    sealing.seal(lines)
    forge("DELETE FROM ledger_seal WHERE from_number = 1")
    assert sealing.verify(lines) == [Fault(10, "chain")]


@pytest.mark.parametrize("statement", ["UPDATE ledger_seal SET previous = ''", "DELETE FROM ledger_seal"])
def test_database_refuses_to_change_a_seal(statement: str, lines: Project) -> None:
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def verify(*args: str) -> tuple[int, list[str]]:
    out = StringIO()
    try:
        call_command("verify_events", *args, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_verify_events_compares_sealed_work_of_every_kind(adas: Assignment, bens: Assignment) -> None:
    kept = tag(adas, "Trade grows", "trade")
    edit(kept, adas, themes=("trade", "bri"), unsure=("bri",))
    withdraw(tag(bens, "Trade grows", "trade"), bens)
    read(adas)
    people.change_role(membership=adas.coder.user.memberships.get(), role="reader", version=1, actor=None)
    sealing.seal(None)
    sealing.seal(adas.round.project)
    status, said = verify()
    assert (status, said[0]) == (0, "2 seals compared: what they seal is as it was.")


def test_verify_events_locates_a_forged_operation(adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade")
    seal = sealing.seal(adas.round.project)
    assert seal
    last = Operation.objects.get(project=adas.round.project, number=seal.to_number)
    forge("UPDATE ledger_operation SET actor_id = NULL WHERE id = %s", last.pk)
    said = f"openness: operation {last.number} (tag {last.about}, {last.at.isoformat()}) or one of its events"
    assert verify() == (1, [f"{said} was changed since it was sealed"])


def test_verify_events_lists_faults_in_json(elsewhere: Project) -> None:
    sealing.seal(elsewhere)
    forge("UPDATE ledger_operation SET verb = 'forged' WHERE id = %s", pk(elsewhere, 1))
    status, said = verify("--json", "--project", "elsewhere")
    [fault] = json.loads(said[-1])["faults"]
    assert (status, fault["number"], fault["what"], fault["verb"]) == (1, 1, "changed", "forged")


def test_verify_events_misses_a_seal_that_was_written_down(elsewhere: Project) -> None:
    seal, gone = sealing.seal(elsewhere), "0" * 64
    assert seal
    assert verify("--seal", seal.sha256)[0] == 0
    assert verify("--seal", seal.sha256, "--seal", gone) == (1, [f"no seal {gone} is in the history"])


def test_verify_events_names_an_event_of_no_known_kind(lines: Project) -> None:
    status, said = verify("--project", "openness")
    assert (status, said[0]) == (1, "openness: line a0 is missing in the tables, though no event took it away")
