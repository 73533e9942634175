"""A table as plain HTML: opened in Word, or copied from a browser into it, it stays a table."""

from django.template.loader import render_to_string

from reports.tables.base import Format, Table


def html(table: Table) -> str:
    """The table alone, without the page around it; every text is escaped."""
    return render_to_string("reports/tables/word.html", {"table": table})


def write(table: Table) -> bytes:
    return render_to_string("reports/tables/word_page.html", {"table": table}).encode()


WORD = Format("html", "Word (HTML)", "text/html; charset=utf-8", write)
