"""UnitTheme follows the passages: the rows of one paragraph (or document) are brought up to date inside the change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from annotations.models import Passage, Tagging, UnitTheme
from annotations.text.units import units_of
from corpus.models import Paragraph

Cell = tuple[int, int]  # unit, theme
MOST_ROWS = 100  # rows a statement: SQLite takes 999 values
ROW = "(%s, %s, %s, %s, %s, %s, %s, %s)"
ADD = """
    INSERT INTO annotations_unittheme (round_id, coder_id, document_id, paragraph_id, unit, theme_id, n, n_sure)
    VALUES %s ON CONFLICT (round_id, coder_id, paragraph_id, unit, theme_id) DO UPDATE
    SET n = annotations_unittheme.n + excluded.n, n_sure = annotations_unittheme.n_sure + excluded.n_sure
"""


def add(made: Sequence[tuple[Passage, Sequence[Tagging]]]) -> None:
    """Count new passages of one coder, round and document: what they give is added to what is there, nothing is read.

    So a save takes no longer on a paragraph, or in a document, that has a thousand passages already.
    """
    if not made:
        return
    unit, counts = made[0][0].round.project.unit, Counter[tuple[int, int, int]]()
    sure, first = Counter[tuple[int, int, int]](), made[0][0]
    home = None if unit != "document" else _home(unit, first.paragraph)
    for passage, taggings in made:
        for cell, (n, n_sure) in _cells(unit, taggings).items():
            counts[home or passage.paragraph_id, *cell] += n
            sure[home or passage.paragraph_id, *cell] += n_sure
    whose = (first.round_id, first.coder_id, first.document_id)
    rows = [(*whose, *place, n, sure[place]) for place, n in sorted(counts.items())]
    with connection.cursor() as cursor:
        for begin in range(0, len(rows), MOST_ROWS):
            some = rows[begin : begin + MOST_ROWS]
            cursor.execute(ADD % ", ".join([ROW] * len(some)), [value for row in some for value in row])


def refresh(passage: Passage) -> None:
    """Recount the units that the passage's paragraph can reach, for its coder and round."""
    unit = passage.round.project.unit
    _store(passage, _home(unit, passage.paragraph), _cells(unit, _taggings(unit, passage)))


def refresh_many(passages: Sequence[Passage]) -> None:
    """As `refresh`, for passages of one coder, round and document at once, in a few statements."""
    if not passages:
        return
    unit, whose = passages[0].round.project.unit, {"round": passages[0].round_id, "coder": passages[0].coder_id}
    if unit == "document":
        refresh(passages[0])
        return
    paragraphs = {passage.paragraph_id: passage for passage in passages}
    taggings = Tagging.objects.filter(**whose, paragraph__in=paragraphs).select_related("content_object")
    found: dict[int, list[Tagging]] = defaultdict(list)
    for tagging in taggings:
        tagging.paragraph = paragraphs[tagging.paragraph_id].paragraph
        found[tagging.paragraph_id].append(tagging)
    UnitTheme.objects.filter(**whose, paragraph__in=paragraphs).delete()
    rows = ((passage, _cells(unit, found[home])) for home, passage in paragraphs.items())
    UnitTheme.objects.bulk_create(
        (_new(passage, passage.paragraph_id, cell, cells[cell]) for passage, cells in rows for cell in cells),
        batch_size=500,
    )


def rebuild(document: Any, unit: str) -> None:
    """Count everything of a document anew, for all its coders and rounds, from what lies on its current text."""
    UnitTheme.objects.filter(document=document).delete()
    first = Paragraph.objects.of(document).values_list("pk", flat=True).first()
    taggings = Tagging.objects.filter(document=document, paragraph__revision__state="current")
    found: dict[tuple[int, int, int], list[Tagging]] = defaultdict(list)
    for tagging in taggings.select_related("paragraph", "content_object"):
        home = first if unit == "document" and first else tagging.paragraph_id
        found[tagging.round_id, tagging.coder_id, home].append(tagging)
    rows = ((rows[0].content_object, home, _cells(unit, rows)) for (_round, _coder, home), rows in found.items())
    UnitTheme.objects.bulk_create(
        (_new(passage, home, cell, cells[cell]) for passage, home, cells in rows for cell in cells), batch_size=500
    )


def _home(unit: str, paragraph: Paragraph) -> int:
    """The paragraph under which units are kept: its own, or the first of its text where the document is the unit."""
    if unit != "document":
        return paragraph.pk
    return Paragraph.objects.filter(revision=paragraph.revision_id).order_by("ordinal").values_list("pk", flat=True)[0]


def _taggings(unit: str, passage: Passage) -> list[Tagging]:
    """Those of its coder and round that can reach the same units, with passage and paragraph."""
    taggings = Tagging.objects.filter(round=passage.round_id, coder=passage.coder_id).select_related("content_object")
    if unit == "document":
        revision = passage.paragraph.revision_id
        taggings = taggings.filter(document=passage.document_id, paragraph__revision=revision)
        return list(taggings.select_related("paragraph", "content_object"))
    found = list(taggings.filter(paragraph=passage.paragraph_id))
    for tagging in found:
        tagging.paragraph = passage.paragraph
    return found


def _cells(unit: str, taggings: Iterable[Tagging]) -> dict[Cell, tuple[int, int]]:
    """(n, n_sure) by unit and theme."""
    all_, sure = Counter[Cell](), Counter[Cell]()
    for tagging in taggings:
        paragraph, span = tagging.paragraph, tagging.content_object
        for index in units_of(unit, paragraph.text, paragraph.sentences, span.start, span.end):
            all_[index, tagging.tag_id] += 1
            sure[index, tagging.tag_id] += not tagging.is_unsure
    return {cell: (n, sure[cell]) for cell, n in all_.items()}


def _store(passage: Passage, home: int, wanted: dict[Cell, tuple[int, int]]) -> None:
    rows = UnitTheme.objects.filter(round=passage.round_id, coder=passage.coder_id, paragraph=home)
    have = {(row.unit, row.theme_id): row for row in rows}
    gone = [row.pk for cell, row in have.items() if cell not in wanted]
    if gone:
        UnitTheme.objects.filter(pk__in=gone).delete()
    changed = [
        _with(have[cell], counts) for cell, counts in wanted.items() if cell in have and _of(have[cell]) != counts
    ]
    if changed:
        UnitTheme.objects.bulk_update(changed, ["n", "n_sure"])
    UnitTheme.objects.bulk_create(_new(passage, home, cell, wanted[cell]) for cell in wanted if cell not in have)


def _of(row: UnitTheme) -> tuple[int, int]:
    return row.n, row.n_sure


def _with(row: UnitTheme, counts: tuple[int, int]) -> UnitTheme:
    row.n, row.n_sure = counts
    return row


def _new(passage: Passage, home: int, cell: Cell, counts: tuple[int, int]) -> UnitTheme:
    place: dict[str, Any] = {
        "round_id": passage.round_id,
        "coder_id": passage.coder_id,
        "document_id": passage.document_id,
        "paragraph_id": home,
    }
    return UnitTheme(**place, unit=cell[0], theme_id=cell[1], n=counts[0], n_sure=counts[1])
