"""What forms about texts may say."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corpus import languages, provenance
from corpus.drafting import LONGEST_NAME, File
from corpus.models import Document, Paragraph, Source
from corpus.querysets import DocumentQuerySet
from corpus.states import DESCRIPTION
from projects.forms import OperationForm

LARGEST_FILE = 25 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024  # all files of one request: they are read at once
CODABLE = (("", _("as its kind")), ("yes", _("yes")), ("no", _("no")))


def _line(name: str, label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=provenance.LENGTHS[name])


def _choice(label: Any, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", gettext("all")), *choices])


class DocumentFilter(forms.Form):
    """Which documents to list; what does not fit is left out of account."""

    find = forms.CharField(label=_("Find in title and author"), required=False, max_length=200)

    def __init__(self, *args: Any, project: Any, documents: DocumentQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = [(str(source.pk), source.name) for source in Source.objects.in_project(project).by_name()]
        years = [(str(year), str(year) if year else gettext("undated")) for year in documents.years()]
        codes = [(code, languages.name_of(code)) for code in documents.languages()]
        self.fields["source"] = _choice(_("Source"), [*sources, ("0", gettext("unknown"))])
        self.fields["year"] = _choice(_("Year"), years)
        self.fields["language"] = _choice(_("Language"), codes)

    def chosen(self) -> dict[str, str]:
        """find, source, year and language, "" where nothing is chosen or nothing like it is there."""
        self.is_valid()
        return {name: getattr(self, "cleaned_data", {}).get(name, "") for name in self.fields}


class DescriptionForm(OperationForm):
    """What is said about a document; its text is not among it. `said` is what is there now."""

    title = _line("title", _("Title"))
    author = _line("author", _("Author"), _("Empty: unknown."))
    source = _line("source", _("Source"), _("The outlet. A new name makes a new source; empty: unknown."))
    published = _line("published", _("Date"), _("2024-11-12, or 2024-11, or 2024; empty: unknown."))
    language = _line("language", _("Language"), _("en, zh, zh-Hant …"))
    url = _line("url", _("Address"), _("Where it was published on the web."))
    licence = _line("licence", _("Licence"))
    external_id = _line("external_id", _("Id elsewhere"), _("Its number in another catalogue."))

    def __init__(self, *args: Any, project: Any, said: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = Source.objects.in_project(project).by_name()
        self.fields["source"].widget.attrs["list"] = "document-sources"
        self.initial = said

    def clean(self) -> dict[str, Any]:
        for name in (*DESCRIPTION, "source"):
            try:
                provenance.clean({name: self.cleaned_data.get(name, "")})
            except provenance.Wrong as wrong:
                if name not in self.errors:
                    self.add_error(name, str(wrong))
        return self.cleaned_data

    def fields_said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in (*DESCRIPTION, "source")}


class DocumentForm(DescriptionForm):
    """The same, of a document that is stored."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        said = {name: getattr(document, name) for name in DESCRIPTION}
        said |= {"source": document.source.name if document.source else "", "version": document.version}
        super().__init__(*args, project=document.project_id, said=said, **kwargs)


class SourceForm(OperationForm):
    name = forms.CharField(label=_("Name"), max_length=provenance.LENGTHS["source"])
    authority = forms.CharField(
        label=_("Authority"),
        required=False,
        max_length=provenance.LENGTHS["authority"],
        help_text=_("What speaks through it: party organ, ministry, think tank, commercial press …"),
    )


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each small enough to be read at once."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [super(FilesField, self).clean(file, initial) for file in data or []]
        if any(file.size > LARGEST_FILE for file in files):
            raise forms.ValidationError(_("A file may have at most %s megabytes.") % (LARGEST_FILE // 1024**2))
        if sum(file.size for file in files) > LARGEST_UPLOAD:
            words = _("All files together may have at most %s megabytes. Send them in parts.")
            raise forms.ValidationError(words % (LARGEST_UPLOAD // 1024**2))
        return files


class UploadForm(forms.Form):
    """Files, one by one or a whole folder; a script sends many in several requests, with `more` in all but the last.

    It also says the `path` of each, which a browser leaves out of what it sends by itself.
    """

    upload = FilesField(
        label=_("Files"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "Those of other kinds are named and refused. A metadata.csv among them says what is known of the others."
        ),
    )
    folder = FilesField(
        label=_("Or a folder"),
        required=False,
        allow_empty_file=True,
        widget=SeveralFiles(attrs={"webkitdirectory": True}),
        help_text=_("With the folders in it; the metadata.csv of each speaks for its own files."),
    )
    more = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self._files():
            self.add_error("upload", _("Choose files, or a folder."))
        return self.cleaned_data

    def read(self, paths: list[str]) -> list[File]:
        """The files with their bytes; `paths` are believed when there is one for each."""
        files = self._files()
        names = paths if len(paths) == len(files) else [file.name for file in files]
        pairs = zip(names, files, strict=True)
        return [File(name, file.read(), name.rpartition("/")[0]) for name, file in pairs]

    def _files(self) -> list[Any]:
        return [*(self.cleaned_data.get("upload") or []), *(self.cleaned_data.get("folder") or [])]


class CorrectionForm(OperationForm):
    """A corrected text: one file, or the text itself."""

    upload = forms.FileField(
        label=_("File"), required=False, help_text=_("Of any kind that can be imported; it holds one document.")
    )
    text = forms.CharField(
        label=_("Or the text itself"), required=False, strip=False, widget=forms.Textarea({"rows": 14})
    )

    def clean(self) -> dict[str, Any]:
        file, text = self.cleaned_data.get("upload"), self.cleaned_data.get("text", "").strip()
        if not self.errors and bool(file) == bool(text):
            raise forms.ValidationError(_("Choose a file, or write the text: one of the two."))
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(_("A file may have at most %s megabytes.") % (LARGEST_FILE // 1024**2))
        return self.cleaned_data

    def file_of(self, title: str) -> File:
        """What was sent, as a file; a text that was typed has the name of the document."""
        file = self.cleaned_data["upload"]
        if file:
            return File(file.name, file.read())
        return File(f"{title.replace('/', ' ')[: LONGEST_NAME - 4]}.txt", self.cleaned_data["text"].encode())


class KindsForm(OperationForm):
    """What to make of the paragraphs that are ticked."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("choose a kind")), *Paragraph.Kind.choices],
        error_messages={"required": _("Choose a kind for the ticked paragraphs.")},
    )
    ticked = forms.CharField(error_messages={"required": _("Tick the paragraphs first.")})
    codable = forms.ChoiceField(label=_("Codable"), choices=CODABLE, required=False)


class LinesForm(OperationForm):
    """Kinds of the paragraphs of a document that is not imported yet.

    A paragraph is sent as `kind-N`, and `was-N`, what it was when it was shown; `always` names those that always are.
    """

    def kinds(self) -> dict[int, str]:
        """By their number, of those that were changed."""
        chosen = {name[5:]: self.data[name] for name in self.data if name.startswith("kind-")}
        changed = {number: kind for number, kind in chosen.items() if kind != self.data.get(f"was-{number}")}
        return {int(number): kind for number, kind in changed.items() if _is_number(number)}

    def always(self) -> list[int]:
        sent: Any = self.data
        return [int(number) for number in sent.getlist("always") if _is_number(number)]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


class RuleForm(OperationForm):
    """What a rule, known by its reason, says of: its kind in this import, or in all texts to come of a source."""

    reason = forms.CharField(max_length=200, strip=False)
    kind = forms.ChoiceField(required=False, choices=[("", _("as the rule says")), *Paragraph.Kind.choices])
    source = forms.CharField(required=False, max_length=provenance.LENGTHS["source"])
