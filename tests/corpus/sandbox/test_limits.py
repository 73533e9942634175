"""What a process that reads strange files is refused, tried in one."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.sandbox.reader import COMMAND

TRIED = """
import os, socket, subprocess, sys
from corpus.sandbox import limits
limits.leave_the_network()
limits.confine()
{}
"""


def tried(code: str, folder: Path) -> str:
    """The last line of what a confined process says."""
    command = [sys.executable, "-B", "-c", TRIED.format(code)]
    done = subprocess.run(command, capture_output=True, text=True, env={"FOLDER": str(folder)}, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "socket.create_connection(('127.0.0.1', 9))",
            "PermissionError: socket.getaddrinfo is not for readers of files",
        ),
        ("socket.socket()", "PermissionError: socket.__new__ is not for readers of files"),
        ("subprocess.run(['true'])", "PermissionError: subprocess.Popen is not for readers of files"),
        ("os.system('true')", "PermissionError: os.system is not for readers of files"),
        ("os.fork()", "PermissionError: os.fork is not for readers of files"),
        ("open(os.environ['FOLDER'] + '/new', 'w')", "PermissionError: open is not for readers of files"),
        ("os.open(os.environ['FOLDER'] + '/new', os.O_CREAT)", "PermissionError: open is not for readers of files"),
        ("held = bytearray(500 * 2**20)", "MemoryError"),
    ],
)
def test_reader_of_files_is_refused(code: str, said: str, tmp_path: Path) -> None:
    assert (tried(code, tmp_path), list(tmp_path.iterdir())) == (said, [])


def test_reader_of_files_may_read(tmp_path: Path) -> None:
    assert tried("print(len(open('manage.py').read()) > 0)", tmp_path) == "True"


def test_command_leads_to_the_confined_process() -> None:
    assert COMMAND[-1] == "corpus.sandbox.child"
