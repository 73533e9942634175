"""What stands around the text of the annotate screen: keys and their help, other rounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.addresses import annotate_page
from annotations.annotate_page import AnnotatePage
from annotations.keymap import COMMANDS, Command, spoken
from annotations.models import Round
from projects.models import Membership
from projects.rights import holds

# At the foot of the page, in a word each.
STRIP = {
    "help": _("all keys"),
    "read": _("read"),
    "none": _("no theme"),
    "unread": _("not read"),
    "palette": _("find"),
    "repeat": _("repeat"),
    "note": _("note"),
    "unsure": _("unsure"),
    "ask": _("ask"),
    "definition": _("definition"),
    "undo": _("undo"),
}


@dataclass(frozen=True)
class Key:
    """A command with its keys as people know them, and whether a click can stand for them."""

    command: str
    words: str
    keys: list[str]

    @property
    def shown(self) -> str:
        return self.keys[0] if self.keys else ""


@dataclass(frozen=True)
class Frame:
    page: AnnotatePage
    member: Membership

    @property
    def keys(self) -> dict[str, str]:
        """The single-character key of each command, by its name."""
        return dict(self.page.data["preferences"]["keys"])

    @property
    def strip(self) -> list[Key]:
        keys = {command.name: self._key(command).keys for command in COMMANDS}
        return [Key(name, str(words), keys[name]) for name, words in STRIP.items()]

    @property
    def help(self) -> Iterator[tuple[str, list[Key]]]:
        """Every command, under the heading of its group."""
        for group, commands in groupby(COMMANDS, key=lambda command: command.group):
            shown = [self._key(command) for command in commands]
            yield str(group), [key for key in shown if key.keys]

    @cached_property
    def keyed_themes(self) -> list[dict[str, Any]]:
        """The themes that have a key, in the order of the codebook."""
        return [theme for theme in self.page.data["themes"] if theme["key"]]

    @property
    def first_theme(self) -> dict[str, Any] | None:
        """The theme to try first."""
        return self.keyed_themes[0] if self.keyed_themes else None

    @property
    def other_rounds(self) -> list[tuple[Round, str]]:
        """One's other assignments of this document: round and address."""
        others = [each for each in self.page.assignments if each.pk != self.page.assignment.pk]
        return [(each.round, annotate_page(each)) for each in others]

    @property
    def may_reopen(self) -> bool:
        """Whether whoever looks may open their handed-in work again."""
        work, round = self.page.assignment, self.page.assignment.round
        may = not round.hides_others or holds(self.member.role, "assign")
        return work.handed_in_at is not None and round.locked_at is None and may

    def _key(self, command: Command) -> Key:
        own = [self.keys[command.name]] if self.keys.get(command.name) else []
        return Key(command.name, str(command.words), [*own, *map(spoken, command.fixed)])
