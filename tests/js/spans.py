"""Random paragraphs full of passages, on which two algorithms are compared."""

import random
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    id: str
    start: int
    end: int


def paragraphs(count: int) -> list[list[Stretch]]:
    """Up to 40 passages each, crowded enough for many to overlap, touch and coincide; the same in every run."""
    chance = random.Random(3)
    return [[_stretch(chance) for _ in range(chance.randrange(40))] for _ in range(count)]


def _stretch(chance: random.Random) -> Stretch:
    start = chance.randrange(60)
    return Stretch(str(uuid.UUID(int=chance.getrandbits(128))), start, start + chance.randint(1, 25))
