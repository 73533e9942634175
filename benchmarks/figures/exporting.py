"""Taking everything out as CSV, beside a bare cursor with the same query that writes its rows into a file."""

import csv
from pathlib import Path

from django.conf import settings
from django.db import connection

from datasets.exporting import Export, Wish
from datasets.formats import FORMATS
from datasets.rows import TABLES, passages
from datasets.selection import Selection
from figures.site import Site
from figures.table import row, timed

TIMES = 3  # the best counts


def measure(site: Site) -> None:
    selection = Selection(site.project)
    table = next(each for each in TABLES if each.name == "passages")
    n, raw = table.count(selection), min(timed(lambda: _bare(selection), TIMES))
    for format in FORMATS:
        wish = Wish(selection, table, format)
        took = min(timed(lambda wish=wish: _ours(wish), TIMES))
        row(f"export {n:,} rows of passages as {format.name}", took, raw)


def _ours(wish: Wish) -> None:
    with Path(settings.TIFA_DATA, "ours").open("wb") as file:
        for piece in Export(wish):
            file.write(piece)


def _bare(selection: Selection) -> None:
    fields = (*passages.FIELDS, selection.coder_field, *passages.LAST_FIELDS)
    sql, params = selection.passages().order_by(*passages.ORDER).values_list(*fields).query.sql_with_params()
    with connection.cursor() as cursor, Path(settings.TIFA_DATA, "bare.csv").open("w", newline="") as file:
        cursor.execute(sql, params)
        writer = csv.writer(file)
        while rows := cursor.fetchmany(2000):
            writer.writerows(rows)
