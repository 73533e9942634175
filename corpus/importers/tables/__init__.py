"""Corpora in columns: CSV, TSV, XLSX, JSON and JSON lines with one row a document, or one row a paragraph."""

from corpus.importers.tables import delimited, objects, sheets

IMPORTERS = (delimited.IMPORTER, sheets.IMPORTER, objects.IMPORTER)
TABLE = sheets.TABLE  # of no documents, but of what is said about some
