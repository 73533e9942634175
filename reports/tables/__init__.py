"""Tables of figures, and the formats in which they leave. A new format is one file and one line here."""

from reports.tables.base import Cell, Format, Head, Table, Value
from reports.tables.csv import CSV
from reports.tables.latex import LATEX
from reports.tables.word import WORD
from reports.tables.xlsx import XLSX

FORMATS: tuple[Format, ...] = (CSV, XLSX, LATEX, WORD)

__all__ = ["FORMATS", "Cell", "Format", "Head", "Table", "Value"]
