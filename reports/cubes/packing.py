"""Arrays as bytes for the database and back: narrow, compressed, and told by name (pure)."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEVEL = 3  # of zlib: most of what can be won, at a fraction of the time


def pack(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """One piece of bytes: a line that names the arrays with their types and shapes, then their numbers."""
    narrow = {name: np.ascontiguousarray(_narrow(array)) for name, array in arrays.items()}
    head = json.dumps({name: [array.dtype.str, array.shape] for name, array in narrow.items()})
    return zlib.compress(b"\n".join([head.encode(), b"".join(array.tobytes() for array in narrow.values())]), LEVEL)


def unpack(packed: bytes) -> dict[str, NDArray[Any]]:
    """The arrays by name, in the narrow types in which they were kept; they cannot be written to."""
    head, numbers = zlib.decompress(packed).split(b"\n", 1)
    found, at = {}, 0
    for name, (kind, shape) in json.loads(head).items():
        size = int(np.prod(shape, dtype=np.int64))
        found[name] = np.frombuffer(numbers, kind, size, at).reshape(shape)
        at += size * np.dtype(kind).itemsize
    return found


def _narrow(array: NDArray[Any]) -> NDArray[Any]:
    """In the smallest type of whole numbers that holds all of them; texts as they are."""
    if array.dtype.kind not in "iu" or not array.size:
        return array
    kinds = (np.uint8, np.uint16, np.int32, np.int64)
    low, high = int(array.min()), int(array.max())
    kind = next(kind for kind in kinds if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)
    return array.astype(kind)
