"""Where in one document each theme stands, from the beginning of the text to its end; a fixed number of queries."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus.models import Document, Paragraph
from reports import choices, editions, words
from reports.charts import Lane, Strip
from reports.exploring.base import Exploration
from reports.figures import Figure
from reports.tables import Cell, Head, Table
from reports.unit_rules import joined
from vocabulary.models import Theme

Span = tuple[int, int]


@dataclass
class Stand:
    """Where one theme stands: its passages as spans of the whole text, and the numbers of their paragraphs."""

    theme: Theme
    spans: list[Span] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    passages: set[str] = field(default_factory=set)

    @property
    def joined(self) -> list[Span]:
        return joined(self.spans)

    @property
    def n_characters(self) -> int:
        return sum(end - start for start, end in self.joined)


class Positions(Exploration):
    """The strip of one document. Passages on former texts are left out: they have no place in this one."""

    name = "positions"
    route = "position_detail"

    @property
    def document(self) -> Document | None:
        chosen: Document | None = self.asked["document"]
        return chosen

    @property
    def missing(self) -> str:
        if self.document is None:
            return _("There is no document yet.")
        return _("No passage carries a theme in this document.")

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return list(Paragraph.objects.of(self.document).places()) if self.document else []

    @cached_property
    def n_characters(self) -> int:
        return max((each.start + each.n_chars for each in self.paragraphs), default=0)

    @cached_property
    def stands(self) -> list[Stand]:
        """The themes found in it, in the order of the codebook."""
        found = {theme.pk: Stand(theme) for theme in choices.themes(self.scope.member, self._editions).rows}
        place_of = {each.pk: each for each in self.paragraphs}
        taggings = (
            self.scope.taggings().filter(document=self.document, paragraph__in=place_of, tag__in=found).order_by()
        )
        columns = ("tag", "paragraph", "content_object", "content_object__start", "content_object__end")
        for theme, paragraph, passage, start, end in taggings.values_list(*columns):
            place = place_of[paragraph]
            found[theme].spans.append((place.start + start, place.start + end))
            found[theme].ordinals.append(place.ordinal)
            found[theme].passages.add(str(passage))
        return [each for each in found.values() if each.spans]

    @cached_property
    def _editions(self) -> editions.Editions:
        return editions.load(self.scope.project)

    def make(self) -> Figure | None:
        if self.document is None or not self.stands:
            return None
        title = _("Where the themes stand in “%s”") % self.document.title
        strip = Strip(
            name=self.name,
            title=title,
            note=f"{self.basis} {self._note}",
            length=self.n_characters,
            lanes=[Lane(_name(each.theme), each.joined, words.whole(len(each.passages))) for each in self.stands],
            rules=[(each.start, f"¶ {each.ordinal}") for each in self.paragraphs],
        )
        return Figure(self.name, self._table(title), self.links, strip)

    @property
    def _note(self) -> str:
        return _(
            "From the first character of the text on the left to the last on the right; a line stands where a "
            "paragraph begins, the number at the end counts the passages."
        )

    def _table(self, title: str) -> Table:
        heads = [_("Theme"), _("Passages"), _("Characters"), _("Share of the characters"), _("First"), _("Last")]
        note = f"{self.basis} " + ngettext(
            "Characters are those under at least one passage, each once, of %(n)s character of the text.",
            "Characters are those under at least one passage, each once, of %(n)s characters of the text.",
            self.n_characters,
        ) % {"n": words.whole(self.n_characters)}
        return Table(title, note, [Head(head) for head in heads], [self._row(each) for each in self.stands])

    def _row(self, stand: Stand) -> list[Cell]:
        document = self.document.pk if self.document else None
        href = self.links.passages(document=document, theme=stand.theme.slug)
        share = stand.n_characters / self.n_characters
        return [
            Cell(_name(stand.theme)),
            Cell(len(stand.passages), words.whole(len(stand.passages)), href),
            Cell(stand.n_characters, words.whole(stand.n_characters)),
            Cell(share, words.percent(stand.n_characters, self.n_characters), is_share=True),
            Cell(min(stand.ordinals), f"¶ {min(stand.ordinals)}"),
            Cell(max(stand.ordinals), f"¶ {max(stand.ordinals)}"),
        ]


def _name(theme: Theme) -> str:
    return f"{theme.code} {theme.name}"
