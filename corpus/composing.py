"""Makes a document of the blocks that a format gives: its text, its paragraphs, what it says about itself."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from django.utils.translation import gettext as _

from corpus import paragraphs, proposing, rules, sentences
from corpus.importers.base import Block, Parsed, Piece, Unreadable
from corpus.rules.base import Verdict
from corpus.storable import refuse_unstorable

BETWEEN = "\n\n"  # two paragraphs of formats whose files hold no text of lines
MOST = 20_000  # paragraphs, ten thick books; beyond it somebody only wants to keep us busy
MOST_PLAIN = 100_000  # of plain text, which costs the least
MOST_LINES = 1_000_000  # of plain text, hard-wrapped ones included


def compose(
    blocks: Iterable[Block],
    *,
    encoding: str = "",
    said: Mapping[str, str] | None = None,
    extra: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    part: str = "",
) -> Parsed:
    """The text is the blocks without outer white space, a blank line between them; blank ones are left out.

    Raises Unreadable where nothing is left or far too much, or for characters that no database keeps.
    """
    kept = [block for block in blocks if not paragraphs.is_blank(block.text)]
    if not kept:
        raise Unreadable(_("It is empty: there is nothing to read in it."), rule="empty")
    refuse_too_many(len(kept))
    texts = [_shown(block) for block in kept]
    verdicts = [_verdict(*each) for each in zip(kept, rules.guess(texts), strict=True)]
    starts = accumulate((len(text) + len(BETWEEN) for text in texts[:-1]), initial=0)
    spans = [(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
    text = BETWEEN.join(texts)
    refuse_unstorable(text)
    pieces = pieces_of(texts, spans, verdicts)
    proposals = proposing.propose(texts, [piece.kind for piece in pieces])
    return Parsed(text, encoding, pieces, proposals, dict(said or {}), dict(extra or {}), tuple(notes), part)


def _shown(block: Block) -> str:
    """Without outer white space; a tab before a row is its first cell, that is empty."""
    text = block.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    n_empty = len(block.text) - len(block.text.lstrip("\t")) if block.kind == "table_row" else 0
    return "\t" * n_empty + text


def refuse_too_long(text: str) -> None:
    """Raise Unreadable for more lines than anybody reads, before they are looked at one by one."""
    n = text.count("\n")
    if n > MOST_LINES:
        what = {"n": f"{n:,}", "most": f"{MOST_LINES:,}"}
        raise Unreadable(
            _("It has %(n)s lines, more than the %(most)s of one text. Divide it.") % what, rule="too-large"
        )


def refuse_too_many(n: int, most: int = MOST) -> None:
    """Raise Unreadable for more paragraphs than a document has; readers ask as soon as they know."""
    if n > most:
        what = {"n": f"{n:,}", "most": f"{most:,}"}
        raise Unreadable(
            _("It has %(n)s paragraphs, more than the %(most)s of one document. Divide it.") % what, rule="too-large"
        )


def pieces_of(texts: Sequence[str], spans: Sequence[tuple[int, int]], verdicts: Sequence[Verdict]) -> tuple[Piece, ...]:
    """The paragraphs with their kinds and sentences; `spans` say where each text stands in the whole."""
    return tuple(
        Piece(start, end, verdict.kind, verdict.reason, tuple(sentences.split(text)))
        for text, (start, end), verdict in zip(texts, spans, verdicts, strict=True)
    )


def _verdict(block: Block, guessed: Verdict) -> Verdict:
    """What the format says of a block stands; the rules speak where it says nothing."""
    return Verdict(block.kind, block.reason) if block.kind else guessed
