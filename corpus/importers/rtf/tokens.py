"""RTF cut into its tokens: groups, control words with their numbers, bytes of text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)


class Token(NamedTuple):
    """`kind` is "word" (with its number, if it has one), "sign" (\\~ …), "group" ({ or }) or "text" (bytes)."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """In their order; binary data are passed over."""
    place = 0
    while match := _TOKEN.match(data, place):
        place = match.end()
        word, number, code, sign, group, text = match.groups()
        if word == b"bin":
            place += max(int(number or 0), 0)
        elif word:
            yield Token("word", word.decode(), int(number) if number else None)
        elif code:
            yield Token("text", data=bytes([int(code, 16)]))
        elif sign:
            yield Token("sign", sign.decode("latin-1"))
        elif group:
            yield Token("group", group.decode())
        elif text:
            yield Token("text", data=text)
