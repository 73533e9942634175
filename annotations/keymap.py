"""The commands of the annotate screen and their keys: which stay, which a person may change, which are left for themes.

Keys are named as `KeyboardEvent.key` names them, with Ctrl (⌘ on a Mac), Shift and Alt before a "+"; the space bar is
"Space". A key of one visible character can be changed or switched off (WCAG 2.2, 2.1.4); arrows, Tab, Escape, Enter,
the space bar and keys with Ctrl always stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from projects.preferences import Preferences

FOR_THEMES = "123456789qwertyiopsfhlzxcvbm"  # as far as no command has them
SYMBOLS = {
    "ArrowDown": "↓", "ArrowUp": "↑", "ArrowRight": "→", "ArrowLeft": "←", "Shift": "⇧", "Backspace": "⌫"
}  # fmt: skip
NAMES = {
    "Space": _("Space"), "Enter": _("Enter"), "Escape": _("Esc"), "Delete": _("Del"), "Ctrl": _("Ctrl"), "Alt": _("Alt")
}  # fmt: skip


@dataclass(frozen=True)
class Command:
    """What a key does. `fixed` keys always stay; `key` is one visible character, "" for none, that can be changed."""

    name: str
    group: Any
    words: Any
    key: str = ""
    fixed: tuple[str, ...] = ()

    @property
    def is_letter(self) -> bool:
        """Whether it has a single-character key, so that its key can be changed."""
        return self.key != ""


class HasKey(Protocol):
    """A theme as far as its key is concerned; `key` is what the codebook wishes, "" for nothing."""

    @property
    def slug(self) -> str: ...
    @property
    def key(self) -> str: ...


_GO, _SELECT, _TAG = _("Go"), _("Select"), _("Tag and read")
_PASSAGE, _PAGE = _("The passage"), _("The page")

# In the order of the key help.
COMMANDS = (
    Command("paragraph_next", _GO, _("Next paragraph"), "j", ("ArrowDown",)),
    Command("paragraph_previous", _GO, _("Previous paragraph"), "k", ("ArrowUp",)),
    Command("sentence_next", _GO, _("Next sentence"), fixed=("ArrowRight",)),
    Command("sentence_previous", _GO, _("Previous sentence"), fixed=("ArrowLeft",)),
    Command("go_to", _GO, _("Go to a paragraph by its number"), "g"),
    Command("word_extend", _SELECT, _("Extend the selection by a word"), fixed=("Shift+ArrowRight",)),
    Command("word_shrink", _SELECT, _("Shorten it by a word"), fixed=("Shift+ArrowLeft",)),
    Command("character_extend", _SELECT, _("Extend it by a character"), fixed=("Shift+Alt+ArrowRight",)),
    Command("character_shrink", _SELECT, _("Shorten it by a character"), fixed=("Shift+Alt+ArrowLeft",)),
    Command("sentence_extend", _SELECT, _("Extend it by a sentence"), fixed=("Shift+ArrowDown",)),
    Command("sentence_shrink", _SELECT, _("Shorten it by a sentence"), fixed=("Shift+ArrowUp",)),
    Command("other_end", _SELECT, _("From now on move the other end"), "x"),
    Command("read", _TAG, _("Read, on to the next paragraph not yet read"), fixed=("Space",)),
    Command("none", _TAG, _("Read, no theme here"), "0"),
    Command("unread", _TAG, _("Not read after all"), fixed=("Shift+Space",)),
    Command("palette", _TAG, _("Find a theme"), "/"),
    Command("repeat", _TAG, _("Repeat the last theme"), "."),
    Command("note", _PASSAGE, _("Note"), "n"),
    Command("unsure", _PASSAGE, _("Unsure"), "u"),
    Command("ask", _PASSAGE, _("Ask the supervisor"), "a"),
    Command("definition", _PASSAGE, _("Definition of the theme"), "d"),
    Command("ends", _PASSAGE, _("On a chip: move the ends of the passage, or accept the suggestion"), fixed=("Enter",)),
    Command(
        "remove", _PASSAGE, _("On a chip: remove the tag, or dismiss the suggestion"), fixed=("Delete", "Backspace")
    ),
    Command("undo", _PAGE, _("Undo"), fixed=("Ctrl+z",)),
    Command("redo", _PAGE, _("Redo"), fixed=("Ctrl+Shift+z", "Ctrl+y")),
    Command("hand_in", _PAGE, _("Hand in, with its button")),
    Command("help", _PAGE, _("All keys"), "?"),
    Command("leave", _PAGE, _("Close what is open; leave the text"), fixed=("Escape",)),
)
CHANGEABLE = tuple(command for command in COMMANDS if command.is_letter)


def keys_for(preferences: Preferences) -> dict[str, str]:
    """The single-character key of each command that can have one, by the command's name; "" where it has none.

    A key that was given away leaves the command whose default it is without one.
    """
    given = {command.name: preferences.keys[command.name] for command in CHANGEABLE if command.name in preferences.keys}
    away = set(given.values())
    return {command.name: given.get(command.name, "" if command.key in away else command.key) for command in CHANGEABLE}


def theme_keys(themes: Iterable[HasKey], taken: Iterable[str]) -> dict[str, str]:
    """A key for each theme, by slug, as long as there are keys; `taken` are those of the commands.

    The codebook's wish comes first, then 1–9, then letters. Lower case: Shift and the key tag the whole paragraph.
    """
    themes, used = list(themes), {key.lower() for key in taken}
    found: dict[str, str] = {}
    for theme in themes:
        wish = theme.key.lower()
        if wish and wish not in used:
            found[theme.slug] = wish
            used.add(wish)
    free = iter([key for key in FOR_THEMES if key not in used])
    for theme in themes:
        if theme.slug not in found and (key := next(free, "")):
            found[theme.slug] = key
    return found


def clashes(keys: Mapping[str, str]) -> list[tuple[str, Command, Command]]:
    """Each key that two commands would have, with the two, in the order of COMMANDS."""
    first: dict[str, Command] = {}
    found = []
    for command in CHANGEABLE:
        key = keys.get(command.name, "")
        if key and key in first:
            found.append((key, first[key], command))
        elif key:
            first[key] = command
    return found


def spoken(key: str) -> str:
    """A key as people know it: "Shift+ArrowRight" is "⇧ →", "Ctrl+z" is "Ctrl Z"."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    last = last.upper() if held and len(last) == 1 else last
    return " ".join(str(SYMBOLS.get(part) or NAMES.get(part) or part) for part in (*held, last))
