"""What a client sends: each `do` is one class here and one of annotations/actions/changes.py, with the same names."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from annotations.actions import changes
from projects.wire import Id, Name, Number, Sent, Text, Uuid

MOST_CHANGES = 1000
LONGEST_NOTE = 10_000

Themes = Annotated[list[Name], Field(max_length=1000)]
Paragraphs = Annotated[list[Id], Field(max_length=100_000)]
Note = Annotated[Text, Field(max_length=LONGEST_NOTE)]


class ChangeSent(Sent):
    """One change; `makes` is what the actions take."""

    makes: ClassVar[Callable[..., changes.Change]]

    def change(self) -> changes.Change:
        names = [name for name in type(self).model_fields if name != "do"]
        return self.makes(**{name: _plain(getattr(self, name)) for name in names})


class TagSent(ChangeSent):
    do: Literal["tag"]
    id: Uuid
    paragraph: Id
    start: Number
    end: Number
    quote: Text
    themes: Themes
    unsure: Themes = []
    note: Note = ""
    group: Uuid | None = None
    codebook_version: Number | None = None
    makes = changes.Tag


class EditSent(ChangeSent):
    """Only what is sent changes."""

    do: Literal["edit"]
    id: Uuid
    version: Number | None = None
    start: Number | None = None
    end: Number | None = None
    quote: Text | None = None
    themes: Themes | None = None
    unsure: Themes | None = None
    note: Note | None = None
    keep_note: bool = False
    codebook_version: Number | None = None
    makes = changes.Edit


class WithdrawSent(ChangeSent):
    do: Literal["withdraw"]
    id: Uuid
    version: Number | None = None
    makes = changes.Withdraw


class ReadSent(ChangeSent):
    """`paragraphs` null: all that are not marked yet."""

    do: Literal["read"]
    paragraphs: Paragraphs | None
    codebook_version: Number | None = None
    makes = changes.Read


class UnreadSent(ChangeSent):
    do: Literal["unread"]
    paragraphs: Paragraphs
    makes = changes.Unread


class AskSent(ChangeSent):
    do: Literal["ask"]
    id: Uuid
    paragraph: Id
    passage: Uuid | None = None
    text: Text
    makes = changes.Ask


class RewordSent(ChangeSent):
    do: Literal["reword"]
    id: Uuid
    version: Number | None = None
    text: Text
    makes = changes.Reword


class RetractSent(ChangeSent):
    do: Literal["retract"]
    id: Uuid
    version: Number | None = None
    makes = changes.Retract


AnyChange = Annotated[
    TagSent | EditSent | WithdrawSent | ReadSent | UnreadSent | AskSent | RewordSent | RetractSent,
    Field(discriminator="do"),
]


class OperationSent(Sent):
    """All changes happen together, as one step of undo; `op` is new for each, and the same when it is sent again."""

    op: Uuid
    round: Id | None = None
    changes: Annotated[list[AnyChange], Field(min_length=1, max_length=MOST_CHANGES)]


class UndoSent(Sent):
    op: Uuid


class HandInSent(Sent):
    op: Uuid
    round: Id | None = None


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
