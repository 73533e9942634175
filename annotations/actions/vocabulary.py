"""Which codebook counts while coding: the latest published one, never the drafts of its themes."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.write import Work
from vocabulary import codebook
from vocabulary.controlled import RetiredTheme, UnknownTheme
from vocabulary.entries import Codebook
from vocabulary.models import CodebookVersion, Theme


def current(project: int, work: Work) -> Codebook | None:
    """The latest published codebook, as this operation found it first."""
    found: Codebook | None = work.once(("codebook", project), lambda: codebook.current(project))
    return found


def version_seen(project: int, number: int | None, work: Work) -> int:
    """The id of the version that the coder saw, or of the latest; raises UnknownTheme where there is none."""
    now = current(project, work)
    if now and number in (None, now.number):
        return now.version_id
    seen = CodebookVersion.objects.filter(project=project, number=number or 0).values_list("pk", flat=True).first()
    if seen is None:
        raise UnknownTheme(_("No such version of the codebook is published."), field="codebook_version")
    return seen


def check_given(project: int, themes: Iterable[Theme], work: Work) -> None:
    """Only what is published and not retired is given; raises UnknownTheme or RetiredTheme, naming the successor."""
    now = current(project, work)
    for theme in themes:
        entry = now.by_id.get(theme.pk) if now else None
        if now is None or entry is None:
            raise UnknownTheme(_("The theme %s is not published yet.") % theme.code, field="themes")
        if entry.is_retired:
            successor = now.by_id[entry.successor_id].slug if entry.successor_id else None
            message = _("The theme %s was retired.") % theme.code
            raise RetiredTheme(message, field="themes", current={"theme": entry.slug, "successor": successor})
