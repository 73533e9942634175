"""CSV as RFC 4180 has it, in UTF-8: figures with all their digits, shares in [0, 1], missing ones empty.

Names come from people and spreadsheets open such files, so a text that would be a formula gets an apostrophe in front.
"""

import csv
import io

from reports.tables.base import Format, Table, Value

# OWASP "CSV injection": what a cell may begin with to be a formula, in its full-width forms too.
LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(table: Table) -> bytes:
    """A head line and the rows; title and note are not in it, since programs read it."""
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow([neutral(head.text) for head in table.heads])
    out.writerows([neutral(cell.value) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def neutral(value: Value) -> Value:
    """The value, or with an apostrophe before it where a spreadsheet would calculate."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u00a0\u3000").startswith(LIVE) else value


CSV = Format("csv", "CSV", "text/csv; charset=utf-8", write)
