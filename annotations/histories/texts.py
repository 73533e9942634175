"""The history of a text in words: what was imported, described anew, or given another kind."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.histories.names import Names
from corpus.models import Paragraph
from ledger.models import Event

QUOTED = 80  # code points of a text that a line repeats
FIELDS = {
    "title": gettext_lazy("title"),
    "author": gettext_lazy("author"),
    "source": gettext_lazy("source"),
    "name": gettext_lazy("name"),
    "authority": gettext_lazy("authority"),
    "published": gettext_lazy("date"),
    "language": gettext_lazy("language"),
    "url": gettext_lazy("address"),
    "licence": gettext_lazy("licence"),
    "external_id": gettext_lazy("external id"),
    "extra": gettext_lazy("further fields"),
    "withdrawn_at": gettext_lazy("withdrawal"),
}

REVISED = {
    ("pending", "current"): gettext_lazy("adopted the corrected text no. %(number)s, together with the passages"),
    ("current", "pending"): gettext_lazy("took the adoption of the corrected text no. %(number)s back"),
    ("pending", "rejected"): gettext_lazy("rejected the corrected text no. %(number)s"),
}


def text_words(events: Iterable[Event], names: Names) -> Iterator[str]:
    """One line for each thing that changed; paragraphs that changed alike share a line."""
    alike: dict[str, list[int]] = {}
    for event in events:
        if event.kind == "paragraph":
            alike.setdefault(_paragraph(event), []).append(int(event.object_id.rpartition("/")[2]))
        else:
            yield from _revision(event) if event.kind == "revision" else _thing(event, names)
    for words, ordinals in alike.items():
        yield words % {"which": ranges(ordinals)}


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as people write them: 4–6, 9."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def short(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def _paragraph(event: Event) -> str:
    """With %(which)s for the paragraphs."""
    before, after = event.before or {}, event.after or {}
    if before.get("kind") != after.get("kind"):
        kind = dict(Paragraph.Kind.choices).get(after.get("kind", ""), "")
        return _("made ¶ %%(which)s: %(kind)s") % {"kind": kind}
    if before.get("is_codable") != after.get("is_codable"):
        return _("made ¶ %(which)s codable") if after.get("is_codable") else _("made ¶ %(which)s not codable")
    return _("gave ¶ %(which)s another reason for its kind")


def _revision(event: Event) -> Iterator[str]:
    """A text that was imported, and what became of a corrected one."""
    before, after = event.before or {}, event.after or {}
    states = (str(before.get("state")), str(after.get("state")))
    values = {"file": short(after.get("file_name", "")), "number": after.get("number", 0)}
    if not before:
        words = _("put a corrected text up: “%(file)s”") if states[1] == "pending" else _("added the text “%(file)s”")
        yield words % values
    elif states in REVISED:
        yield str(REVISED[states]) % values


def _thing(event: Event, names: Names) -> Iterator[str]:
    """Nothing where only the version is another one."""
    what = {"document": _("the document"), "source": _("the source")}
    named, before, after = what.get(event.kind, event.kind), event.before, event.after
    if before is None:
        yield _("added %(what)s") % {"what": named}
        return
    if after is None:
        yield _("removed %(what)s") % {"what": named}
        return
    fields = [name for name in after if after[name] != before.get(name) and name != "version"]
    changes = ", ".join(_field(name, before.get(name), after[name], names) for name in fields)
    if changes:
        yield _("changed %(what)s: %(changes)s") % {"what": named, "changes": changes}


def _field(name: str, old: Any, new: Any, names: Names) -> str:
    label = str(FIELDS.get(name, name))
    if any(isinstance(value, (list, dict)) for value in (old, new)):
        return label
    values = {"field": label, "old": _plain(name, old, names), "new": _plain(name, new, names)}
    return _("%(field)s from %(old)s to %(new)s") % values


def _plain(name: str, value: Any, names: Names) -> str:
    if value in (None, ""):
        return _("nothing")
    return f"“{short(names.source(value) if name == 'source' else str(value))}”"
