"""PDFs read in the confined process: refusals come back by their rule, bombs take neither memory nor the reader."""

import zlib
from pathlib import Path

import pytest

from corpus.importers import pdf
from corpus.importers.base import Unreadable
from corpus.sandbox.reader import Reader
from tests.corpus.importers.pdf_files import column
from tests.corpus.importers.pdf_files import pdf as made

PASSWORD = Path(__file__).parent.parent / "files" / "pdf" / "password.pdf"


def bomb() -> bytes:
    """A page of which the drawing inflates to 80 million bytes, and to millions of strokes."""
    squeezer = zlib.compressobj(1)
    some = b"0 0 m 1 1 l S\n" * 75_000
    packed = b"".join(squeezer.compress(some) for _each in range(80)) + squeezer.flush()
    plain = made([[]])
    return plain.replace(
        b"<</Length 0>>stream\n\n", b"<</Filter/FlateDecode/Length %d>>stream\n%s\n" % (len(packed), packed)
    )


def test_hostile_files_are_refused_by_their_rules() -> None:
    rules = []
    with Reader(seconds=20) as reader:
        (parsed,) = reader.read(pdf.IMPORTER, made([column(["One line of text."])]))
        for data in (PASSWORD.read_bytes(), made([[]], pictures=[0]), b"%PDF-1.7\n" + b"<<[" * 100_000, bomb()):
            with pytest.raises(Unreadable) as refused:
                reader.read(pdf.IMPORTER, data)
            rules.append(refused.value.rule)
    assert (parsed.text, rules) == ("One line of text.", ["encrypted", "no-text-layer", "damaged", "limits"])
