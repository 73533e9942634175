"""What a client sends: each `do` is one class here and one of annotations/actions/changes.py, with the same names.

The short forms are the same fields with the operation's own around them; what the address says is not said again.
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from annotations.actions import changes
from annotations.actions.verdicts import Verdict
from projects.wire import Id, Name, Number, Sent, Text, Uuid

MOST_CHANGES = 1000
LONGEST_NOTE = 10_000
LONGEST_REASON = 4_000

Themes = Annotated[list[Name], Field(max_length=1000)]
Paragraphs = Annotated[list[Id], Field(max_length=100_000)]
Note = Annotated[Text, Field(max_length=LONGEST_NOTE)]


class ChangeSent(Sent):
    """One change; `makes` is what the actions take."""

    makes: ClassVar[Callable[..., changes.Change]]

    def change(self, **named: Any) -> changes.Change:
        """Made of what was sent, and of what the address names."""
        names = {field.name for field in fields(self.makes)} & {*type(self).model_fields}  # type: ignore[arg-type]
        return self.makes(**{name: _plain(getattr(self, name)) for name in names}, **named)


class OperationOf(Sent):
    """`op` is new for each operation, and the same when it is sent again."""

    op: Uuid
    round: Id | None = None


class Versioned(ChangeSent):
    """A change of what was there, from the version that was seen."""

    version: Number | None = None


class Tagged(ChangeSent):
    """A stretch of a paragraph and its themes; `accepts` are those that a machine suggested for these words."""

    id: Uuid
    start: Number
    end: Number
    quote: Text
    themes: Themes
    unsure: Themes = []
    note: Note = ""
    group: Uuid | None = None
    codebook_version: Number | None = None
    accepts: Themes = []
    makes = changes.Tag


class Edited(Versioned):
    """Only what is sent changes."""

    start: Number | None = None
    end: Number | None = None
    quote: Text | None = None
    themes: Themes | None = None
    unsure: Themes | None = None
    note: Note | None = None
    keep_note: bool = False
    codebook_version: Number | None = None
    accepts: Themes = []
    makes = changes.Edit


class TagSent(Tagged):
    do: Literal["tag"]
    paragraph: Id


class EditSent(Edited):
    """Only what is sent changes."""

    do: Literal["edit"]
    id: Uuid


class WithdrawSent(Versioned):
    do: Literal["withdraw"]
    id: Uuid
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


class RewordSent(Versioned):
    do: Literal["reword"]
    id: Uuid
    text: Text
    makes = changes.Reword


class RetractSent(Versioned):
    do: Literal["retract"]
    id: Uuid
    makes = changes.Retract


class DismissSent(ChangeSent):
    do: Literal["dismiss"]
    paragraph: Id
    start: Number
    end: Number
    theme: Name
    makes = changes.Dismiss


AnyChange = Annotated[
    TagSent | EditSent | WithdrawSent | ReadSent | UnreadSent | AskSent | RewordSent | RetractSent | DismissSent,
    Field(discriminator="do"),
]


class OperationSent(OperationOf):
    """All changes happen together, as one step of undo; `op` is new for each, and the same when it is sent again."""

    changes: Annotated[list[AnyChange], Field(min_length=1, max_length=MOST_CHANGES)]


class PassageSent(OperationOf, Tagged):
    """A new passage of the paragraph in the address."""


class PassageChangeSent(Edited):
    """Only what is sent changes."""

    op: Uuid


class PassageWithdrawalSent(Versioned):
    """`op` and `version` may stand in the query instead."""

    op: Uuid | None = None
    makes = changes.Withdraw


class ReadingSent(OperationOf):
    """Whether the paragraph in the address was read."""

    read: bool
    codebook_version: Number | None = None

    def change(self, paragraph: int) -> changes.Change:
        if self.read:
            return changes.Read((paragraph,), self.codebook_version)
        return changes.Unread((paragraph,))


class DecisionSent(Sent):
    """About one cell; `version` of its decision as it was seen, 0 where there was none. Without theme: nothing here."""

    paragraph: Id
    unit: Annotated[Number, Field(ge=0)]
    theme: Name | None
    outcome: Literal["yes", "no"]
    reason: Annotated[Text, Field(max_length=LONGEST_REASON)] = ""
    version: Number | None = None

    def verdict(self) -> Verdict:
        return Verdict(**self.model_dump())


class DecisionsSent(OperationOf):
    """Either decisions, or a rule that decides what is open."""

    decisions: Annotated[list[DecisionSent], Field(min_length=1, max_length=MOST_CHANGES)] | None = None
    rule: Literal["agreement", "majority"] | None = None


class UndoSent(Sent):
    op: Uuid


class HandInSent(OperationOf):
    """Which work to hand in."""


class TakeSent(OperationOf):
    """From which round's pool; it may be left out while one round has a pool."""


class SkipSent(OperationOf):
    """Why the document is given back: at most 4,000 characters, which supervisors read."""

    reason: Text


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
