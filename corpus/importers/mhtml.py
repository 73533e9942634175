"""Web pages saved whole (MHTML), as browsers write them: the page inside, with its address."""

from email import message_from_bytes, policy
from email.message import Message

from django.utils.translation import gettext as _

from corpus.importers.base import Importer, Parsed, Unreadable

MOST_PARTS = 5_000


def read(data: bytes, encoding: str = "") -> list[Parsed]:
    """One document; raises Unreadable for what is no MIME message with a page in it."""
    from corpus.importers.html import article  # lxml and trafilatura are loaded only where strange files are read

    message = message_from_bytes(data, policy=policy.compat32)
    page = _page(message)
    body = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(body, bytes):
        raise Unreadable(_("It is no saved web page: no page is in it."), rule="damaged")
    address = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    charset = page.get_content_charset() or ""
    return [article.parse(body, encoding, declared=charset, address=str(address).strip())]


def _page(message: Message) -> Message | None:
    """The first part of the type text/html, however deep."""
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise Unreadable(_("It has more than %(n)s parts.") % {"n": MOST_PARTS}, rule="too-large")
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            return part
    return None


IMPORTER = Importer(name="mhtml", version="2", suffixes=(".mhtml", ".mht"), read=read)
