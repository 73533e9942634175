"""Bringing texts in, beside the same rows of paragraphs stored by the bare driver in one transaction."""

import time

from django.db import connection, transaction

from corpus import inventing
from corpus.actions import importing
from figures.site import PER_DOCUMENT, Site
from figures.table import row

COLUMNS = "revision_id, ordinal, kind, reason, is_codable, start, text, n_chars, sentences, n_sentences, version"
N_COLUMNS = len(COLUMNS.split(","))


def measure(site: Site) -> None:
    n = site.n_paragraphs
    files = inventing.files(n // PER_DOCUMENT, n, seed=77)
    begun = time.perf_counter()
    importing.import_files(project=site.project, files=files, actor=None)
    took = time.perf_counter() - begun
    told = f"import {n:,} paragraphs in {n // PER_DOCUMENT:,} files, paragraphs"
    row(told, n / took, n / _stored(n), "20,000/s", "/s")
    everything = f"make {site.n_paragraphs:,} paragraphs with {site.n_passages:,} passages (make_corpus)"
    row(everything, site.made["corpus"], None, unit="s")


def _stored(n: int) -> float:
    """Seconds for so many rows of paragraphs as they are: COPY, or many values a statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE raw_import AS SELECT {COLUMNS} FROM corpus_paragraph WHERE 1 = 0")
        cursor.execute(f"SELECT {COLUMNS} FROM corpus_paragraph ORDER BY id DESC LIMIT {n}")
        rows = [[str(value) if isinstance(value, list) else value for value in each] for each in cursor.fetchall()]
        begun = time.perf_counter()
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY raw_import ({COLUMNS}) FROM STDIN") as copy:
                    for each in rows:
                        copy.write_row(each)
            else:
                cursor.executemany(f"INSERT INTO raw_import VALUES ({', '.join(['%s'] * N_COLUMNS)})", rows)
        took = time.perf_counter() - begun
        cursor.execute("DROP TABLE raw_import")
    return took
