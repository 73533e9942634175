"""Which codebook counts while coding: published versions, never the drafts of their themes."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from annotations.models import Round
from annotations.problems import TooManyThemes
from ledger.write import Work
from vocabulary import codebook
from vocabulary.controlled import RetiredTheme, UnknownTheme
from vocabulary.entries import Codebook, ThemeEntry
from vocabulary.models import Theme

MOST_THEMES = 100  # on one passage


def found_with(round: Round, work: Work) -> None:
    """Let this operation know the codebook that `round` was read with (RoundQuerySet.as_it_is)."""
    named = (round.codebook_pk, round.codebook_sha256, round.codebook_published_at)  # type: ignore[attr-defined]
    work.once(("codebook", round.project_id), lambda: codebook.of_version(*named) if named[0] else None)


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


def named(project: int, names: Iterable[str], work: Work) -> dict[str, ThemeEntry | Theme]:
    """What these slugs (old ones too) or names mean, as far as it is known: see `meant`.

    The published codebook knows nearly all; only for others, which may be drafts, the themes themselves are asked.
    """
    wanted, now = {_key(name) for name in names}, current(project, work)
    found: dict[str, ThemeEntry | Theme] = {key: now.by_slug[key] for key in wanted if now and key in now.by_slug}
    if wanted - found.keys():
        found |= Theme.objects.named(project, wanted - found.keys())
    return found


def meant(names: Sequence[str], found: Mapping[str, ThemeEntry | Theme]) -> dict[int, ThemeEntry | Theme]:
    """The themes of these names by id, each once, among what was found; raises UnknownTheme and TooManyThemes."""
    if len(set(names)) > MOST_THEMES:
        raise TooManyThemes(_("At most %d themes on one passage, please.") % MOST_THEMES, field="themes")
    for name in names:
        if _key(name) not in found:
            raise UnknownTheme(_("“%s” is not a theme of this codebook.") % name, field="themes")
    return {theme.id: theme for theme in (found[_key(name)] for name in names)}


def _key(name: str) -> str:
    return name.strip().lower()


def check_given(project: int, themes: Iterable[Theme | ThemeEntry], version: Codebook, work: Work) -> None:
    """Only what is published and not retired is given, under a version that had it; `version` is what the coder saw.

    Raises UnknownTheme, or RetiredTheme, naming the successor.
    """
    now = current(project, work)
    for theme in themes:
        entry = now.by_id.get(theme.id) if now else None
        if now is None or entry is None:
            raise UnknownTheme(_("The theme %s is not published yet.") % theme.code, field="themes")
        if entry.is_retired:
            successor = now.by_id[entry.successor_id].slug if entry.successor_id else None
            message = _("The theme %s was retired.") % theme.code
            raise RetiredTheme(message, field="themes", current={"theme": entry.slug, "successor": successor})
        if theme.id not in version.by_id or version.by_id[theme.id].is_retired:
            message = _("This page shows an older codebook, which does not give %s: reload the page.") % theme.code
            raise UnknownTheme(message, field="themes")
