"""The worker: takes job after job. Any number of them may run, in server processes or as `manage.py worker`."""

import logging
import os
import secrets
import socket
import threading
from time import monotonic

from django.db import Error, close_old_connections

from jobs.actions import scheduling
from jobs.keeping import Keeper, Stopping
from jobs.running import run_next

PAUSE = 1.0  # seconds between two looks into an empty queue
DUE = 20.0  # seconds between two looks at what recurs
TROUBLE = 5.0  # seconds after the database could not be asked
log = logging.getLogger("tifa.jobs")


class Worker:
    """Works in whatever thread calls `run`, until `stop` is called from another one."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._stopping = threading.Event()
        self._keeper = Keeper(self.name, self._stopping)
        self._thread: threading.Thread | None = None
        self._looked = -DUE

    def start(self) -> None:
        """Work in a thread of this process, beside whatever else it does."""
        self._thread = threading.Thread(target=self.run, name=self.name, daemon=True)
        self._thread.start()

    def run(self, *, until_empty: bool = False) -> None:
        """Do jobs as they come; `until_empty` ends when none waits."""
        with self._keeper.beating():
            while not self._stopping.is_set():
                did_something = self._round()
                if until_empty and not did_something:
                    break
                if not did_something:
                    self._stopping.wait(PAUSE)
            self._leave()

    def stop(self, timeout: float = 5) -> None:
        """Give the job back that is worked on, and end; waits so many seconds for it."""
        self._stopping.set()
        if self._thread:
            self._thread.join(timeout)

    def _round(self) -> bool:
        """Whether there was a job."""
        try:
            self._queue_due()
            return run_next(self._keeper)
        except Stopping:
            return True
        except Error as error:
            log.warning("%s cannot reach the database: %s", self.name, error)
            self._stopping.wait(TROUBLE)
            return True
        finally:
            close_old_connections()

    def _queue_due(self) -> None:
        if monotonic() - self._looked >= DUE:
            scheduling.queue_due()
            self._looked = monotonic()

    def _leave(self) -> None:
        try:
            scheduling.leave(self.name)
        except Error as error:
            log.warning("%s cannot reach the database: %s", self.name, error)
        close_old_connections()
