"""What an importer is: it turns the bytes of one file into a text, its paragraphs and proposals about it."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.proposing import Proposals


class Unreadable(ValueError):
    """A file that cannot be read; the message says where it fails and what to do about it."""


@dataclass(frozen=True)
class Piece:
    """One paragraph: text[start:end] of the whole text, in code points; sentences are intervals inside it."""

    start: int
    end: int
    kind: str
    reason: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Parsed:
    """One file, read. `text` has LF line ends; `encoding` names how the bytes were decoded."""

    text: str
    encoding: str
    pieces: tuple[Piece, ...]
    proposals: Proposals


@dataclass(frozen=True)
class Importer:
    """`read` raises Unreadable; `version` grows whenever the same bytes would give other paragraphs."""

    name: str
    version: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Parsed]
