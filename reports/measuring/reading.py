"""From a CSV file to what coders said of units, or which passages they marked."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.measures.base import Pattern
from reports.measures.continuum import Span

UNITS = ("unit", "coder", "value")
PASSAGES = ("coder", "start", "end", "value", "length")
DELIMITERS = ",;\t"
JOINED = "|"
MOST_FAULTS = 20

Row = dict[str, str]


class Faulty(Exception):
    """The file cannot be measured; `faults` are sentences that name lines and columns."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass
class Coded:
    """`documents`: name -> patterns of frozensets of values, one place a coder, None where missing -> units.

    Without a column document all units stand under "".
    """

    coders: list[str]
    has_documents: bool
    documents: dict[str, Counter[Pattern]] = field(default_factory=dict)


@dataclass
class Passages:
    """`themes`: value -> for each coder the spans (place of the document, start, end); offsets from its beginning."""

    coders: list[str]
    documents: list[str]
    lengths: list[int]
    themes: dict[str, list[list[Span]]] = field(default_factory=dict)


def read(data: bytes) -> Coded | Passages:
    """What a file says, by its columns; raises Faulty."""
    columns, rows = _table(data)
    if set(PASSAGES) <= set(columns):
        return _passages(rows, columns)
    if set(UNITS) <= set(columns):
        return _coded(rows, "document" in columns)
    wanted = f"{', '.join(UNITS)} (and document); or {', '.join(PASSAGES)} (and document, begin)"
    raise Faulty([f"The columns must be {wanted}. These are {', '.join(columns) or 'none'}."])


def _table(data: bytes) -> tuple[list[str], list[tuple[int, Row]]]:
    """The names of the columns in small letters, and (line, row) without surrounding blanks."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faulty([f"The file is not UTF-8: byte {error.start + 1} cannot be read."]) from error
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=head.count), strict=True)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        rows = [(reader.line_num, _row(columns, values)) for values in reader if any(map(str.strip, values))]
    except csv.Error as error:
        raise Faulty([f"Line {reader.line_num}: {error}."]) from error
    if len(set(columns)) < len(columns):
        raise Faulty(["Two columns have one name."])
    return columns, rows


def _row(columns: list[str], values: list[str]) -> Row:
    filled = [*values, *[""] * (len(columns) - len(values))]
    return {name: value.strip() for name, value in zip(columns, filled, strict=False)}


def _coded(rows: list[tuple[int, Row]], has_documents: bool) -> Coded:
    faults, lines = [], dict[tuple[str, str, str], int]()
    units: dict[tuple[str, str], dict[str, frozenset[str] | None]] = {}
    for line, row in rows:
        document, unit, coder = row.get("document", ""), row["unit"], row["coder"]
        if not unit or not coder:
            faults.append(f"Line {line}: the unit or the coder is empty.")
        elif (before := lines.setdefault((document, unit, coder), line)) != line:
            faults.append(f"Line {line}: {coder} answered unit {unit} in line {before}; join values by {JOINED}.")
        units.setdefault((document, unit), {})[coder] = _values(row["value"])
    _refuse(faults)
    found = Coded(list(dict.fromkeys(row["coder"] for _line, row in rows)), has_documents)
    for (document, _unit), said in units.items():
        patterns = found.documents.setdefault(document, Counter())
        patterns[tuple(said.get(coder) for coder in found.coders)] += 1
    return found


def _values(text: str) -> frozenset[str] | None:
    """Empty is missing; a lone | is an answer without any value."""
    return frozenset(part.strip() for part in text.split(JOINED) if part.strip()) if text else None


def _passages(rows: list[tuple[int, Row]], columns: list[str]) -> Passages:
    documents = list(dict.fromkeys(row.get("document", "") for _line, row in rows))
    coders = list(dict.fromkeys(row["coder"] for _line, row in rows if row["coder"]))
    ends, faults = _ends(rows), []
    found = Passages(coders, documents, [ends[name][1] - ends[name][0] for name in documents])
    for line, row in rows:
        begin, end = ends[name := row.get("document", "")]
        if not row["coder"]:
            faults.append(f"Line {line}: the coder is empty.")
        elif row["start"] or row["end"] or row["value"]:
            faults += _place(found, row, (documents.index(name), begin, end), line)
    _refuse(faults)
    return found


def _ends(rows: list[tuple[int, Row]]) -> Mapping[str, tuple[int, int]]:
    """Where the text of each document begins and ends."""
    ends: dict[str, tuple[int, int]] = {}
    faults = []
    for line, row in rows:
        begin, length = _number(row.get("begin") or "0"), _number(row["length"])
        if begin is None or not length:
            faults.append(f"Line {line}: the length of the text is no whole number above 0.")
        elif ends.setdefault(row.get("document", ""), (begin, begin + length)) != (begin, begin + length):
            faults.append(f"Line {line}: the text has another length than before.")
    _refuse(faults)
    return ends


def _place(found: Passages, row: Row, text: tuple[int, int, int], line: int) -> Iterator[str]:
    """Put one passage in its place, or say what is wrong with it."""
    document, begin, end_of_text = text
    start, end = _number(row["start"]), _number(row["end"])
    if start is None or end is None or not row["value"]:
        yield f"Line {line}: start and end must be whole numbers, and there must be a value."
    elif not begin <= start < end <= end_of_text:
        yield f"Line {line}: from {start} to {end} is empty, or outside the text from {begin} to {end_of_text}."
    else:
        for value in _values(row["value"]) or ():
            spans = found.themes.setdefault(value, [[] for _coder in found.coders])
            spans[found.coders.index(row["coder"])].append((document, start - begin, end - begin))


def _number(text: str) -> int | None:
    """A whole number below a thousand million that is not negative, also written as 12.0."""
    digits = text.removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        more = len(faults) - MOST_FAULTS
        raise Faulty([*faults[:MOST_FAULTS], *([f"and {more} more"] if more > 0 else [])])
