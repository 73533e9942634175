"""The form by which a site admin changes a theme: every fault is found by the checks that files go through."""

from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from projects.admin import VersionedForm
from vocabulary.actions import editing
from vocabulary.content import ACTIVE, RETIRED
from vocabulary.models import Theme
from vocabulary.problems import InvalidCodebook
from vocabulary.states import Drafts

LINES = ("use_when", "do_not_use_when")
JSON = ("labels", "examples", "lexicon")
PLAIN = ("slug", "code", "hue", "position", "key", "brief_definition", "full_definition")


class Readable(DjangoJSONEncoder):
    """Indented, with every script as it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "indent": 1, "ensure_ascii": False})


class Lines(forms.CharField):
    """A list of texts, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class ThemeForm(VersionedForm):
    """Parent and successor are chosen among the themes of the same project; nothing is typed into being."""

    use_when = Lines(required=False, help_text=_("one on each line"))
    do_not_use_when = Lines(required=False, help_text=_("one on each line"))
    is_retired = forms.BooleanField(required=False)

    class Meta:
        model = Theme
        fields = (*PLAIN, *JSON, *LINES, "parent", "successor")
        field_classes = dict.fromkeys(JSON, forms.JSONField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["is_retired"] = self.instance.retired_at is not None
        others = Theme.objects.in_project(self.instance.project_id).exclude(pk=self.instance.pk).in_order()
        for name in ("parent", "successor"):
            self.fields[name].queryset = others  # type: ignore[attr-defined]
            self.fields[name].required = False
        for name in JSON:
            self.fields[name].encoder = Readable  # type: ignore[attr-defined]
            self.fields[name].required = False

    def clean_labels(self) -> dict[str, Any]:
        value = self.cleaned_data["labels"] or {}
        if not isinstance(value, dict):
            raise forms.ValidationError(_("This must give a name for each language: {…}."))
        return value

    def clean_examples(self) -> list[Any]:
        return self._list("examples")

    def clean_lexicon(self) -> list[Any]:
        return self._list("lexicon")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                editing.planned(Drafts.of(self.instance.project), self.instance, self.content())
            except InvalidCodebook as problem:
                self.add_error(None, [str(fault) for fault in problem.faults])
        return given

    def _post_clean(self) -> None:
        """The theme is left as it is: the action writes what was given."""

    def content(self) -> dict[str, Any]:
        """What was given, as fields of ThemeContent."""
        given = self.cleaned_data
        fields = {name: given[name] for name in (*PLAIN, *JSON, *LINES)}
        related = {name: given[name].slug if given[name] else None for name in ("parent", "successor")}
        examples = [{"is_negative": False, **example} for example in given["examples"]]
        return {
            **fields,
            **related,
            "examples": sorted(examples, key=lambda example: bool(example["is_negative"])),
            "status": RETIRED if given["is_retired"] else ACTIVE,
        }

    def _list(self, name: str) -> list[Any]:
        value = self.cleaned_data[name] or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise forms.ValidationError(_("This must be a list of objects: [{…}, …]."))
        return value
