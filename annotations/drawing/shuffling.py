"""The one source of chance: an order of ids that a seed decides, the same on every machine.

Each id, smallest first, draws one number from Python's `random.Random(seed).random()`; the ids are then sorted by their
numbers. Only that method's sequence is promised not to change between versions of Python; those of `sample` and
`shuffle` are not. The first n of the order are a simple random sample without replacement.
"""

from collections.abc import Iterable
from random import Random


def shuffled(ids: Iterable[int], seed: int, purpose: str) -> list[int]:
    """The ids in the order that the seed decides for this purpose; which order they came in does not matter."""
    random = Random(f"{seed}/{purpose}")  # noqa: S311  # nosec B311  a sample that can be drawn again, no secret
    numbers = {each: random.random() for each in sorted(set(ids))}
    return sorted(numbers, key=lambda each: (numbers[each], each))
