"""The personal page: how one likes to read, and which key does what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.keymap import CHANGEABLE, Command, clashes, keys_for
from projects.forms import OperationForm
from projects.preferences import DEFAULTS, MEASURES, READING_SIZES, Preferences, is_key

APPEARANCES = {
    "auto": gettext_lazy("As my system"),
    "light": gettext_lazy("Light"),
    "dark": gettext_lazy("Dark"),
}
WIDTHS = dict(
    zip(
        MEASURES,
        (gettext_lazy("Narrow"), gettext_lazy("Medium"), gettext_lazy("Usual"), gettext_lazy("Wide")),
        strict=True,
    )
)


@dataclass(frozen=True)
class KeyRow:
    """One line of the table of keys."""

    command: Command
    field: forms.BoundField


def _numbers(label: Any, choices: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, choices=choices, widget=forms.RadioSelect)


def _switch(label: Any, said: Any) -> forms.BooleanField:
    return forms.BooleanField(required=False, label=label, help_text=said)


class PreferencesForm(OperationForm):
    """All preferences of one person; sent with `do=defaults` it stands for the defaults."""

    appearance = forms.ChoiceField(
        label=gettext_lazy("Colours"), choices=list(APPEARANCES.items()), widget=forms.RadioSelect
    )
    reading_size = _numbers(gettext_lazy("Size of the letters"), [(size, f"{size} px") for size in READING_SIZES])
    measure = _numbers(gettext_lazy("Length of the lines"), list(WIDTHS.items()))
    keys_on = _switch(
        gettext_lazy("Single-letter keys"),
        gettext_lazy(
            "They act only while the text has the focus. Without them, arrows, Enter, Del, Esc, keys with Ctrl,"
            " buttons and chips do everything: choose this when you speak to your computer, or tag by accident."
        ),
    )
    word_snap = _switch(
        gettext_lazy("Whole words"),
        gettext_lazy("What you drag over with the mouse grows to whole words. Hold Alt for the exact letters."),
    )
    show_hints = _switch(
        gettext_lazy("Show hints"), gettext_lazy("The first paragraph of a text shows four keys to try.")
    )

    def __init__(self, data: QueryDict | None, preferences: Preferences) -> None:
        self.preferences = preferences
        if data is not None and data.get("do") == "defaults":
            sent = {name: data.get(name, "") for name in ("op", "version")}
            super().__init__({**_as_fields(DEFAULTS), **sent})
        else:
            super().__init__(data, initial={**_as_fields(preferences), "version": preferences.version})
        for command in CHANGEABLE:
            self.fields[_name(command)] = forms.CharField(required=False, label=command.words)

    def rows(self) -> Iterator[KeyRow]:
        """The table of keys, in the order of the key help."""
        return (KeyRow(command, self[_name(command)]) for command in CHANGEABLE)

    def clean(self) -> dict[str, Any]:
        for command in CHANGEABLE:
            key = self.cleaned_data.get(_name(command), "").lower()
            self.cleaned_data[_name(command)] = key
            if not is_key(key):
                self.add_error(_name(command), _("Type one visible character, or nothing for no key."))
        for key, one, other in clashes(self._keys()):
            words = {"key": key, "one": one.words, "other": other.words}
            said = _("“%(key)s” is the key of both “%(one)s” and “%(other)s”. Give one of them another.") % words
            self.add_error(_name(one), said)
            self.add_error(_name(other), said)
        return self.cleaned_data

    def chosen(self) -> dict[str, Any]:
        """What the action takes; of the keys only those that are not the defaults."""
        plain = ("appearance", "reading_size", "measure", "keys_on", "word_snap", "show_hints")
        keys = self._keys()
        changed = {command.name: keys[command.name] for command in CHANGEABLE if keys[command.name] != command.key}
        return {**{name: self.cleaned_data[name] for name in plain}, "keys": changed}

    def _keys(self) -> dict[str, str]:
        return {command.name: self.cleaned_data.get(_name(command), "") for command in CHANGEABLE}


def _name(command: Command) -> str:
    return f"key_{command.name}"


def _as_fields(preferences: Preferences) -> dict[str, Any]:
    keys = {f"key_{name}": key for name, key in keys_for(preferences).items()}
    return {**preferences.as_json(), **keys}
