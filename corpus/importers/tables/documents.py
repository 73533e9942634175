"""Documents of a table's rows: one each, or one of all rows with the same document id."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus import composing, dates, paragraphs, proposing, rules
from corpus.importers.base import Block, Parsed, Unreadable
from corpus.importers.tables import columns
from corpus.storable import refuse_unstorable

MOST_ROWS = 100_000
LONGEST_PART = 150  # characters
N_NAMED = 10  # lines


@dataclass(frozen=True)
class Row:
    """The cells of one row and the line it begins on, from 1."""

    line: int
    cells: Sequence[str]

    def cell(self, number: int | None) -> str:
        return self.cells[number].strip() if number is not None and number < len(self.cells) else ""


def of(header: Sequence[str], rows: Sequence[Row], encoding: str = "", notes: Sequence[str] = ()) -> list[Parsed]:
    """The documents in the order of their first rows; what concerns the whole table is told with the first one.

    Raises Unreadable without a column of texts, without a text, for rows longer than the header and for too many.
    """
    header = [name.strip() for name in header]
    columns.refuse_doubtful(header)
    found = columns.recognised(header)
    _refuse(header, rows)
    full = [row for row in rows if not paragraphs.is_blank(row.cell(found["text"]))]
    if not full:
        raise Unreadable(_("It is empty: no row has a text."), rule="empty")
    groups = _groups(full, found)
    parsed = [_document(header, group, found, encoding) for group in groups]
    told = [*notes, *_told(rows, full, len(groups), header)]
    named = _named_apart(parsed)
    return [replace(named[0], notes=(*told, *named[0].notes)), *named[1:]]


def _refuse(header: Sequence[str], rows: Sequence[Row]) -> None:
    refuse_too_many(len(rows))
    for row in rows:
        if any(cell.strip() for cell in row.cells[len(header) :]):
            message = _(
                "Line %(line)s has more cells than there are columns; a text with the divider in it needs quotes."
            )
            raise Unreadable(message % {"line": row.line}, rule="ragged", line=row.line)


def refuse_too_many(n_rows: int) -> None:
    if n_rows > MOST_ROWS:
        raise Unreadable(_("It has more than %(n)s rows. Divide it.") % {"n": MOST_ROWS}, rule="too-large")


def _groups(rows: Sequence[Row], found: dict[str, int]) -> list[list[Row]]:
    """Rows of one document; those without a document id stand alone."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.cell(found.get("document")) or f"\n{row.line}", []).append(row)
    return list(groups.values())


def _document(header: Sequence[str], rows: Sequence[Row], found: dict[str, int], encoding: str) -> Parsed:
    texts = [row.cell(found["text"]).replace("\r\n", "\n").replace("\r", "\n") for row in rows]
    parsed = _whole(texts[0]) if len(texts) == 1 else composing.compose(Block(text) for text in texts)
    values = {field: next((c for row in rows if (c := row.cell(number))), "") for field, number in found.items()}
    said = {field: value for field, value in values.items() if value and field not in {"text", "document"}}
    extra = {
        name: value
        for number, name in enumerate(header)
        if name and number not in found.values() and (value := next((c for row in rows if (c := row.cell(number))), ""))
    }
    own = values.get("document") or values.get("external_id") or ""
    if own:
        said["external_id"] = own
    notes = _dated(said, extra)
    part = own[:LONGEST_PART] or str(rows[0].line)
    return replace(parsed, encoding=encoding, said=said, extra=extra, notes=notes, part=part)


def _whole(text: str) -> Parsed:
    """A text of one cell, cut into paragraphs as plain text is."""
    refuse_unstorable(text)
    composing.refuse_too_long(text)
    spans = paragraphs.split(text)
    composing.refuse_too_many(len(spans))
    texts = [text[start:end] for start, end in spans]
    pieces = composing.pieces_of(texts, spans, rules.guess(texts))
    return Parsed(text, "", pieces, proposing.propose(texts, [piece.kind for piece in pieces]))


def _dated(said: dict[str, str], extra: dict[str, str]) -> tuple[str, ...]:
    """The date in the form of the calendar; one that cannot be read stays beside the document, and is told."""
    stated = said.pop("published", "")
    if not stated:
        return ()
    published = dates.find(stated)
    if published:
        said["published"] = published
        return ()
    extra["date"] = stated
    return (_("Its date “%(date)s” could not be read and is kept beside it.") % {"date": stated[:40]},)


def _named_apart(parsed: list[Parsed]) -> list[Parsed]:
    """Parts name documents of a file, so that the second of a name gets a number."""
    seen: dict[str, int] = {}
    named = []
    for each in parsed:
        seen[each.part] = seen.get(each.part, 0) + 1
        number = seen[each.part]
        named.append(each if number == 1 else replace(each, part=f"{each.part} ({number})"))
    return named


def _told(rows: Sequence[Row], full: Sequence[Row], n_documents: int, header: Sequence[str]) -> list[str]:
    told = [
        ngettext("The table has %(n)s document.", "The table has %(n)s documents.", n_documents) % {"n": n_documents}
    ]
    if n_documents < len(full):
        told.append(_("Rows with the same document id are paragraphs of one document."))
    full_lines = {row.line for row in full}
    empty = [row.line for row in rows if row.line not in full_lines]
    short = [row.line for row in full if len(row.cells) < len(header)]
    told += [_("Rows without a text were left out: %(lines)s.") % {"lines": _lines(empty)}] if empty else []
    told += [_("Rows with fewer cells than columns: %(lines)s.") % {"lines": _lines(short)}] if short else []
    return told


def _lines(lines: Sequence[int]) -> str:
    named = ", ".join(map(str, lines[:N_NAMED]))
    more = f" … ({len(lines)})" if len(lines) > N_NAMED else ""
    return _("line %(lines)s") % {"lines": named + more}
