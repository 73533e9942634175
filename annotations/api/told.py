"""What a client is told, as the OpenAPI file describes it."""

from typing import Literal

from ninja import Schema


class PassageTold(Schema):
    """Offsets are half-open code points of the paragraph; `codebook_version` is the latest of its themes' versions."""

    id: str
    version: int
    round: int
    coder: int
    document: int
    paragraph: int
    start: int
    end: int
    quote: str
    themes: list[str]
    unsure: list[str]
    note: str
    codebook_version: int | None
    created_at: str


class ReadingTold(Schema):
    paragraph: int
    version: int


class QuestionTold(Schema):
    id: str
    version: int
    paragraph: int
    passage: str | None
    text: str
    asked_at: str
    answer: str
    answered_by: str | None
    answered_at: str | None
    resolved: bool


class OutcomeTold(Schema):
    """What an operation left behind, as it is now; `replayed` when it had been sent before.

    `step` counts one's own operations on this work in this document and round, up to this one.
    """

    op: str
    step: int
    replayed: bool = False
    passages: list[PassageTold]
    withdrawn: list[str]
    readings: list[ReadingTold]
    unread: list[int]
    questions: list[QuestionTold]
    retracted: list[str]
    dismissed: list[str]
    restored: list[str]


class PassageNow(PassageTold):
    """The passage as it is after the operation; `replayed` when that had been sent before."""

    op: str
    replayed: bool = False


class PassageGone(Schema):
    """A passage that is not there any more."""

    op: str
    id: str
    withdrawn: Literal[True]
    replayed: bool = False


class ReadingNow(Schema):
    """Whether the paragraph is marked as read, and the version of the mark (null: there is none)."""

    op: str
    paragraph: int
    read: bool
    version: int | None
    replayed: bool = False


class PassagesTold(Schema):
    """A page of passages; `next` is the cursor of the following one."""

    items: list[PassageTold]
    next: str | None
    count: int


class HandInTold(Schema):
    op: str
    document: int
    round: int
    handed_in_at: str | None
    replayed: bool = False


class TakenTold(Schema):
    """The document that is one's own to code now; `address` is that of its page."""

    op: str
    document: int
    round: int
    title: str
    address: str
    replayed: bool = False


class SkipTold(Schema):
    op: str
    document: int
    round: int
    given_back_at: str | None
    reason: str
    replayed: bool = False


class NextTold(Schema):
    """What to go on with; `address` is that of its page."""

    document: int
    round: int
    title: str
    address: str


class ProgressTold(Schema):
    read: int
    next: NextTold | None


class CoderTold(Schema):
    id: int
    name: str
    pseudonym: str


class CountsTold(Schema):
    """Cells by state; open and reopened ones are left to decide."""

    agreed: int
    open: int
    decided: int
    reopened: int


class DecisionTold(Schema):
    """`rule` is empty where a person decided."""

    outcome: Literal["yes", "no"]
    reason: str
    rule: Literal["", "agreement", "majority"]
    by: str
    at: str
    version: int


class EvidenceTold(Schema):
    """A coder's passage with the theme, in code points of its paragraph; the coder's pseudonym."""

    coder: str
    passage: str
    paragraph: int
    start: int
    end: int
    quote: str
    unsure: bool
    note: str


class CellTold(Schema):
    """One unit, [start, end), and theme; `values` by pseudonym, `version` of the decision (0: there is none)."""

    paragraph: int
    ordinal: int
    unit: int
    start: int
    end: int
    theme: str | None
    kind: Literal["agreed", "only", "overlapping", "unsure", "question", "none"]
    state: Literal["agreed", "open", "decided", "reopened"]
    version: int
    values: dict[str, Literal["yes", "unsure", "no", "missing"]]
    decision: DecisionTold | None
    evidence: list[EvidenceTold]


class CellsTold(Schema):
    """`complete`: two or more coders have it and all have handed in, so that it can be decided."""

    round: int
    document: int
    complete: bool
    coders: list[CoderTold]
    counts: CountsTold
    count: int
    items: list[CellTold]


class DifferencesTold(CellsTold):
    """A page of cells; `next` is the cursor of the following one."""

    next: str | None


class DecidedTold(CellsTold):
    """The cells that the operation decided about (`count`, at most 1,000 of them told), as they are now."""

    op: str
    replayed: bool = False
