"""Files read in a process of their own: documents come back as they were read; whatever happens there is a refusal."""

import os
import signal
from dataclasses import replace

import pytest

from corpus.importers import text
from corpus.importers.base import Unreadable
from corpus.sandbox.reader import Reader
from tests.corpus.texts import HOSTILE, seed

STRANGE = replace(text.IMPORTER, is_plain=False)  # plain text, read as if it were not


def test_documents_come_back_as_they_were_read() -> None:
    with Reader() as reader:
        found = [reader.read(STRANGE, data) for data in (seed(1), HOSTILE.encode())]
    assert found == [[text.parse(seed(1))], [text.parse(HOSTILE.encode())]]


def test_refusal_comes_back_with_its_place_and_rule() -> None:
    with Reader() as reader, pytest.raises(Unreadable) as refused:
        reader.read(STRANGE, b"one\ntwo \xff")
    assert (refused.value.rule, refused.value.line, refused.value.column) == ("encoding", 2, 5)
    assert str(refused.value).startswith("It is not UTF-8: line 2, column 5 (byte offset 8)")


def test_death_is_a_refusal_and_the_next_file_is_read() -> None:
    with Reader() as reader:
        reader.read(STRANGE, b"One.")
        assert reader.child
        os.kill(reader.child.pid, signal.SIGKILL)
        with pytest.raises(Unreadable, match="damaged, or needs more memory") as refused:
            reader.read(STRANGE, b"Two.")
        assert refused.value.rule == "limits"
        assert [each.text for each in reader.read(STRANGE, b"Three.")] == ["Three."]


def test_time_is_limited() -> None:
    with Reader(seconds=0.01) as reader, pytest.raises(Unreadable, match="longer than 0 seconds"):
        reader.read(STRANGE, b"One.")


def test_unknown_importer_is_what_is_wrong_with_the_file() -> None:
    with Reader() as reader, pytest.raises(Unreadable, match=r"not what its name says \(KeyError\)") as refused:
        reader.read(replace(STRANGE, name="none"), b"One.")
    assert refused.value.rule == "damaged"


def test_process_ends_with_the_context() -> None:
    with Reader() as reader:
        reader.read(STRANGE, b"One.")
        child = reader.child
    assert child
    assert child.returncode == -signal.SIGKILL


def test_plain_text_needs_no_process() -> None:
    with Reader() as reader:
        reader.read(text.IMPORTER, b"One.")
        assert reader.child is None
