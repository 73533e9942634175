"""Of all who change one thing from the same version, one wins; everybody else is told what is there now."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.models import Assignment
from corpus.actions import importing
from corpus.actions.describing import change_document
from corpus.models import Paragraph
from projects.models import Membership, User
from tests.annotations.deciding import hand_in
from tests.annotations.people import ask as ask_about
from tests.annotations.people import paragraphs, tag
from tests.conftest import assign
from tests.durability.working import size, working
from tests.installations import Around, ask, manage
from tests.races import environment
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db(transaction=True)
RIVALS, ROUNDS = size((3, 5), (8, 200))
IN_TURN = {
    "membership": ("reader", "supervisor"),
    "paragraph": ("furniture", "page_number"),
}  # the only values, or nearly
FIRST = {
    "document": 2,
    "decision": 0,
}  # the version before the first round, where it is not 1: its source was told; nothing was decided
READINGS = "SELECT COUNT(*) FROM ledger_event WHERE kind = 'reading'"


@pytest.fixture
def things(adas: Assignment, ben: User) -> dict[str, Any]:
    """One of everything that has versions, by id; a decision by the work of one of its coders."""
    described = change_document(document=adas.document, fields={"source": "The Paper"}, version=1, actor=None)
    title = Paragraph.objects.of(adas.document).order_by("ordinal")[0]
    return {
        "passage": str(tag(adas, "Trade", "trade").pk),
        "question": str(ask_about(adas, "Is this trade?").pk),
        "answer": str(ask_about(adas, "And this?").pk),
        "round": adas.round_id,
        "theme": Theme.objects.get(slug="bri").pk,
        "project": adas.round.project_id,
        "membership": Membership.objects.get(user=ben).pk,
        "preferences": ben.pk,
        "document": adas.document_id,
        "source": described.source_id,
        "paragraph": title.pk,
        "reading": adas.pk,
        "decision": _disputed(adas, ben).pk,
    }


def _disputed(adas: Assignment, ben: User) -> Assignment:
    """ada's work on a document of which she and ben see one paragraph differently, twice."""
    data, project = b"A title\n\nBy Nobody\n\nTrade grows here.\n", adas.round.project
    document = importing.import_text(project=project, name="disputed.txt", data=data, actor=None)
    works = [assign(document, user, adas.round) for user in (adas.coder.user, ben)]
    tag(works[0], "Trade", "trade")
    tag(works[0], "grows", "security")
    hand_in(*works)
    return works[0]


def value(thing: str, round: int, rival: int) -> str:
    return IN_TURN[thing][round % 2] if thing in IN_TURN else f"r{round}by{rival}"


def together(rivals: list[Any], asked: list[list[Any]]) -> list[Any]:
    """What each answers when all are asked at once."""
    for rival, line in zip(rivals, asked, strict=True):
        rival.stdin.write(f"{json.dumps(line)}\n")
        rival.stdin.flush()
    return [json.loads(rival.stdout.readline()) for rival in rivals]


def contest(rivals: list[Any], thing: str, version: int, round: int) -> None:
    """One winner; the others were told the next version, and the winner's words in it."""
    words = [value(thing, round, number) for number in range(RIVALS)]
    told = together(rivals, [[thing, version, each] for each in words])
    [winner] = [number for number, each in enumerate(told) if each is None]
    losers = [each for each in told if each]
    assert {(rule, current["version"]) for rule, current in losers} == {("stale", version + 1)}, thing
    assert all(words[winner] in json.dumps(current) for _rule, current in losers), thing


def test_of_those_who_saw_the_same_version_one_wins(things: dict[str, Any], tmp_path: Path) -> None:
    around: Around = environment(tmp_path)
    [(n_before,)] = ask(around, READINGS)
    commands = [["tests.durability.rival", json.dumps(things)]] * RIVALS
    with working(around, commands) as rivals:
        for round in range(ROUNDS):
            for thing in things.keys() - {"reading"}:
                contest(rivals, thing, FIRST.get(thing, 1) + round, round)
            marked = together(rivals, [["reading", None, round % 2 == 0]] * RIVALS)
            assert marked == [None] * RIVALS
    n_marks = len(paragraphs(Assignment.objects.with_all().get(pk=things["reading"])))
    assert ask(around, READINGS) == [(n_before + ROUNDS * n_marks,)]
    verified = manage(around, "verify_events")
    assert (verified.returncode, verified.stderr) == (0, "")
