"""Most paragraphs are running text and look like it: of them the rules need not be asked one by one.

What is said here follows from the rules (`tests/corpus/rules` compares): they know paragraphs by how they begin, by how
they end, by what stands above, or by their cells.
"""

from corpus.rules import byline, caption, phrases
from corpus.rules.base import Texts
from corpus.rules.listing import NOTE
from corpus.rules.shapes import BULLET, NUMBERED

_BEGINNINGS = phrases.any_of(
    phrases.CONTACT,
    phrases.SERVICE,
    phrases.RIGHTS,
    phrases.EDITORS_NOTE,
    phrases.AUTHOR,
    phrases.ABOUT_AUTHOR,
    phrases.APPEARED,
    phrases.TEASER_WORDS,
    caption.INTRODUCED,
    NOTE,
    NUMBERED,
    BULLET,
)


def is_ordinary(texts: Texts, number: int) -> bool:
    """It ends with a full stop, begins like nothing that the rules know, and holds no cells.

    Nor does it stand below a title or an image.
    """
    text = texts[number]
    if text[-1] not in ".。" or "\t" in text or "|" in text or _BEGINNINGS.match(text) or caption.may_be_credit(text):
        return False
    name = byline.named_at_top(texts)
    if (name and text.startswith(name)) or byline.is_at_top(texts, number):
        return False
    return number > 0 and not phrases.is_image_name(texts[number - 1])
