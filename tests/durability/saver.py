"""A coder over HTTP who knows nothing of ours: tags new words again and again, and writes every answer down.

`python -m tests.durability.saver ADDRESS DOCUMENT SESSION LOG [N]`: says "ready", waits for a line, saves until
standard input ends, or N times. What is not acknowledged is sent again with the same id until it is; now and then the
cable is torn before the answer comes. A line of the log is [seconds, operation, passage, status, rule]; that of an
acknowledgement is on the disk before anything else is sent, and no answer has the status 0.
"""

import http.client
import json
import os
import select
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import combinations, islice
from random import Random
from typing import Any

TOKEN = "c" * 32
PAUSE = 0.25  # seconds between two tries
PATIENCE = 120  # seconds for which one save is tried
TORN = 0.1  # of the saves
SAVED = {200, 201}


class Saver:
    def __init__(self, address: str, document: str, session: str) -> None:
        self.address, self.place = address, f"/api/v1/documents/{document}"
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/json",
        }
        self.random = Random(session)

    def tags(self) -> Iterator[dict[str, Any]]:
        """Every choice of words of the document, in an order of one's own."""
        _status, document = self.ask("GET", self.place)
        paragraphs = [each for each in document["paragraphs"] if each["is_codable"]]
        spans = [(each, *ends) for each in paragraphs for ends in combinations(range(len(each["text"]) + 1), 2)]
        for paragraph, start, end in self.random.sample(spans, len(spans)):
            quote, themes = paragraph["text"][start:end], ["trade"]
            place = {"paragraph": paragraph["id"], "start": start, "end": end, "quote": quote, "themes": themes}
            yield {"do": "tag", "id": str(uuid.uuid4()), **place}

    def save(self, tag: dict[str, Any], log: Any) -> None:
        body, until = {"op": str(uuid.uuid4()), "changes": [tag]}, time.monotonic() + PATIENCE
        if self.random.random() < TORN:
            with suppress(OSError):
                self.request("POST", f"{self.place}/operations", body).close()
        while time.monotonic() < until:
            try:
                status, told = self.ask("POST", f"{self.place}/operations", body)
            except (OSError, http.client.HTTPException):  # nobody there, or gone before the answer was whole
                status, told = 0, {}
            rule = "replayed" if told.get("replayed") else told.get("error", {}).get("rule", "")
            print(json.dumps([time.monotonic(), body["op"], tag["id"], status, rule]), file=log, flush=True)
            if status in SAVED:
                os.fsync(log.fileno())
                return
            time.sleep(PAUSE)
        sys.exit(f"{body['op']} was never saved: {status} {rule}")

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON; what is no JSON stands in the place of a rule."""
        connection = self.request(method, path, body)
        with closing(connection):
            answer = connection.getresponse()
            said = answer.read()
        try:
            return answer.status, json.loads(said)
        except ValueError:
            return answer.status, {"error": {"rule": said.decode(errors="replace")[:2000]}}

    def request(self, method: str, path: str, body: Any) -> http.client.HTTPConnection:
        """A connection that has been asked."""
        connection = http.client.HTTPConnection(self.address, timeout=30)
        connection.request(method, path, json.dumps(body) if body else None, self.headers)
        return connection


if __name__ == "__main__":
    saver = Saver(*sys.argv[1:4])
    n = int(sys.argv[5]) if len(sys.argv) > 5 else None
    tags = saver.tags()
    first = next(tags)
    print("ready", flush=True)
    sys.stdin.readline()
    with open(sys.argv[4], "w") as log:
        saver.save(first, log)
        for tag in islice(tags, n and n - 1):
            if select.select([sys.stdin], [], [], 0)[0]:
                break
            saver.save(tag, log)
