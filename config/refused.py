"""What a refused change said and what is there now, as lines for the page that tells it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.forms.preferences import PreferencesForm
from annotations.keymap import CHANGEABLE
from corpus.models import Document, Paragraph
from ledger.problems import Problem, Stale
from projects.models import Coder
from vocabulary.models import Theme

UNSAID = {"csrfmiddlewaretoken", "op", "next", "version", "codebook_version", "round", "do", "open"}
PLACE = {"where", "first_sentence", "last_sentence", "words", "occurrence"}  # of a passage, told in one line
TECHNICAL = {"id", "round", "coder", "document", "paragraph", "project", "group", "created_at", "version", "origin"}
TECHNICAL |= {"start", "end", "passage", "asked_at", "answered_at", "answered_by"}
TECHNICAL |= {"codebook_version", "shows_suggestions_of", "started_at"}
LABELS = {
    "paragraph": gettext_lazy("Paragraph"),
    "documents": gettext_lazy("Document"),
    "coders": gettext_lazy("Coder"),
    "themes": gettext_lazy("Theme"),
    "unsure": gettext_lazy("Theme, unsure"),
    "note": gettext_lazy("Note"),
    "quote": gettext_lazy("Words"),
    "keep_note": gettext_lazy("Keep it without a theme, for its note"),
    "unread": gettext_lazy("Paragraphs not read yet"),
    "text": gettext_lazy("Question"),
    "answer": gettext_lazy("Answer"),
    "resolve": gettext_lazy("Resolved"),
    "resolved_at": gettext_lazy("Resolved"),
    "comment": gettext_lazy("Comment"),
    "is_blind": gettext_lazy("Blind"),
    "is_early": gettext_lazy("Although not everything is handed in"),
    "opened_at": gettext_lazy("Opened"),
    "locked_at": gettext_lazy("Locked"),
    "ends_on": gettext_lazy("To be done by"),
    **{name: field.label for name, field in PreferencesForm.base_fields.items()},
    **{f"key_{command.name}": command.words for command in CHANGEABLE},
}
LONG = 80  # characters; longer values get a box of their own
LONGEST_NUMBER = 18  # digits that fit every database's ids


@dataclass(frozen=True)
class Line:
    """One thing said: a label and its value."""

    label: str
    value: str

    @property
    def is_long(self) -> bool:
        return len(self.value) > LONG or "\n" in self.value


def sent(form: QueryDict, project: Any = None) -> list[Line]:
    """What the person typed or chose, passwords left out; things of the project by the names people know."""
    names = [name for name in form if name not in UNSAID and "password" not in name]
    told = PLACE if "where" in form else set()
    lines = [
        Line(_said(name), _named(name, value, project))
        for name in names
        if name not in told
        for value in form.getlist(name)
        if value.strip()
    ]
    return [*_place(form), *lines]


def now_there(current: Any, project: Any = None) -> list[Line]:
    """The current state of the thing in words a person can use: no ids, themes by code and name."""
    if not isinstance(current, dict):
        return [Line(_("Now"), str(current))] if current not in (None, "") else []
    lines = [Line(_said(name), _words(value)) for name, value in current.items() if _is_telling(name, value)]
    place = _named("paragraph", str(current.get("paragraph", "")), project)
    where = [Line(_said("paragraph"), place)] if place.startswith("¶") else []
    return where + lines + list(_themes(current.get("taggings") or ()))


def to_send_again(request: HttpRequest, problem: Problem) -> list[tuple[str, str]]:
    """The fields that open the form again with what was typed, from the version that is there now.

    Only for a passage that somebody changed first; empty for everything else.
    """
    match = request.resolver_match
    if not isinstance(problem, Stale) or match is None or match.view_name != "passage_change":
        return []
    names = [name for name in request.POST if name not in {"csrfmiddlewaretoken", "op", "version"}]
    typed = [(name, value) for name in names for value in request.POST.getlist(name)]
    return [("version", str(problem.current["version"])), *typed]


def _said(name: str) -> str:
    return str(LABELS.get(name) or name.replace("_", " ").capitalize())


def _place(form: QueryDict) -> Iterator[Line]:
    """Which words of a paragraph were chosen."""
    where, first, last = (form.get(name, "") for name in ("where", "first_sentence", "last_sentence"))
    if where == "paragraph":
        yield Line(_("Words"), _("the whole paragraph"))
    elif where == "sentences" and first:
        yield Line(_("Sentence"), f"{first}–{last}" if last and last != first else str(first))
    elif where == "words" and form.get("words", "").strip():
        yield Line(_("Words"), form.get("words", ""))


def _named(name: str, value: str, project: Any) -> str:
    """A thing of the project as people know it; what it does not have, and whatever else was sent, stays as it is."""
    found: Any = None
    if project and name in {"themes", "unsure"}:
        found = Theme.objects.in_project(project).filter(slug=value.replace("\0", "")).first()
    elif project and value.isdecimal() and len(value) <= LONGEST_NUMBER:
        if name == "paragraph":
            found = Paragraph.objects.filter(revision__document__project=project, pk=value).first()
        elif name in {"documents", "coders"}:
            rows: Any = Document if name == "documents" else Coder
            found = rows.objects.in_project(project).filter(pk=value).first()
    return str(found) if found else value


def _is_telling(name: str, value: Any) -> bool:
    has_parts = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(part, dict) for part in value))
    return name not in TECHNICAL and value not in (None, "", [], {}) and not has_parts


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _themes(taggings: Iterable[dict[str, Any]]) -> Iterator[Line]:
    unsure = {row["theme"]: row.get("is_unsure", False) for row in taggings}
    for pk, theme in Theme.objects.in_bulk(list(unsure)).items():
        yield Line(_said("unsure" if unsure[pk] else "themes"), str(theme))
