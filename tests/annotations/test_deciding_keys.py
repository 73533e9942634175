"""The keys of the deciding page: no two commands share one, and what the documentation says is what they are."""

import re

from annotations.deciding_keys import COMMANDS, STRIP, help_groups, letters, strip
from annotations.keymap import spoken
from projects.preferences import Preferences
from tests.source import ROOT

SCRIPT = (ROOT / "static/js/deciding/main.js").read_text()


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in COMMANDS for key in (command.key, *command.fixed) if key]
    assert len(keys) == len(set(keys))


def test_script_does_what_every_command_says() -> None:
    body = SCRIPT.split("const COMMANDS = {", 1)[1].split("\n};", 1)[0]
    assert re.findall(r"^  (\w+):", body, re.M) == [command.name for command in COMMANDS]


def test_every_command_in_the_strip_is_one() -> None:
    assert STRIP.keys() <= {command.name for command in COMMANDS}


def test_letters_are_not_shown_to_those_who_switched_them_off() -> None:
    quiet = Preferences(keys_on=False)
    shown = [key for each in strip(quiet) for key in each.keys]
    shown += [key for _group, commands in help_groups(quiet) for each in commands for key in each.keys]
    assert set(shown) & letters().keys() == set()


def test_documented_keys_are_those_of_the_commands() -> None:
    section = (ROOT / "docs" / "deciding.md").read_text().split("\n## Keys\n", 1)[1].split("\n## ", 1)[0]
    table = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    documented = [
        (what.strip(), re.findall("`(.+?)`", fixed), re.findall("`(.+?)`", key)) for what, fixed, key in table
    ]
    ours = [(str(each.words), [spoken(key) for key in each.fixed], [each.key] if each.key else []) for each in COMMANDS]
    assert documented == ours
