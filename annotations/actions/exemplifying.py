"""Do a codebook's examples stand where they say? Themes know files and offsets, the corpus knows the texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from corpus.models import Paragraph, Revision
from vocabulary import codebook
from vocabulary.entries import ThemeEntry

NO_FILE = _("no such file")
OTHER_WORDS = _("other words there")
TWO_PARAGRAPHS = _("not inside one paragraph")


@dataclass(frozen=True)
class Found:
    """One example of a theme, and where it was found: start and end in the paragraph's text (half-open code points).

    `problem` is empty when the words stand there; only then is there a paragraph.
    """

    theme: ThemeEntry
    example: dict[str, Any]
    paragraph: Paragraph | None = None
    start: int = 0
    end: int = 0
    problem: str = ""

    @property
    def is_verified(self) -> bool:
        return not self.problem


def verify(*, project: Any) -> list[Found]:
    """Every example of the published codebook against the current texts, in the codebook's order. Three queries."""
    published = codebook.current(project)
    examples = [(entry, example) for entry in (published.entries if published else ()) for example in entry.examples]
    texts = _texts(project, {example["file"] for _entry, example in examples})
    return [_verify(entry, example, texts.get(example["file"], [])) for entry, example in examples]


def _texts(project: Any, files: Iterable[str]) -> dict[str, list[Revision]]:
    """Current revisions, with their paragraphs, by the name of the file they came from (without its folder)."""
    named = Q(pk__in=[])
    for file in files:
        named |= Q(file_name=file) | Q(file_name__endswith=f"/{file}")
    revisions = Revision.objects.filter(named, document__project=project, document__withdrawn_at=None, state="current")
    texts: dict[str, list[Revision]] = {}
    for revision in revisions.prefetch_related("paragraphs").order_by("pk"):
        texts.setdefault(revision.file_name.rsplit("/", 1)[-1], []).append(revision)
    return texts


def _verify(theme: ThemeEntry, example: dict[str, Any], revisions: list[Revision]) -> Found:
    """The first text of this file name that has the words; else what is wrong."""
    start, end = example["start"], example["end"]
    revision = next((one for one in revisions if one.text[start:end] == example["text"]), None)
    if revision is None:
        return Found(theme, example, problem=str(OTHER_WORDS if revisions else NO_FILE))
    for paragraph in revision.paragraphs.all():
        if paragraph.start <= start and end <= paragraph.start + paragraph.n_chars:
            return Found(theme, example, paragraph, start - paragraph.start, end - paragraph.start)
    return Found(theme, example, problem=str(TWO_PARAGRAPHS))
