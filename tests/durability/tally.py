"""What clients were told beside what is there: counted by a reader of the database that has nothing of ours."""

import json
import uuid
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.durability.saver import SAVED
from tests.installations import Around, ask

PASSAGES = """
    SELECT annotations_passage.id, COUNT(*) FROM annotations_passage
    JOIN annotations_tagging ON passage_id = annotations_passage.id GROUP BY annotations_passage.id
"""
OPERATIONS = """
    SELECT op, number, COUNT(*) FROM ledger_operation JOIN ledger_event ON operation_id = ledger_operation.id
    WHERE verb = 'tag' GROUP BY op, number ORDER BY number
"""


class Answer(NamedTuple):
    """A line of a saver's log."""

    at: float
    op: str
    passage: str
    status: int
    rule: str


@dataclass(frozen=True)
class Tally:
    """What was lost or doubled, by ids; and the answers that were no acknowledgements."""

    n_saved: int
    n_replayed: int  # of them, acknowledged when they were sent again
    lost: set[str]
    doubled: set[str]
    refused: Counter[tuple[int, str]]

    def __str__(self) -> str:
        lost, doubled, refused = len(self.lost), len(self.doubled), dict(self.refused)
        saved = f"{self.n_saved} saves, {self.n_replayed} of them sent again"
        return f"{saved}; {lost} lost, {doubled} doubled; refused: {refused}"


def answers(logs: list[Path]) -> list[Answer]:
    return sorted(Answer(*json.loads(line)) for log in logs for line in log.read_text().splitlines())


def count(around: Around, logs: list[Path]) -> Tally:
    """Everything was acknowledged in the end, so what is there more than that is there twice."""
    told = answers(logs)
    saved = {each.op: each.passage for each in told if each.status in SAVED}
    passages = {str(uuid.UUID(str(pk))): n for pk, n in ask(around, PASSAGES)}
    operations = {str(uuid.UUID(str(op))): n for op, _number, n in ask(around, OPERATIONS)}
    lost = (set(saved.values()) - passages.keys()) | (saved.keys() - operations.keys())
    twice = {name for found in (passages, operations) for name, n in found.items() if n != 1}
    more = (passages.keys() - set(saved.values())) | (operations.keys() - saved.keys())
    refused = Counter((each.status, each.rule) for each in told if each.status not in SAVED)
    n_replayed = sum(each.rule == "replayed" for each in told)
    return Tally(len(saved), n_replayed, lost, twice | more, refused)


def numbered(around: Around) -> list[str]:
    """The operations in the order of their numbers."""
    return [str(uuid.UUID(str(op))) for op, _number, _n in ask(around, OPERATIONS)]


def in_turn(around: Around, logs: list[Path]) -> bool:
    """Whether each client's operations are numbered in the order in which they were acknowledged."""
    place = {op: number for number, op in enumerate(numbered(around))}
    turns = [[place[each.op] for each in answers([log]) if each.status in SAVED] for log in logs]
    return all(turn == sorted(turn) for turn in turns)


def last_refusals(logs: list[Path], times: list[float]) -> list[float]:
    """Seconds after each moment to the last answer that was none to be glad of, until half-way to the next; else 0."""
    refused = [each.at for each in answers(logs) if each.status not in SAVED]
    ends = [(time + following) / 2 for time, following in pairwise(times)] + [float("inf")]
    return [
        max([0.0, *(at - time for at in refused if time < at < end)]) for time, end in zip(times, ends, strict=True)
    ]
