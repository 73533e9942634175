"""What a rule is: it looks at one paragraph among all of a text and says what kind it is, and why, or nothing.

A text may be one paragraph of a million characters, or a million paragraphs. So a rule first asks what costs nothing:
how many characters a paragraph has, how it begins and ends; only then its words are counted (`shapes.limit`). What it
asks of the whole text is found only once (`once`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.utils.translation import gettext_noop

BY_HAND = gettext_noop("Changed by hand.")  # the reason where a person decides instead

P = ParamSpec("P")
T = TypeVar("T")


class Texts(tuple[str, ...]):
    """The paragraphs of one text, with the answers to what was asked of all of them."""

    answers: dict[Any, Any]

    def __init__(self, _texts: Any = ()) -> None:
        self.answers = {}


def once(question: Callable[P, T]) -> Callable[P, T]:
    """A question about a text (or a paragraph of it, by its number) that is answered once and remembered with it."""

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        texts: Any = args[0]
        key = (question, args[1:])
        try:
            answer: T = texts.answers[key]
        except KeyError:
            answer = texts.answers[key] = question(*args, **kwargs)
        return answer

    return asked


@dataclass(frozen=True)
class Verdict:
    """A kind of corpus.models.Paragraph.Kind and the reason, a short English sentence marked for translation."""

    kind: str
    reason: str


@dataclass(frozen=True)
class Rule:
    """`judge(texts, number)` judges texts[number]; the first rule in the list that answers wins."""

    name: str
    judge: Callable[[Texts, int], Verdict | None]
