"""Which codebook counts while coding: published versions, never the drafts of their themes."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.write import Work
from vocabulary import codebook
from vocabulary.controlled import RetiredTheme, UnknownTheme
from vocabulary.entries import Codebook
from vocabulary.models import Theme


def current(project: int, work: Work) -> Codebook | None:
    """The latest published codebook, as this operation found it first."""
    found: Codebook | None = work.once(("codebook", project), lambda: codebook.current(project))
    return found


def seen(project: int, number: int | None, work: Work) -> Codebook:
    """The version that the coder saw, or the latest; raises UnknownTheme where there is none."""
    now = current(project, work)
    if now and number in (None, now.number):
        return now
    found: Codebook | None = work.once(
        ("codebook", project, number), lambda: codebook.numbered(project, number) if number else None
    )
    if found is None:
        raise UnknownTheme(_("No such version of the codebook is published."), field="codebook_version")
    return found


def check_given(project: int, themes: Iterable[Theme], version: Codebook, work: Work) -> None:
    """Only what is published and not retired is given, under a version that had it; `version` is what the coder saw.

    Raises UnknownTheme, or RetiredTheme, naming the successor.
    """
    now = current(project, work)
    for theme in themes:
        entry = now.by_id.get(theme.pk) if now else None
        if now is None or entry is None:
            raise UnknownTheme(_("The theme %s is not published yet.") % theme.code, field="themes")
        if entry.is_retired:
            successor = now.by_id[entry.successor_id].slug if entry.successor_id else None
            message = _("The theme %s was retired.") % theme.code
            raise RetiredTheme(message, field="themes", current={"theme": entry.slug, "successor": successor})
        if theme.pk not in version.by_id or version.by_id[theme.pk].is_retired:
            message = _("This page shows an older codebook, which does not give %s: reload the page.") % theme.code
            raise UnknownTheme(message, field="themes")
