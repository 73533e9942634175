"""Somebody who changes things from the version that all others saw too: `python -m tests.durability.rival THINGS`.

THINGS is the JSON of {thing: id}. Says "ready", then answers each line [thing, version, value] with what became of it:
null when it was changed, else [rule, the state that is there now].
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from annotations.actions import answering, assigning, coding, deciding  # noqa: E402 (Django is set up first)
from annotations.actions.changes import Change, Edit, Read, Reword, Unread  # noqa: E402
from annotations.models import Assignment, Passage, Question, Round  # noqa: E402
from corpus.actions import describing, kinds, sourcing  # noqa: E402
from corpus.models import Document, Paragraph, Source  # noqa: E402
from ledger.problems import Busy, Problem  # noqa: E402
from projects.actions import founding, people, preferring  # noqa: E402
from projects.models import Membership, Project, User  # noqa: E402
from tests.annotations.people import paragraphs  # noqa: E402
from vocabulary.actions import editing  # noqa: E402
from vocabulary.models import Theme  # noqa: E402

Do = Callable[[Any, int, Any], object]


def code(thing: Passage | Question, change: Change) -> None:
    assignment = Assignment.objects.with_all().get(coder=thing.coder, document=thing.document)
    coding.change_document(assignment=assignment, changes=[change], actor=thing.coder.user)


def rekind(paragraph: Paragraph, version: int, value: Any) -> None:
    change = kinds.Change(paragraph.pk, version, value)
    kinds.change_kinds(document=paragraph.revision.document, changes=[change], actor=None)


def mark(assignment: Assignment, value: bool) -> None:
    """Read marks have no version: who comes second changes nothing."""
    change = Read(None) if value else Unread(tuple(each.pk for each in paragraphs(assignment)))
    coding.change_document(assignment=assignment, changes=[change], actor=assignment.coder.user)


def decide(work: Assignment, version: int, value: str) -> None:
    """About trade in the first unit of the document of this work."""
    verdict = deciding.Verdict(paragraphs(work)[0].pk, 0, "trade", "yes", value, version)
    deciding.decide(round=work.round, document=work.document, decisions=[verdict], actor=None)


# How each thing is changed, from a version to a value; the system itself changes what is nobody's own.
DO: dict[str, tuple[Any, Do]] = {
    "passage": (Passage, lambda it, seen, value: code(it, Edit(it.pk, seen, note=value))),
    "question": (Question, lambda it, seen, value: code(it, Reword(it.pk, seen, value))),
    "answer": (Question, lambda it, seen, value: answering.answer(question=it, answer=value, version=seen, actor=None)),
    "decision": (Assignment, decide),
    "reading": (Assignment, lambda it, _seen, value: mark(it, value)),
    "round": (Round, lambda it, seen, value: assigning.change_round(round=it, version=seen, actor=None, name=value)),
    "theme": (
        Theme,
        lambda it, seen, value: editing.change_theme(theme=it, version=seen, actor=None, brief_definition=value),
    ),
    "project": (
        Project,
        lambda it, seen, value: founding.change_project(project=it, version=seen, actor=None, name=value),
    ),
    "membership": (
        Membership,
        lambda it, seen, value: people.change_role(membership=it, role=value, version=seen, actor=None),
    ),
    "preferences": (
        User,
        lambda it, seen, value: preferring.change_preferences(user=it, version=seen, actor=it, keys={value: "x"}),
    ),
    "document": (
        Document,
        lambda it, seen, value: describing.change_document(
            document=it, fields={"title": value}, version=seen, actor=None
        ),
    ),
    "source": (
        Source,
        lambda it, seen, value: sourcing.change_source(source=it, name=value, authority="", version=seen, actor=None),
    ),
    "paragraph": (Paragraph, rekind),
}


def tried(thing: str, pk: Any, version: int, value: Any) -> list[Any] | None:
    model, do = DO[thing]
    while True:
        try:
            do(model.objects.get(pk=pk), version, value)
        except Busy:  # nothing was stored
            continue
        except Problem as problem:
            return [problem.rule, problem.current]
        return None


if __name__ == "__main__":
    things = json.loads(sys.argv[1])
    print("ready", flush=True)
    sys.stdin.readline()
    for line in sys.stdin:
        thing, version, value = json.loads(line)
        print(json.dumps(tried(thing, things[thing], version, value), default=str), flush=True)
