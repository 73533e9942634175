"""Opening a document: the annotate page over HTTP, beside a bare read of the same rows."""

import gzip

from django.db import connection

from annotations.models import Assignment
from figures.site import Site
from figures.table import row, share, timed

RAW = (
    "SELECT id, ordinal, kind, text, sentences, is_codable FROM corpus_paragraph WHERE revision_id IN"
    " (SELECT id FROM corpus_revision WHERE document_id = %s AND state = 'current') ORDER BY ordinal",
    "SELECT p.*, t.theme_id, t.is_unsure FROM annotations_passage p LEFT JOIN annotations_tagging t"
    " ON t.passage_id = p.id WHERE p.round_id = %s AND p.document_id = %s AND p.coder_id = %s ORDER BY p.start",
    "SELECT paragraph_id FROM annotations_reading WHERE round_id = %s AND document_id = %s AND coder_id = %s",
)


def measure(site: Site) -> None:
    _open(site, 2, "25 paragraphs, 40 passages", "15 ms")
    _open(site, 3, "2,000 paragraphs, 3,000 passages", "")


def _open(site: Site, seed: int, size: str, promised: str) -> None:
    assignment, reader = site.assignment(seed), site.reader(site.ada)
    address = f"/projects/{site.project.slug}/documents/{assignment.document_id}/annotate/"
    page = reader.get(address)
    took, raw = timed(lambda: reader.get(address)), timed(lambda: _read(assignment))
    told = f"open {size} ({len(page) / 1000:,.0f} KB, {len(gzip.decompress(page)) / 1000:,.0f} unpacked)"
    row(f"{told}, p50", share(took, 0.5), share(raw, 0.5), promised)
    row(f"open {size}, p95", share(took, 0.95), share(raw, 0.95))


def _read(assignment: Assignment) -> None:
    place = (assignment.round_id, assignment.document_id, assignment.coder_id)
    with connection.cursor() as cursor:
        for sql in RAW:
            cursor.execute(sql, place if sql.count("%s") == 3 else [assignment.document_id])
            cursor.fetchall()
