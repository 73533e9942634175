"""The key map: which commands have which key, and which keys are left for themes."""

import re
from types import SimpleNamespace

import pytest

from annotations.keymap import CHANGEABLE, COMMANDS, clashes, keys_for, spoken, theme_keys
from projects.preferences import Preferences
from tests.source import ROOT

DEFAULTS = {command.name: command.key for command in CHANGEABLE}


def themes(*wishes: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(slug=f"theme-{number}", key=wish) for number, wish in enumerate(wishes)]


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in COMMANDS for key in (command.key, *command.fixed) if key]
    assert len(keys) == len(set(keys))
    assert clashes(DEFAULTS) == []


def test_keys_are_the_defaults_until_somebody_changes_them() -> None:
    assert keys_for(Preferences()) == DEFAULTS


def test_changed_key_is_that_of_its_command_only() -> None:
    assert keys_for(Preferences(keys={"note": "m", "ask": ""})) == DEFAULTS | {"note": "m", "ask": ""}


def test_default_key_that_was_given_away_leaves_its_command_without_one() -> None:
    assert keys_for(Preferences(keys={"note": "d"})) == DEFAULTS | {"note": "d", "definition": ""}


def test_key_of_a_command_that_is_no_more_is_forgotten() -> None:
    assert keys_for(Preferences(keys={"teleport": "n"})) == DEFAULTS


def test_clash_names_the_key_and_both_commands() -> None:
    [(key, first, second)] = clashes(DEFAULTS | {"unsure": "n"})
    assert (key, first.name, second.name) == ("n", "note", "unsure")


def test_themes_get_digits_then_letters_without_those_of_commands() -> None:
    given = theme_keys(themes(*[""] * 40), DEFAULTS.values())
    assert "".join(given.values()) == "123456789qwertyiopsfhlzcvbm"
    assert list(given) == [f"theme-{number}" for number in range(27)]


def test_key_of_the_codebook_comes_before_the_order_of_themes() -> None:
    assert theme_keys(themes("", "1", "T", ""), ()) == {"theme-0": "2", "theme-1": "1", "theme-2": "t", "theme-3": "3"}


@pytest.mark.parametrize("wish", ["n", "N"])
def test_key_of_the_codebook_that_a_command_has_is_not_given(wish: str) -> None:
    assert theme_keys(themes(wish), DEFAULTS.values()) == {"theme-0": "1"}


def test_key_that_somebody_gave_to_a_command_is_no_theme_key() -> None:
    keys = keys_for(Preferences(keys={"note": "1"}))
    assert theme_keys(themes("", "n"), keys.values()) == {"theme-0": "2", "theme-1": "n"}


@pytest.mark.parametrize(
    ("key", "words"),
    [("j", "j"), ("+", "+"), ("Shift+Alt+ArrowRight", "⇧ Alt →"), ("Ctrl+z", "Ctrl Z"), ("Space", "Space")],
)
def test_key_is_spoken_as_people_know_it(key: str, words: str) -> None:
    assert spoken(key) == words


def test_documented_keys_are_those_of_the_commands() -> None:
    section = (ROOT / "docs" / "annotating.md").read_text().split("\n## Keys\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    documented = [
        (words.strip(), re.findall("`(.+?)`", fixed), re.findall("`(.+?)`", key)) for words, fixed, key in rows
    ]
    ours = [(str(each.words), [spoken(key) for key in each.fixed], [each.key] if each.key else []) for each in COMMANDS]
    assert documented == ours
