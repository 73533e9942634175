"""What a coder can ask to change in one document: plain values, as forms and the API send them."""

import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tag:
    """Select [start, end) of a paragraph (code points) and give it themes (slugs); `accepts` are those suggested."""

    paragraph: int
    start: int
    end: int
    quote: str
    themes: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    note: str = ""
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    group: uuid.UUID | None = None
    codebook_version: int | None = None
    accepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edit:
    """Change what is not None of a passage; `keep_note` lets a passage without themes stay for its note's sake.

    `accepts` are those of its themes that were suggested.
    """

    id: uuid.UUID
    version: int | None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    themes: tuple[str, ...] | None = None
    unsure: tuple[str, ...] | None = None
    note: str | None = None
    keep_note: bool = False
    codebook_version: int | None = None
    accepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Withdraw:
    """Take a passage back; its history stays."""

    id: uuid.UUID
    version: int | None


@dataclass(frozen=True)
class Read:
    """Mark paragraphs as read; None marks every codable one that is not marked yet (the rest of the document)."""

    paragraphs: tuple[int, ...] | None
    codebook_version: int | None = None


@dataclass(frozen=True)
class Unread:
    """Take the read marks of these paragraphs back."""

    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class Ask:
    """Ask the supervisor about a paragraph, or about one's own passage in it."""

    paragraph: int
    text: str
    passage: uuid.UUID | None = None
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class Reword:
    """Ask in other words, while nobody has answered."""

    id: uuid.UUID
    version: int | None
    text: str


@dataclass(frozen=True)
class Retract:
    """Take a question back, while nobody has answered; its history stays."""

    id: uuid.UUID
    version: int | None


@dataclass(frozen=True)
class Dismiss:
    """Turn a suggestion down: this theme (slug) for [start, end) of a paragraph."""

    paragraph: int
    start: int
    end: int
    theme: str


Change = Tag | Edit | Withdraw | Read | Unread | Ask | Reword | Retract | Dismiss
