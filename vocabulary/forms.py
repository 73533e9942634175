"""The form by which a codebook file is checked, and imported once its changes were seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.problems import Problem
from projects.models import Project
from vocabulary import formats
from vocabulary.checking import check
from vocabulary.formats.yaml import MOST_BYTES
from vocabulary.planning import Plan, plan
from vocabulary.problems import InvalidCodebook

PASTED = "codebook.yaml"


class CodebookForm(forms.Form):
    """A file, or text typed here. What was sent stays in the text field, so that a fault can be mended there."""

    file = forms.FileField(required=False, label=_("Codebook file (YAML)"), allow_empty_file=True)
    text = forms.CharField(
        required=False,
        strip=False,
        label=_("or its text"),
        widget=forms.Textarea({"rows": 12, "spellcheck": "false", "dir": "auto"}),
    )
    message = forms.CharField(
        required=False,
        max_length=500,
        label=_("What is new"),
        help_text=_("Kept with the version, for those who read it later."),
    )
    op = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    step = forms.ChoiceField(choices=[("check", "check"), ("import", "import")], required=False)

    plan: Plan | None = None
    parsed: Any = None

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project

    @property
    def is_confirmed(self) -> bool:
        """Whether the import was asked for, of a file whose changes were seen."""
        given = self.cleaned_data
        return given["step"] == "import" and given["version"] is not None and not given["file"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        raw, name = self._sent()
        if raw.strip():
            self._check(raw, name)
        elif "text" in given:
            self.add_error("text", _("Choose a file, or type the codebook here."))
        return given

    def _sent(self) -> tuple[bytes, str]:
        """The file's bytes (one more than allowed at most), else the text's; kept in the text field."""
        file = self.cleaned_data.get("file")
        if not file:
            return (self.cleaned_data.get("text") or "").replace("\r\n", "\n").encode(), PASTED
        raw: bytes = file.read(MOST_BYTES + 1)
        text = raw.decode("utf-8-sig", "replace") if len(raw) <= MOST_BYTES else ""
        self.data = {**self.data.dict(), "text": text.replace("\x00", "\ufffd")}  # type: ignore[attr-defined]
        return raw, file.name

    def _check(self, raw: bytes, name: str) -> None:
        try:
            self.parsed = formats.by_name("yaml").read(raw, name)
            self.plan = plan(self.project, check(self.parsed))
        except InvalidCodebook as problem:
            self.add_error("text", [str(fault) for fault in problem.faults])
        except Problem as problem:
            self.add_error("text", problem.message)
