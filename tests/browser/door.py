"""The door of the tests' server: between two tests nothing comes in, and nobody is left inside."""

from collections.abc import Callable, Iterator
from threading import Condition
from typing import Any

Application = Callable[..., Any]
PATIENCE = 30  # seconds


class Door:
    """Counts the requests that the server is at, and turns away those that come while it is shut."""

    def __init__(self) -> None:
        self._is_open = False
        self._inside = 0
        self._changed = Condition()

    def before(self, application: Application) -> Application:
        """The same WSGI application behind this door."""

        def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
            if not self._entered():
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return
            try:
                answer = application(environ, start_response)
                try:
                    yield from answer
                finally:
                    answer.close()
            finally:
                self._left()

        return guarded

    def open(self) -> None:
        with self._changed:
            self._is_open = True

    def shut(self) -> None:
        """Let nobody in any more, and wait until everybody is out."""
        with self._changed:
            self._is_open = False
            assert self._changed.wait_for(lambda: not self._inside, PATIENCE), f"{self._inside} requests still run"

    def _entered(self) -> bool:
        with self._changed:
            self._inside += self._is_open
            return self._is_open

    def _left(self) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()
