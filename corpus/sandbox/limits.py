"""What a process that reads strange files may do: think, for a while, with some memory. Nothing else.

Memory counts what it writes to (RLIMIT_DATA), so that mapped libraries are free; files may be read and never written;
the network is away where the system grants that, and refused by Python in any case.
"""

import ctypes
import os
import resource
import sys
from typing import Any

MEMORY = 400 * 2**20  # bytes, of which Python and the libraries take about 100 million
SECONDS = 60  # of the processor for one file; the parent waits as long by the clock
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000  # Linux, unshare(2)
REFUSED = ("socket.", "subprocess.", "shutil.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def leave_the_network() -> None:
    """Into a network of its own that leads nowhere; where the system grants none, the audit hook has to do."""
    ctypes.CDLL(None).unshare(NEW_NETWORK | NEW_USER)


def confine() -> None:
    """From here on, for good."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def renew_seconds() -> None:
    """As many as one file may take, counted from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, hard))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    is_writing = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & WRITING)
    if is_writing or event.startswith(REFUSED):
        raise PermissionError(f"{event} is not for readers of files")
