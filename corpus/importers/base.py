"""What an importer is: it turns the bytes of one file into documents, each with a text, paragraphs and proposals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.proposing import Proposals


class Unreadable(ValueError):
    """A file that cannot be read; the message says where it fails and what to do about it.

    `rule` names the reason for programs ("encoding", "encrypted", "too-large" …); `line` and `column` count from 1 and
    are 0 where nothing in the file is to blame more than the rest.
    """

    def __init__(self, message: str, *, rule: str = "unreadable", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.rule, self.line, self.column = rule, line, column


@dataclass(frozen=True)
class Block:
    """One paragraph as a format gives it; with kind "" the rules guess what it is (`corpus.composing`)."""

    text: str
    kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph: text[start:end] of the whole text, in code points; sentences are intervals inside it."""

    start: int
    end: int
    kind: str
    reason: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Parsed:
    """One document of a file, read. `text` has LF line ends; `encoding` names how the bytes were decoded.

    `said` has what the file states about it, by the names of provenance.LENGTHS, `extra` what else it states;
    `notes` tell in words what was left out, guessed or is doubtful. `part` names the document among several of a file.
    """

    text: str
    encoding: str
    pieces: tuple[Piece, ...]
    proposals: Proposals
    said: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    part: str = ""

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Parsed":
        """Out of the JSON of another process."""
        pieces = tuple(
            Piece(each["start"], each["end"], each["kind"], each["reason"], tuple(map(tuple, each["sentences"])))
            for each in plain["pieces"]
        )
        told = {"proposals": Proposals(**plain["proposals"]), "pieces": pieces, "notes": tuple(plain["notes"])}
        return cls(**{**plain, **told})


@dataclass(frozen=True)
class Importer:
    """`read(data, encoding)` gives the documents of a file in their order, or raises Unreadable.

    `encoding` is what somebody chose, "" lets the importer find it. `version` grows whenever the same bytes would give
    other paragraphs. One that is `is_plain` reads with our own code only, and needs no process of its own.
    """

    name: str
    version: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Sequence[Parsed]]
    is_plain: bool = False
