"""Characters that no database keeps."""

import re

from django.utils.translation import gettext as _

from corpus.importers.base import Unreadable

UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def refuse_unstorable(text: str) -> None:
    """Raise Unreadable for a NUL or a lone surrogate, with its line and column from 1."""
    found = UNSTORABLE.search(text)
    if found is None:
        return
    place = found.start()
    where = {"line": text.count("\n", 0, place) + 1, "column": place - text.rfind("\n", 0, place)}
    if text[place] == "\0":
        message = _("It holds a NUL character (line %(line)s, column %(column)s). Take it out.") % where
    else:
        message = _("It holds half a character (line %(line)s, column %(column)s). Take it out.") % where
    raise Unreadable(message, rule="character", **where)
