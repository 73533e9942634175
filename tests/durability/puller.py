"""A coder over HTTP who pulls one document after the other from a pool, and hands each in.

`python -m tests.durability.puller ADDRESS PROJECT ROUND SESSION LOG [N]`: says "ready", waits for a line, pulls until
the pool has nothing more to take or standard input ends. A line of the log is [operation, document, status, rule] for a
document that was asked for, and [null, document, status, rule] for one that was handed in; what is acknowledged is on
the disk before anything else is sent. With N the N-th document is taken and then nothing more is done, until somebody
ends that.
"""

import http.client
import json
import os
import select
import sys
import time
import uuid
from itertools import count
from typing import Any

from tests.durability.saver import PATIENCE, PAUSE, Saver

ENDED = {"pool-empty"}


class Puller(Saver):
    """Sends what is not answered again, with the same id, as every client must."""

    def __init__(self, address: str, project: str, round: str, session: str, log: Any) -> None:
        super().__init__(address, "0", session)
        self.project, self.round, self.log = project, int(round), log

    def pull(self) -> int | None:
        """The next document, now one's own; None when there is none."""
        op = str(uuid.uuid4())
        status, told = self.insist(f"/api/v1/projects/{self.project}/next", {"op": op, "round": self.round})
        self.note(op, told.get("document"), status, told)
        if rule_of(told) in ENDED:
            return None
        return int(told["document"])

    def code(self, document: int) -> None:
        """Mark everything as read and hand in."""
        place, of = f"/api/v1/documents/{document}", {"round": self.round}
        read = {"op": str(uuid.uuid4()), "changes": [{"do": "read", "paragraphs": None}], **of}
        self.insist(f"{place}/operations", read)
        status, told = self.insist(f"{place}/hand-in", {"op": str(uuid.uuid4()), **of})
        self.note(None, document, status, told)

    def insist(self, path: str, body: Any) -> tuple[int, Any]:
        """The answer, asked for again and again until somebody is there who is not busy."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                status, told = self.ask("POST", path, body)
            except (OSError, http.client.HTTPException):
                status, told = 503, {}
            if status != 503:
                return status, told
            time.sleep(PAUSE)
        sys.exit(f"{path} was never answered")

    def note(self, op: str | None, document: Any, status: int, told: Any) -> None:
        print(json.dumps([op, document, status, rule_of(told)]), file=self.log, flush=True)
        os.fsync(self.log.fileno())


def rule_of(told: Any) -> str:
    return str(told.get("error", {}).get("rule", ""))


if __name__ == "__main__":
    with open(sys.argv[5], "a") as log:
        puller, last = Puller(*sys.argv[1:5], log), int(sys.argv[6]) if len(sys.argv) > 6 else None
        print("ready", flush=True)
        sys.stdin.readline()
        for number in count(1):
            document = None if select.select([sys.stdin], [], [], 0)[0] else puller.pull()
            if document is None:
                break
            while number == last:
                time.sleep(1)
            puller.code(document)
