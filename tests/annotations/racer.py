"""One process of a race: `python -m tests.annotations.racer ACT PK OP`, an act of ACTS; see test_races.py."""

import logging
import os
import sys
import time
import uuid
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
logging.disable(logging.INFO)  # what stands on stderr is a failure

from django.conf import settings  # noqa: E402 (Django is set up first)
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from annotations.actions import answering, assigning, undoing  # noqa: E402
from annotations.actions.changes import Tag  # noqa: E402
from annotations.models import Assignment, Question, Round  # noqa: E402
from corpus.models import Paragraph  # noqa: E402
from ledger.problems import Problem  # noqa: E402
from projects.actions import people  # noqa: E402
from projects.models import Membership  # noqa: E402
from tests.annotations.api_calls import send, tagging  # noqa: E402
from tests.annotations.people import do  # noqa: E402


def tag_once(assignment: int, op: str) -> None:
    """Tag one word with an operation that others send too."""
    where = Assignment.objects.with_all().get(pk=assignment)
    paragraph = Paragraph.objects.of(where.document).codable()[0]
    change = Tag(paragraph.pk, 0, 5, paragraph.text[:5], ("trade",), id=uuid.UUID(op))
    do(where, change, op=uuid.UUID(op))


def post_once(assignment: int, op: str) -> str:
    """Send one operation through the API that others send too."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # else the site warns that there is nothing to serve
    where = Assignment.objects.with_all().get(pk=assignment)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(where.coder.user)
    change = tagging(where, "China", "trade", id=op)
    answer = send(client, where, change, op=op)
    return f"{answer.status_code} {answer.json().get('replayed', 'done')}"


def tag_many(assignment: int, _op: str) -> None:
    """Tag thirty stretches, one operation each."""
    where = Assignment.objects.with_all().get(pk=assignment)
    paragraph = Paragraph.objects.of(where.document).codable()[0]
    for end in range(1, 31):
        do(where, Tag(paragraph.pk, 0, end, paragraph.text[:end], ("trade",)))


def change_roles(membership: int, _op: str) -> None:
    """Give a member another role, and back, thirty times."""
    for turn in range(30):
        now = Membership.objects.get(pk=membership)
        people.change_role(membership=now, role=("reader", "annotator")[turn % 2], version=now.version, actor=None)


def rename_round(round: int, _op: str) -> None:
    """Rename a round thirty times."""
    for turn in range(30):
        now = Round.objects.get(pk=round)
        assigning.change_round(round=now, version=now.version, actor=None, name=f"Main {turn}")


def answer_slowly(_pk: int, question: str) -> None:
    """Answer a question, say so, and commit a second later."""
    with transaction.atomic():
        answering.answer(question=Question.objects.get(pk=question), answer="Yes.", version=1, actor=None)
        (settings.TIFA_DATA / "answered").touch()
        time.sleep(1)


def undo_meanwhile(assignment: int, _op: str) -> None:
    """Take the last step back as soon as somebody is answering."""
    while not (settings.TIFA_DATA / "answered").exists():
        time.sleep(0.01)
    where = Assignment.objects.with_all().get(pk=assignment)
    undoing.undo(assignment=where, actor=where.coder.user)


def hand_in_slowly(assignment: int, _op: str) -> None:
    """Hand in, say so, and commit a second later."""
    where = Assignment.objects.with_all().get(pk=assignment)
    with transaction.atomic():
        assigning.hand_in(assignment=where, actor=where.coder.user)
        (settings.TIFA_DATA / "handed-in").touch()
        time.sleep(1)


def hand_in_meanwhile(assignment: int, _op: str) -> None:
    """Hand in as soon as somebody else is handing in."""
    while not (settings.TIFA_DATA / "handed-in").exists():
        time.sleep(0.01)
    where = Assignment.objects.with_all().get(pk=assignment)
    assigning.hand_in(assignment=where, actor=where.coder.user)


ACTS: dict[str, Callable[[int, str], str | None]] = {
    "tag_once": tag_once,
    "post_once": post_once,
    "tag_many": tag_many,
    "change_roles": change_roles,
    "rename_round": rename_round,
    "answer_slowly": answer_slowly,
    "undo_meanwhile": undo_meanwhile,
    "hand_in_slowly": hand_in_slowly,
    "hand_in_meanwhile": hand_in_meanwhile,
}

if __name__ == "__main__":
    act, pk, op = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print(ACTS[act](pk, op) or "done")
    except Problem as problem:
        print(problem.rule)
