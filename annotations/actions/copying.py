"""Copies of invented documents with all that was done in them, so that a corpus of any size is made in minutes.

A copy has the same text under another title, and the same passages, codes and read marks of the same coders; its
history is as if each coder had done all of it in one operation.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import models, transaction

from annotations.models import Assignment, Passage, Reading, Round, Tagging, UnitTheme
from annotations.states import about, assignment_state, passage_state, reading_id, reading_state
from corpus.actions.copying import Map, copy_texts, texts
from ledger import bulk
from ledger.turnstile import turnstile
from ledger.write import Work, write

Whose = tuple[int, int]  # document, coder


class Originals:
    """Documents to copy with what was done in one round, read once."""

    def __init__(self, round: Round, documents: Collection[int]) -> None:
        self.round, self.texts = round, texts(documents)
        self.assignments = list(Assignment.objects.in_round(round).filter(document__in=documents).order_by("pk"))
        tables: tuple[type[models.Model], ...] = (Passage, Tagging, UnitTheme, Reading)
        self.rows = {model: self._rows(model, documents) for model in tables}
        self.passages: dict[Whose, list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
        self.readings: dict[Whose, list[dict[str, Any]]] = defaultdict(list)
        mine = Passage.objects.in_round(round).filter(document__in=documents).with_themes()
        stored = bulk.columns(Passage).index("id")
        for row, passage in zip(self.rows[Passage], mine.order_by("pk"), strict=True):
            state = passage_state(passage, passage.taggings.all())
            self.passages[passage.document_id, passage.coder_id].append((row[stored], state))
        for mark in Reading.objects.in_round(round).filter(document__in=documents):
            self.readings[mark.document_id, mark.coder_id].append(reading_state(mark))

    def _rows(self, model: type[models.Model], documents: Collection[int]) -> list[bulk.Row]:
        place = bulk.columns(model).index("round_id")
        return [row for row in bulk.select(model, "document_id", documents) if row[place] == self.round.pk]


def copy_documents(*, originals: Originals, number: int, actor: Any = None) -> int:
    """One copy of each of the originals in one transaction; how many passages came with them.

    `number` tells the titles of several copies apart. Nothing is checked but by the database: the originals were.
    """
    with turnstile(), transaction.atomic():
        _Copy(originals, number, actor).make()
    return len(originals.rows[Passage])


class _Copy:
    """`new` says which row each original became, by the name of the column that refers to it."""

    def __init__(self, originals: Originals, number: int, actor: Any) -> None:
        self.originals, self.number, self.actor = originals, number, actor
        self.round, self.project = originals.round, originals.round.project
        self.new: dict[str, dict[Any, Any]] = {}

    def make(self) -> None:
        with write(project=self.project, actor=self.actor, verb="import documents") as work:
            documents, paragraphs = copy_texts(self.project, self.originals.texts, self.number, work)
        self.new = {"document_id": documents, "paragraph_id": paragraphs}
        with write(project=self.project, actor=self.actor, verb="assign", about=f"round/{self.round.pk}") as work:
            assignments = self._assign(work)
        self._insert(Passage, [bulk.new_uuid() for _row in self.originals.rows[Passage]])
        others: tuple[type[models.Model], ...] = (Tagging, UnitTheme, Reading)
        for model in others:
            self._insert(model, bulk.new_ids(model, len(self.originals.rows[model])))
        for before, after in zip(self.originals.assignments, assignments, strict=True):
            with write(project=self.project, actor=self.actor, verb="tag", about=about(after)) as work:
                self._record((before.document_id, before.coder_id), documents, paragraphs, work)

    def _assign(self, work: Work) -> list[Assignment]:
        documents = self.new["document_id"]
        made = [
            Assignment(
                round=self.round,
                document_id=documents[each.document_id],
                coder_id=each.coder_id,
                assigned_at=work.operation.at,
            )
            for each in self.originals.assignments
        ]
        Assignment.objects.bulk_create(made)
        for each in made:
            work.record("assignment", each.pk, None, assignment_state(each))
        return made

    def _insert(self, model: type[models.Model], ids: list[Any]) -> None:
        """The rows with new ids, and with the new ids of what they refer to."""
        names, rows = bulk.columns(model), []
        own = names.index("id")
        places = [(names.index(name), new) for name, new in self.new.items() if name in names]
        for pk, row in zip(ids, self.originals.rows[model], strict=True):
            copy = list(row)
            copy[own] = pk
            for place, new in places:
                copy[place] = new[row[place]]
            rows.append(tuple(copy))
        bulk.insert(model, rows)
        if model is Passage:
            self.new["passage_id"] = dict(zip((row[own] for row in self.originals.rows[model]), ids, strict=True))

    def _record(self, whose: Whose, documents: Map, paragraphs: Map, work: Work) -> None:
        document, passages = documents[whose[0]], self.new["passage_id"]
        for pk, state in self.originals.passages[whose]:
            moved = {"document": document, "paragraph": paragraphs[state["paragraph"]]}
            work.record("passage", bulk.as_uuid(passages[pk]), None, {**state, **moved})
        for state in self.originals.readings[whose]:
            now = {**state, "document": document, "paragraph": paragraphs[state["paragraph"]]}
            mark = Reading(round_id=now["round"], coder_id=now["coder"], paragraph_id=now["paragraph"])
            work.record("reading", reading_id(mark), None, now)
