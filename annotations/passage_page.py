"""The page of one passage: as it is, or as it was when it was taken back, and all that happened to it."""

import uuid
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404

from annotations.histories.lines import Entry, entry
from annotations.histories.names import Names
from annotations.models import Passage, Round, Tagging
from annotations.passage_search import Found, found
from annotations.querysets import may_see
from annotations.states import about
from corpus.models import Document, Paragraph
from ledger.models import Event, Operation
from projects.models import Coder, Membership
from vocabulary.models import Theme


def story(passage: Passage, names: Names) -> list[Entry]:
    """All that happened to a passage, newest first; whoever asks has been found to be allowed to see it."""
    events = list(Event.objects.of("passage", passage.pk).with_people())
    undone = Operation.objects.undone(names.project, [about(passage)])
    return [entry(event.operation, [event], names, undone) for event in reversed(events)]


class PassagePage:
    """One passage that a member may see; raises Http404 for any other, whether it is there or not."""

    def __init__(self, member: Membership, pk: uuid.UUID) -> None:
        self.member, self.pk = member, pk
        live = Passage.objects.visible_to(member).with_place().with_themes().named(pk)
        self.is_taken_back = live is None
        passage, taggings = (live, list(live.taggings.all())) if live else self._as_it_was()
        self.shown: Found = found(passage, taggings, member)
        self.names = Names(member.project, [passage.document_id])

    @property
    def passage(self) -> Passage:
        return self.shown.passage

    @property
    def text_before(self) -> str:
        return self.passage.paragraph.text[: self.passage.start]

    @property
    def text_after(self) -> str:
        return self.passage.paragraph.text[self.passage.end :]

    @cached_property
    def tags(self) -> list[tuple[Tagging, str]]:
        """Each theme with the number of the codebook version under which it was given."""
        return [(row, self.names.version(row.codebook_version_id)) for row in self.shown.taggings]

    @cached_property
    def entries(self) -> list[Entry]:
        """All that happened to it, newest first."""
        return story(self.passage, self.names)

    def _as_it_was(self) -> tuple[Passage, list[Tagging]]:
        """The last state of a passage that was taken back, from the events."""
        last = Event.objects.of("passage", self.pk).in_project(self.member.project_id).last()
        if last is None or last.after is not None or last.before is None:
            raise Http404("No such passage.")
        state = last.before
        round = Round.objects.in_project(self.member.project_id).get(pk=state["round"])
        coder = Coder.objects.get(pk=state["coder"])
        if not may_see(self.member, round, coder):
            raise Http404("No such passage.")
        document = Document.objects.select_related("source").get(pk=state["document"])
        paragraph = Paragraph.objects.get(pk=state["paragraph"])
        place = {"round": round, "coder": coder, "document": document, "paragraph": paragraph}
        return _passage(self.pk, state, place), _taggings(state)


def _passage(pk: uuid.UUID, state: dict[str, Any], place: dict[str, Any]) -> Passage:
    """A passage as a state describes it, not stored."""
    fields = {name: state[name] for name in ("start", "end", "quote", "note", "version")}
    return Passage(id=pk, created_at=datetime.fromisoformat(state["created_at"]), **fields, **place)


def _taggings(state: dict[str, Any]) -> list[Tagging]:
    rows = state["taggings"]
    themes = Theme.objects.in_bulk([row["theme"] for row in rows])
    return [
        Tagging(tag=themes[row["theme"]], is_unsure=row["is_unsure"], codebook_version_id=row["codebook_version"])
        for row in rows
    ]
