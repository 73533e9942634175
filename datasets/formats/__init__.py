"""The formats in which tables leave. A new one is one file and one line here."""

from datasets.formats.base import Format
from datasets.formats.csv import CSV
from datasets.formats.jsonl import JSONL

FORMATS: tuple[Format, ...] = (CSV, JSONL)

__all__ = ["FORMATS", "Format", "named"]


def named(name: str) -> Format | None:
    return next((format for format in FORMATS if name in (format.name, format.suffix)), None)
