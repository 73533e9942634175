"""docs/data-dictionary.md explains every column of every table and every format."""

import re
from pathlib import Path

import pytest

from datasets.formats import FORMATS
from datasets.rows import TABLES
from datasets.rows.passages import COLUMNS
from datasets.rows.themes import BEFORE_THEMES

TEXT = (Path(__file__).parents[2] / "docs" / "data-dictionary.md").read_text()


def explained(table: str) -> list[str]:
    """The columns that the page explains under the table's heading, in its order."""
    section = TEXT.split(f"\n## {table}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.M)


@pytest.mark.parametrize(("table", "columns"), [("passages", COLUMNS), ("units", BEFORE_THEMES)])
def test_every_column_is_explained_in_its_order(table: str, columns: tuple[str, ...]) -> None:
    assert explained(table) == list(columns)


def test_every_table_has_its_section() -> None:
    assert re.findall(r"^## (\w+)$", TEXT, re.M) == [table.name for table in TABLES]


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_every_format_is_explained(format: object) -> None:
    assert f"`{format.name}`:" in TEXT  # type: ignore[attr-defined]
