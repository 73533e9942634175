"""Readers of files. One file each; what is in this list is what can be imported."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from corpus.importers import docx, epub, html, markdown, mhtml, odt, pdf, rtf, tables, text
from corpus.importers.base import Importer, Unreadable

IMPORTERS: tuple[Importer, ...] = (
    text.IMPORTER,
    markdown.IMPORTER,
    docx.IMPORTER,
    odt.IMPORTER,
    pdf.IMPORTER,
    rtf.IMPORTER,
    epub.IMPORTER,
    *tables.IMPORTERS,
    html.IMPORTER,
    mhtml.IMPORTER,
)
BY_NAME = {importer.name: importer for importer in (*IMPORTERS, tables.TABLE)}


def suffixes() -> list[str]:
    """The endings of the files that can be imported."""
    return sorted(suffix for importer in IMPORTERS for suffix in importer.suffixes)


def importer_of(name: str) -> Importer:
    """The importer for a file of this name; raises Unreadable when there is none."""
    suffix = PurePath(name).suffix.lower()
    for importer in IMPORTERS:
        if suffix in importer.suffixes:
            return importer
    what = {"kinds": ", ".join(suffixes())}
    raise Unreadable(_("Files of this kind cannot be imported. What can: %(kinds)s.") % what, rule="kind")
