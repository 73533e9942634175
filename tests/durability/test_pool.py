"""Many clients pull from one pool, some are killed: no slot is given twice or lost, those of the killed come back.

Compared are the clients' own logs and what a reader of the database finds that has nothing of ours.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from django.test import Client

from annotations.models import Round
from corpus.actions import importing
from corpus.models import Document
from projects.actions import people
from projects.models import Project
from tests.annotations.pool import fill
from tests.conftest import make_user
from tests.durability.conftest import Install
from tests.durability.serving import serving
from tests.durability.working import size, working
from tests.installations import Around, ask, manage
from tests.races import PIPES

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS, KILLED = size((4, 1), (20, 6))
DOCUMENTS, EACH = size((20, 2), (250, 2))  # 40 and 500 slots
LATER = 15  # days after which what nobody touched is idle
SLOTS = """
    SELECT slot.document_id, work.coder_id, work.handed_in_at IS NOT NULL
    FROM annotations_slot slot LEFT JOIN annotations_assignment work ON work.id = slot.assignment_id
"""
KEPT = "SELECT document_id, coder_id, handed_in_at IS NOT NULL FROM annotations_assignment WHERE given_back_at IS NULL"


def texts(project: Project) -> list[Document]:
    data = [f"Text {n}\n\nTrade number {n} grows.\n".encode() for n in range(DOCUMENTS)]
    return [importing.import_text(project=project, name="a.txt", data=each, actor=None) for each in data]


def session(project: Project, number: int) -> str:
    """Somebody who codes, signed in."""
    user, client = make_user(f"coder-{number}"), Client()
    people.add_member(project=project, user=user, role="annotator", actor=None)
    client.force_login(user)
    return client.cookies["sessionid"].value


def kill(around: Around, command: list[str], log: Path, is_still: bool) -> None:
    """Let somebody pull, and kill them: with their third document in hand (`is_still`), else wherever they are."""
    lines, command = (5, [*command, "3"]) if is_still else (2, command)  # of a log: one for taking, one for handing in
    process = subprocess.Popen([sys.executable, "-m", *command], env=around, **PIPES)
    process.stdin.write("go\n")
    process.stdin.flush()
    while not log.exists() or len(log.read_text().splitlines()) < lines:
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(Random(str(log)).random())
    process.kill()
    process.communicate()


def pulled(logs: list[Path]) -> Counter[tuple[int, int]]:
    """How often each client was told that a document is theirs."""
    lines = [(number, json.loads(line)) for number, log in enumerate(logs) for line in log.read_text().splitlines()]
    assert {(status, rule) for _number, (*_what, status, rule) in lines} <= {(201, ""), (409, "pool-empty")}
    return Counter((number, document) for number, (op, document, status, _rule) in lines if op and status == 201)


def returned(around: Around, round: Round) -> int:
    """How much of what the killed had taken went back."""
    command = [sys.executable, "-m", "tests.durability.returner", str(round.pk), str(LATER)]
    done = subprocess.run(command, env=around, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_no_slot_is_given_twice_and_none_is_lost(
    project: Project, round: Round, codebook: None, install: Install, tmp_path: Path
) -> None:
    documents = texts(project)
    assert fill(round, documents, each=EACH) == DOCUMENTS * EACH
    sessions, logs = [session(project, n) for n in range(CLIENTS)], [tmp_path / f"{n}.log" for n in range(CLIENTS)]
    around = install()
    with serving(around) as server:
        place = ["tests.durability.puller", server.address, project.slug, str(round.pk)]
        commands = [[*place, each, str(log)] for each, log in zip(sessions, logs, strict=True)]
        began = time.monotonic()
        kill(around, commands[0], logs[0], is_still=True)  # while there is enough for everybody
        with working(around, commands[KILLED:]) as clients:
            for number in range(1, KILLED):
                kill(around, commands[number], logs[number], is_still=number % 2 == 0)
            assert [client.wait(timeout=900) for client in clients] == [0] * (CLIENTS - KILLED)
        seconds, doubled = time.monotonic() - began, pulled(logs)
        left = [(document, coder) for document, coder, is_done in ask(around, KEPT) if not is_done]
        back = returned(around, round)
        with working(around, commands[KILLED:]) as clients:
            assert [client.wait(timeout=900) for client in clients] == [0] * (CLIENTS - KILLED)
    slots, kept = ask(around, SLOTS), ask(around, KEPT)
    print(
        f"{CLIENTS} clients, {KILLED} of them killed, {len(slots)} slots in {seconds:.0f} s,"
        f" {len(left)} left by the killed, {back} came back"
    )
    assert [which for which, times in doubled.items() if times > 1] == []  # nobody was told twice of a document
    assert (len(slots), len(set(slots))) == (DOCUMENTS * EACH, DOCUMENTS * EACH)  # no coder has two of a document
    assert [slot for slot in slots if slot[1] is None or not slot[2]] == []  # all are taken, and handed in
    assert sorted(kept) == sorted(slots)  # and nobody has work that is no slot's
    assert (back, back >= (KILLED + 1) // 2) == (len(left), True)
    assert len(pulled(logs)) >= len(slots)
    verified = manage(around, "verify_events")
    assert (verified.returncode, verified.stderr) == (0, "")
