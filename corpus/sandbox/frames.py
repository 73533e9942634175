"""Messages between two processes: eight bytes that count the rest, then JSON, or the bytes of a file."""

from typing import IO, Any

import orjson

SIZE = 8


def send(stream: IO[bytes], *bodies: bytes) -> None:
    for body in bodies:
        stream.write(len(body).to_bytes(SIZE, "big"))
        stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """One body; None where the other side is gone."""
    size = stream.read(SIZE)
    if len(size) < SIZE:
        return None
    n_bytes = int.from_bytes(size, "big")
    body = stream.read(n_bytes)
    return body if len(body) == n_bytes else None


def packed(value: Any) -> bytes:
    return orjson.dumps(value)


def unpacked(body: bytes) -> Any:
    return orjson.loads(body)
