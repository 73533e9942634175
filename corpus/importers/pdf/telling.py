"""What a reader should know of how a PDF was read, in short sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus.importers.pdf.found import Found
from corpus.importers.pdf.layout import Layout

N_EXAMPLES = 5
MOST_NAMED = 12  # pages


def notes(found: Found, layout: Layout) -> list[str]:
    """Pages without text first, then what was done to words and lines."""
    joiner = layout.joiner
    told = [
        _pictures(found.pictures),
        _words(joiner.joined, _("Words divided at line ends that were joined: %(n)s (%(examples)s).")),
        _words(joiner.kept, _("Hyphens at line ends that were kept, since it is not certain: %(n)s (%(examples)s).")),
        _counted(layout.n_joined, _("Paragraphs that went on in the next column or page and were joined: %(n)s.")),
        _counted(joiner.n_marks, _("Raised numbers of footnotes that stand in brackets in the text: %(n)s.")),
        _counted(found.n_radicals, _("Radicals that stand for the same ideograph and were replaced by it: %(n)s.")),
        _counted(found.n_unknown, _("Characters of which the file does not say what they are: %(n)s.")),
        _counted(
            len(found.turned), _("Pieces of text at an angle to their page, put to its end as no part of it: %(n)s.")
        ),
    ]
    return [each for each in told if each]


def _pictures(pages: Sequence[int]) -> str:
    if not pages:
        return ""
    named = ", ".join(map(str, pages[:MOST_NAMED])) + (" …" if len(pages) > MOST_NAMED else "")
    message = ngettext(
        "Page %(pages)s is a picture without text and was left out: it needs OCR.",
        "Pages %(pages)s (%(n)s) are pictures without text and were left out: they need OCR.",
        len(pages),
    )
    return message % {"pages": named, "n": len(pages)}


def _words(words: Sequence[str], message: str) -> str:
    examples = ", ".join(list(dict.fromkeys(words))[:N_EXAMPLES])
    return message % {"n": len(words), "examples": examples} if words else ""


def _counted(n: int, message: str) -> str:
    return message % {"n": n} if n else ""
