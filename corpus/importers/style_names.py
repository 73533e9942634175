"""What paragraphs are by the names of their styles; those of built-in styles are English in every language."""

import re

from django.utils.translation import gettext_noop as _

Role = tuple[str, str]  # a kind and its reason; ("", "") where the style says nothing
HEADING = ("heading", _("Styled as a heading."))
CONTENTS = ("furniture", _("An entry of the table of contents."))
_NAMED = (
    (re.compile("title"), ("title", _("Styled as the title."))),
    (re.compile(r"heading(?: \d+)?|subtitle"), HEADING),
    (re.compile("caption|illustration|table|drawing|figure"), ("caption", _("Styled as a caption."))),
    (re.compile("(?:intense )?quote|quotations|block text"), ("quotation", _("Styled as a quotation."))),
    (re.compile(r"(?:toc|contents|table of figures|(?:user |table |illustration )?index)(?: .*)?"), CONTENTS),
)


def role_of(name: str) -> Role:
    """By the name of one style."""
    plain = name.strip().lower()
    return next((role for pattern, role in _NAMED if pattern.fullmatch(plain)), ("", ""))
