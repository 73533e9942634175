"""What a rule is: it looks at one paragraph among all of a text and says what kind it is, and why, or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """A kind of corpus.models.Paragraph.Kind and the reason, a short English sentence marked for translation."""

    kind: str
    reason: str


@dataclass(frozen=True)
class Rule:
    """`judge(texts, number)` judges texts[number]; the first rule in the list that answers wins."""

    name: str
    judge: Callable[[Sequence[str], int], Verdict | None]
