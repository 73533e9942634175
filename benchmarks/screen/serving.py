"""Our server as it runs for people: gunicorn, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds until it answers


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server on a free port, over the data that TIFA_DATA names."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "config/server.py", "--log-level=warning", "config.wsgi"]
    with open(Path(os.environ["TIFA_DATA"]) / "server.log", "w+") as log:
        server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TIFA_PORT": str(port)}, stdout=log, stderr=log)
        try:
            _wait(server, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"The server does not start: {(Path(os.environ['TIFA_DATA']) / 'server.log').read_text()}")
