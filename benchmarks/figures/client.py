"""A browser that saves as fast as it is answered: `client.py HOST:PORT ADDRESS HEADERS BODIES`, a process of its own.

Says "ready", waits for a line, sends each line of the file, and prints the milliseconds of each as JSON.
"""

import json
import sys
import time
from http.client import HTTPConnection
from pathlib import Path


def main(place: str, address: str, headers: str, bodies: str) -> None:
    connection, lines = HTTPConnection(place, timeout=60), Path(bodies).read_bytes().splitlines()
    named = json.loads(headers)
    _send(connection, address, named, lines[0])
    print("ready", flush=True)
    sys.stdin.readline()
    took = []
    for line in lines[1:]:
        begun = time.perf_counter()
        _send(connection, address, named, line)
        took.append(1000 * (time.perf_counter() - begun))
    print(json.dumps(took))


def _send(connection: HTTPConnection, address: str, headers: dict[str, str], body: bytes) -> None:
    connection.request("POST", address, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != 201:
        raise SystemExit(f"{answer.status}: {said[:300]!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
