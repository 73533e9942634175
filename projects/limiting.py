"""How often one may ask the API: so many requests a minute, counted for all server processes of a machine together.

The counters stand in a small file of TIFA_DATA, under a lock of the kernel that is held for microseconds: no database
is written. Each belongs to a slot by a hash, near which it is looked for; should all slots there be taken in a minute,
or the disk be full, requests are let through uncounted. Minutes are those of the clock, so that two limits may fall
into any sixty seconds.
"""

import fcntl
import hashlib
import os
import struct
import time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ledger.problems import Problem
from projects.wire import refusal

MINUTE = 60  # seconds
SLOT = struct.Struct("<QII")  # whose, in which minute, how many
SLOTS, NEAR = 16_384, 8


class TooManyRequests(Problem):
    """More than the limit in this minute; Retry-After says how long it lasts."""

    status, rule = 429, "too-many-requests"


class Counters:
    """The counters of one file; made when it is not there."""

    def __init__(self, path: Path) -> None:
        self.file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self.lock = Lock()  # among threads, which share the file; among processes the kernel's

    def count(self, who: str, minute: int) -> int:
        """Count one more; how many that makes of theirs in this minute, 0 where it could not be counted."""
        key = int.from_bytes(hashlib.blake2b(who.encode(), digest_size=8).digest(), "little")
        with self.lock:
            fcntl.flock(self.file, fcntl.LOCK_EX)
            try:
                return self._count(key, minute)
            except OSError:
                return 0
            finally:
                fcntl.flock(self.file, fcntl.LOCK_UN)

    def _count(self, key: int, minute: int) -> int:
        start = key % SLOTS * SLOT.size
        near = os.pread(self.file, NEAR * SLOT.size, start).ljust(NEAR * SLOT.size, b"\0")
        slots = list(SLOT.iter_unpack(near))
        own = [number for number, slot in enumerate(slots) if slot[:2] == (key, minute)]
        free = own or [number for number, slot in enumerate(slots) if slot[1] != minute]
        if not free:
            return 0
        count = slots[free[0]][2] + 1 if own else 1
        os.pwrite(self.file, SLOT.pack(key, minute, count), start + free[0] * SLOT.size)
        return int(count)


def refused(request: Any) -> HttpResponse | None:
    """The answer to one request too many of a token, or of a person who is signed in; None: go on."""
    who, limit = f"user/{request.user.pk}", settings.TIFA_API_USER_LIMIT
    if request.token:
        who, limit = f"token/{request.token.pk}", settings.TIFA_API_TOKEN_LIMIT
    minute, second = divmod(int(time.time()), MINUTE)
    if not limit or _counters(settings.TIFA_DATA / "limits").count(who, minute) <= limit:
        return None
    answer = refusal(TooManyRequests(_("At most %d requests a minute, please.") % limit))
    answer.headers["Retry-After"] = str(MINUTE - second)
    return answer


@cache
def _counters(path: Path) -> Counters:
    return Counters(path)
