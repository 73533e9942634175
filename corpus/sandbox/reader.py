"""Reads files through their importers: plain ones here, others in a process of their own."""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import IO, Any, cast

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from corpus.importers.base import Importer, Parsed, Unreadable
from corpus.sandbox import frames
from corpus.sandbox.limits import MEMORY, SECONDS

MOST_FILES = 200  # after which a fresh process takes over, whatever the old one gathered
COMMAND = [sys.executable, "-B", "-m", "corpus.sandbox.child"]
KEPT = ("PATH", "LANG", "LC_ALL")  # of the environment; it knows no secret


Child = subprocess.Popen[bytes]


class _Gone(Exception):
    """The process ended, or took too long; its words say which."""


class Reader:
    """A context: `read` as often as wanted; the process, if one was needed, ends with it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.child: Child | None = None
        self.n_read = 0

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def read(self, importer: Importer, data: bytes, encoding: str = "") -> Sequence[Parsed]:
        """The documents of a file, or Unreadable; a file on which the process dies is refused like any other."""
        if importer.is_plain:
            return importer.read(data, encoding)
        asked = {"importer": importer.name, "encoding": encoding, "language": translation.get_language() or "en"}
        try:
            answer = _answer(self._child(), asked, data, self.seconds)
        except _Gone as gone:
            self._end()
            raise Unreadable(str(gone), rule="limits") from gone
        if "documents" in answer:
            return [Parsed.from_plain(each) for each in answer["documents"]]
        raise _refusal(answer)

    def _child(self) -> Child:
        if self.n_read >= MOST_FILES:
            self._end()
        self.n_read += 1
        self.child = self.child or _started()
        return self.child

    def _end(self) -> None:
        if self.child is not None:
            self.child.kill()
            self.child.communicate()  # closes the pipes, waits for its end
        self.child, self.n_read = None, 0


def _started() -> Child:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    pipe = subprocess.PIPE
    return subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, cwd=settings.BASE_DIR, env=environment)  # noqa: S603


def _answer(child: Child, asked: dict[str, str], data: bytes, seconds: float) -> dict[str, Any]:
    """What the process answers, or _Gone when it is dead or its time is over."""
    try:
        frames.send(cast("IO[bytes]", child.stdin), frames.packed(asked), data)
    except BrokenPipeError as error:
        raise _Gone(_died()) from error
    end = time.monotonic() + seconds
    pipe = cast("IO[bytes]", child.stdout).fileno()
    n_bytes = int.from_bytes(_bytes(pipe, frames.SIZE, end, seconds), "big")
    answer: dict[str, Any] = frames.unpacked(_bytes(pipe, n_bytes, end, seconds))
    return answer


def _bytes(pipe: int, n_bytes: int, end: float, seconds: float) -> bytes:
    held = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while len(held) < n_bytes:
            if not waiting.select(max(0, end - time.monotonic())):
                raise _Gone(_("Reading it took longer than %(n)s seconds.") % {"n": round(seconds)})
            some = os.read(pipe, n_bytes - len(held))
            if not some:
                raise _Gone(_died())
            held += some
    return bytes(held)


def _refusal(answer: dict[str, Any]) -> Unreadable:
    if "refused" in answer:
        where = {name: answer[name] for name in ("rule", "line", "column")}
        return Unreadable(answer["refused"], **where)
    if answer["failed"] == "memory":
        message = _("Reading it takes more memory than the %(n)s MB allowed.") % {"n": MEMORY // 2**20}
        return Unreadable(message, rule="limits")
    message = _("It is damaged, or not what its name says (%(name)s).") % {"name": answer["failed"]}
    return Unreadable(message, rule="damaged")


def _died() -> str:
    return _("The process that read it died of it. It is damaged, or needs more memory than is allowed.")
