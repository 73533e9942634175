"""The commands of the deciding page and their keys, and what the page says at its foot and in its help.

Single characters act only while the list of differences has the focus, and are off for people who switched single
keys off on their page of preferences (WCAG 2.2, 2.1.4); arrows, Escape and keys with Ctrl always stay.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from annotations.keymap import Command, spoken
from projects.preferences import Preferences

_GO, _DECIDE, _PAGE = _("Go"), _("Decide"), _("The page")

# In the order of the key help.
COMMANDS = (
    Command("next", _GO, _("Next difference"), "j", ("ArrowDown",)),
    Command("previous", _GO, _("Previous difference"), "k", ("ArrowUp",)),
    Command("paragraph_next", _GO, _("Next paragraph with differences"), "l", ("Shift+ArrowDown",)),
    Command("paragraph_previous", _GO, _("Previous paragraph with differences"), "h", ("Shift+ArrowUp",)),
    Command("yes", _DECIDE, _("Yes: the unit carries the theme"), "y"),
    Command("no", _DECIDE, _("No: it does not"), "n"),
    Command("nothing", _DECIDE, _("Nothing here: the unit carries no theme"), "0"),
    Command("other", _DECIDE, _("Another theme instead"), "/"),
    Command("reason", _DECIDE, _("Write a reason"), "r"),
    Command("definition", _DECIDE, _("Definition of the theme"), "d"),
    Command("agreement", _PAGE, _("Decide all that agree"), "a"),
    Command("undo", _PAGE, _("Undo"), "u", ("Ctrl+z",)),
    Command("redo", _PAGE, _("Redo"), fixed=("Ctrl+Shift+z", "Ctrl+y")),
    Command("help", _PAGE, _("All keys"), "?"),
    Command("leave", _PAGE, _("Close what is open; back to the difference"), fixed=("Escape",)),
)
# At the foot of the page, in a word each.
STRIP = {
    "next": _("next"),
    "previous": _("back"),
    "yes": _("yes"),
    "no": _("no"),
    "nothing": _("nothing here"),
    "other": _("other theme"),
    "reason": _("reason"),
    "undo": _("undo"),
    "help": _("all keys"),
}


@dataclass(frozen=True)
class Shown:
    """A command with its keys as people know them."""

    command: str
    words: str
    keys: list[str]


def letters() -> dict[str, str]:
    """The command behind each single character."""
    return {command.key: command.name for command in COMMANDS if command.key}


def strip(preferences: Preferences) -> list[Shown]:
    """What the keys do, in few words; letters only for those who have them switched on."""
    by_name = {command.name: command for command in COMMANDS}
    return [Shown(name, str(words), _keys(by_name[name], preferences)) for name, words in STRIP.items()]


def help_groups(preferences: Preferences) -> Iterator[tuple[str, list[Shown]]]:
    """Every command under the heading of its group."""
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        yield str(group), [Shown(each.name, str(each.words), _keys(each, preferences)) for each in commands]


def _keys(command: Command, preferences: Preferences) -> list[str]:
    letter = [command.key] if command.key and preferences.keys_on else []
    return [*letter, *map(spoken, command.fixed)]


def words() -> dict[str, str]:
    """What the script says, in the reader's language; {name} stands where it puts a value."""
    said = {
        "saved": _("✓ Saved"),
        "saving": _("{count} not yet saved"),
        "offline": _("Offline – {count} waiting, leave the page open"),
        "signed_out": _("Not saved: {count} waiting. Sign in again in another window, and leave this page open"),
        "waiting": _("What is not yet saved goes first."),
        "sending_yes": _("yes – being saved"),
        "sending_no": _("no – being saved"),
        "sending_nothing": _("nothing here – being saved"),
        "sending_other": _("another theme – being saved"),
        "reason_needed": _("This goes against everybody who read it: write why, then Enter."),
        "reason_kept": _("The reason is kept; now say yes, no or nothing here."),
        "other_needed": _("Which theme instead? Type its code or name, then Enter."),
        "refused": _("Not decided: {why}"),
        "first": _("This is the first difference."),
        "last": _("This is the last difference."),
        "done": _("Nothing is left to decide on this page."),
        "nothing_to_undo": _("There is nothing to undo."),
        "nothing_to_redo": _("There is nothing to redo."),
        "nothing_to_agreement": _("No open difference is one on which all agree."),
    }
    return {name: str(text) for name, text in said.items()}
