"""Rich Text Format (RTF 1.9.1): read as its pages show it with all tracked changes accepted."""

from django.utils.translation import gettext as _

from corpus import composing
from corpus.importers import office
from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.importers.rtf.machine import Machine


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; `encoding` is used for bytes that neither a font nor the head of the file explains."""
    body = data.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not body.startswith(b"{\\rtf"):
        raise Unreadable(_("It is no RTF, whatever its name says."), rule="kind")
    machine = Machine(encoding or "cp1252")
    machine.run(body)
    info = machine.info
    said = office.said_of(info.get("title", ""), info.get("author", ""))
    extra = office.extra_of(machine.created, info.get("subject", ""), info.get("keywords", ""))
    notes = machine.tally.notes()
    if machine.is_cut:
        notes.append(_("The file ends in the middle; what is there was read."))
    parsed = composing.compose(machine.document.blocks, encoding=machine.page, said=said, extra=extra, notes=notes)
    return [office.with_own_words(parsed)]


IMPORTER = Importer(name="rtf", version="1", suffixes=(".rtf",), read=read)
