"""A coder who works until told to stop: tags, edits, withdraws, and writes down what was acknowledged.

`python -m tests.durability.coder ASSIGNMENT LOG`: says "ready", waits for a line, works until standard input ends. A
line of the log is [operation number, {passage id: [start, end, note, {theme: is unsure}] or null, …}].
"""

import json
import os
import select
import sys
from itertools import combinations
from random import Random
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from annotations.actions import coding  # noqa: E402 (Django is set up first)
from annotations.actions.changes import Change, Edit, Tag, Withdraw  # noqa: E402
from annotations.models import Assignment  # noqa: E402
from ledger.problems import Busy  # noqa: E402
from tests.annotations.people import paragraphs  # noqa: E402

THEMES = ("trade", "bri", "security", "self-reliance")


class Coder:
    """What one coder has, as the coder knows it."""

    def __init__(self, assignment: int) -> None:
        self.assignment = Assignment.objects.with_all().get(pk=assignment)
        self.random = Random(assignment)
        spans = [(each, a, b) for each in paragraphs(self.assignment) for a, b in combinations(range(each.n_chars), 2)]
        self.spans = iter(self.random.sample(spans, len(spans)))
        self.have: dict[Any, list[Any]] = {}  # id → version, state

    def step(self) -> list[Any]:
        """One operation of one or two changes; its line of the log."""
        chosen = dict(self.change() for _ in range(self.random.choice((1, 1, 1, 2))))
        while True:
            try:
                done = [change for change, _state in chosen.values()]
                work = coding.change_document(
                    assignment=self.assignment, changes=done, actor=self.assignment.coder.user
                )
                break
            except Busy:  # nothing was stored
                continue
        for pk, (_change, state) in chosen.items():
            self.keep(pk, state)
        return [work.operation.number, {pk.hex: state for pk, (_change, state) in chosen.items()}]

    def change(self) -> tuple[Any, tuple[Change, Any]]:
        """A passage, what to do to it, and its state then."""
        themes = tuple(sorted(self.random.sample(THEMES, self.random.choice((1, 2)))))
        unsure = themes[: self.random.choice((0, 0, 1))]
        note, state = f"n{self.random.random()}", {slug: slug in unsure for slug in themes}
        what = self.random.choice("tttew") if self.have else "t"
        if what == "t":
            paragraph, start, end = next(self.spans)
            quote = paragraph.text[start:end]
            tag = Tag(paragraph.pk, start, end, quote, themes, unsure, note)
            return tag.id, (tag, [start, end, note, state])
        pk = self.random.choice(list(self.have))
        version, before = self.have[pk]
        if what == "w":
            return pk, (Withdraw(pk, version), None)
        return pk, (Edit(pk, version, themes=themes, unsure=unsure, note=note), [*before[:2], note, state])

    def keep(self, pk: Any, state: Any) -> None:
        if state is None:
            del self.have[pk]
        else:
            self.have[pk] = [self.have[pk][0] + 1 if pk in self.have else 1, state]


if __name__ == "__main__":
    coder = Coder(int(sys.argv[1]))
    print("ready", flush=True)
    sys.stdin.readline()
    with open(sys.argv[2], "w") as log:
        while not select.select([sys.stdin], [], [], 0)[0]:
            print(json.dumps(coder.step()), file=log, flush=True)
