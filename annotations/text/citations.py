"""How a passage is quoted: with the words around it, and as a citation for a paper (pure)."""

REACH = 90  # code points of context on each side
SLACK = 24  # how far a cut may move so that it falls between words


def around(text: str, start: int, end: int, reach: int = REACH) -> tuple[str, str]:
    """The words before and after [start, end) of a text, at most `reach` code points each, cut between words.

    An ellipsis stands where something was left out. Text without white space (Chinese) is cut at the reach itself.
    """
    first, last = max(0, start - reach), min(len(text), end + reach)
    if first > 0:
        first += _to_word(text[first - 1 : start])
    if last < len(text):
        last -= _to_word(text[end : last + 1][::-1])
    return "…" * (first > 0) + text[first:start], text[end:last] + "…" * (last < len(text))


def cite(*, quote: str, author: str, title: str, source: str, published: str, ordinal: int) -> str:
    """A quotation with its origin: “quote” (Author, “Title”, Source, date, ¶ n).

    The quote stays as it is. What is unknown is left out, except the date: n.d.
    """
    parts = [author, f"“{title}”" if title else "", source, published or "n.d.", f"¶ {ordinal}"]
    return f"“{quote}” ({', '.join(part for part in parts if part)})"


def _to_word(text: str) -> int:
    """How many code points after the first of `text` a whole word begins; 0 when no white space is near."""
    return next((index for index, char in enumerate(text[:SLACK]) if char.isspace()), 0)
