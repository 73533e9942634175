"""The tables that can leave."""

from datasets.rows.base import Table
from datasets.rows.passages import PASSAGES
from datasets.rows.units import UNITS

TABLES: tuple[Table, ...] = (PASSAGES, UNITS)

__all__ = ["TABLES", "Table", "named"]


def named(name: str) -> Table | None:
    return next((table for table in TABLES if table.name == name), None)
