"""What coders marked in a paragraph, side by side: one column each, agreement grey, what differs in the theme's hue."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import Passage
from annotations.text.marks import Layer, Mark, cut
from corpus.models import Paragraph
from projects.models import Coder

GREY = 0  # in place of a hue: everybody says the same here
ROOMY_LANES = 2  # as many underlines as fit between two lines as they are

Disputed = Collection[tuple[uuid.UUID, int]]  # passages with those of their themes about which coders differ


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same marks, tinted as the first of them that differs."""

    text: str
    layers: tuple[Layer, ...]
    painted: list[Layer]
    codes: str

    @property
    def hue(self) -> int:
        return next((layer.mark.hue for layer in self.layers if layer.mark.hue), GREY)


@dataclass(frozen=True)
class Column:
    """A paragraph as one coder left it."""

    coder: Coder
    paragraph: Paragraph
    marks: list[Mark]
    is_read: bool

    @cached_property
    def wholes(self) -> list[Mark]:
        """Marks on the whole paragraph: named above it, not drawn under its words."""
        return [mark for mark in self.marks if self._is_whole(mark)]

    @cached_property
    def pieces(self) -> list[Piece]:
        segments = cut(self.paragraph.text, [mark for mark in self.marks if not self._is_whole(mark)])
        return [Piece(each.text, each.layers, each.painted, each.codes) for each in segments]

    @property
    def is_deep(self) -> bool:
        return any(len(piece.painted) > ROOMY_LANES for piece in self.pieces)

    @property
    def facts(self) -> str:
        """Whether they read it, and how much they marked."""
        if not self.is_read:
            return _("not read")
        n = len(self.marks)
        return ngettext("%d passage", "%d passages", n) % n if n else _("read, no theme")

    def _is_whole(self, mark: Mark) -> bool:
        return (mark.start, mark.end) == (0, self.paragraph.n_chars)


def columns(
    paragraph: Paragraph,
    coders: Iterable[Coder],
    passages: Sequence[Passage],
    readers: Collection[int],
    disputed: Disputed,
) -> list[Column]:
    """One column for each coder; passages, with their themes, and ids of readers are those of the paragraph."""
    marks: dict[int, list[Mark]] = {}
    for passage in passages:
        marks.setdefault(passage.coder_id, []).append(_mark(passage, disputed))
    return [Column(coder, paragraph, marks.get(coder.pk, []), coder.pk in readers) for coder in coders]


def _mark(passage: Passage, disputed: Disputed) -> Mark:
    """One mark a passage, with the codes of all its themes in the order of the codebook."""
    taggings = sorted(passage.taggings.all(), key=lambda row: (row.tag.position, row.tag_id))
    hues = [row.tag.hue for row in taggings if (passage.pk, row.tag_id) in disputed]
    code = " ".join(f"{row.tag.code}{'~' if row.is_unsure else ''}" for row in taggings)
    is_unsure = any(row.is_unsure for row in taggings)
    return Mark(passage.pk, passage.start, passage.end, hues[0] if hues else GREY, code, is_unsure)
