"""The real server on an installation: `gunicorn --config config/server.py`, in a process group that can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.installations import Around
from tests.source import ROOT

GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "config/server.py", "config.wsgi"]
PATIENCE = 60  # seconds until a server that does not answer is given up


class Server:
    """Gunicorn on a free port; its log is `server.log` in the installation's folder."""

    def __init__(self, around: Around) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.around = {**around, "TIFA_PORT": str(port)}
        self.address = f"127.0.0.1:{port}"
        self.log = Path(around["TIFA_DATA"]) / "server.log"

    def start(self) -> float:
        """Seconds until it answered."""
        began = time.monotonic()
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                GUNICORN, cwd=ROOT, env=self.around, stdout=log, stderr=log, start_new_session=True
            )
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() - began < PATIENCE, self.log.read_text()
            time.sleep(0.02)
        return time.monotonic() - began

    def answers(self) -> bool:
        with suppress(URLError, OSError), urlopen(f"http://{self.address}/healthz", timeout=10) as answer:
            return bool(answer.status == 200)
        return False

    def kill(self) -> None:
        """The whole group at once, as a power cut does: nothing is finished, nothing is told."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def serving(around: Around) -> Iterator[Server]:
    """A server that has answered; it is gone at the end."""
    server = Server(around)
    try:
        server.start()
        yield server
    finally:
        server.kill()
