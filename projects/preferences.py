"""How one person likes to read and work: pure values, kept as JSON on the account with a version of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

APPEARANCES = ("auto", "light", "dark")
READING_SIZES = (16, 17, 18, 19, 20, 22)  # pixels where the browser's own size is 16
MEASURES = (52, 60, 68, 76)  # widths of a 0
LONGEST_NAME = 40  # characters of a command's name


@dataclass(frozen=True)
class Preferences:
    """`keys` holds, by the name of the command, only the keys that are not the defaults ("": no key)."""

    version: int = 1
    appearance: str = "auto"
    reading_size: int = 18
    measure: int = 68
    keys_on: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    word_snap: bool = True
    show_hints: bool = True

    @classmethod
    def kept_as(cls, stored: Mapping[str, Any]) -> Preferences:
        """What was stored; what is missing, or no longer a value that can be chosen, is the default."""
        known = {each.name for each in fields(cls)}
        fitting = {name: value for name, value in stored.items() if name in known and is_possible(name, value)}
        return cls(**fitting)

    @property
    def color_scheme(self) -> str:
        """The appearance in the words of CSS."""
        return "light dark" if self.appearance == "auto" else self.appearance

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "keys": dict(self.keys)}

    def told(self) -> dict[str, Any]:
        """The same in one level, for a page that says what is there now: each key under its form field's name."""
        return {**self.as_json(), **{f"key_{command}": key for command, key in self.keys.items()}}

    def with_changes(self, changes: Mapping[str, Any]) -> Preferences:
        """The preferences with some of them changed; raises TypeError for a name that is none."""
        return replace(self, **changes)


DEFAULTS = Preferences()
CHOSEN = tuple(each.name for each in fields(Preferences) if each.name != "version")


def is_possible(name: str, value: Any) -> bool:
    """Whether a preference can have this value."""
    if name == "version":
        return type(value) is int and value > 0
    if name == "keys":
        return isinstance(value, Mapping) and all(_is_name(each) and is_key(key) for each, key in value.items())
    chosen_from: tuple[Any, ...] = {
        "appearance": APPEARANCES,
        "reading_size": READING_SIZES,
        "measure": MEASURES,
    }.get(name, (True, False))
    return any(value == choice and type(value) is type(choice) for choice in chosen_from)


def is_key(key: Any) -> bool:
    """Whether a key is one visible character in lower case (a letter, number, punctuation mark or symbol), or ""."""
    if not isinstance(key, str) or len(key) > 1:
        return False
    return key == "" or (unicodedata.category(key)[0] in "LNPS" and key == key.lower())


def _is_name(command: Any) -> bool:
    return isinstance(command, str) and len(command) <= LONGEST_NAME
