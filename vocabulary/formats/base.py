"""What a codebook format is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vocabulary.content import CodebookContent


@dataclass(frozen=True)
class Format:
    """One file format. `read(bytes, file name)` gives the data that `vocabulary.checking.check` takes, and raises
    UnreadableFile; `write(content)` gives the same bytes for the same content."""

    name: str
    suffix: str
    media_type: str
    read: Callable[[bytes, str], Any]
    write: Callable[[CodebookContent], bytes]
