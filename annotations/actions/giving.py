"""Which themes a passage carries: the rows of taggings that come, go and turn, inside an operation."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from annotations.actions import vocabulary
from annotations.actions.accepting import Origin
from annotations.models import Passage, Tagging
from ledger.write import Work
from vocabulary.controlled import UnknownTheme
from vocabulary.entries import Codebook, ThemeEntry
from vocabulary.models import Theme

Themes = Mapping[int, Theme | ThemeEntry]  # by id


def new_taggings(
    passage: Passage,
    themes: Themes,
    doubted: set[int],
    codebook: Codebook,
    work: Work,
    accepted: Mapping[int, Origin] | None = None,
) -> list[Tagging]:
    """Rows that give these themes, not stored yet; raises UnknownTheme or RetiredTheme for what is not given."""
    vocabulary.check_given(passage.round.project_id, themes.values(), codebook, work)
    origins, version = accepted or {}, codebook.version_id
    return [
        passage.tagging(pk, is_unsure=pk in doubted, codebook_version=version, **origins.get(pk, {})) for pk in themes
    ]


def change(
    passage: Passage,
    have: Mapping[int, Tagging],
    *,
    add: Themes,
    remove: Iterable[int],
    doubted: set[int] | None,
    codebook: Codebook | None,
    work: Work,
    accepted: Mapping[int, Origin] | None = None,
) -> list[Tagging]:
    """Store what changes, and give the rows as they are then; rows of themes that stay keep their fields.

    `have` are the rows that are there, by theme. With `doubted`, exactly these themes are doubted afterwards;
    `accepted` says of new ones where they come from.
    """
    gone = [have[pk] for pk in remove if pk in have]
    if gone:
        Tagging.objects.filter(pk__in=[row.pk for row in gone]).delete()
    staying = [row for row in have.values() if row not in gone]
    turned = [row for row in staying if doubted is not None and row.is_unsure != (row.tag_id in doubted)]
    for row in turned:
        row.is_unsure = not row.is_unsure
    if turned:
        Tagging.objects.bulk_update(turned, ["is_unsure"])
    new = {pk: theme for pk, theme in add.items() if pk not in have}
    if not new:
        return staying
    seen = codebook or vocabulary.seen(passage.round.project_id, None, work)
    rows = new_taggings(passage, new, doubted or set(), seen, work, accepted)
    Tagging.objects.bulk_create(rows)
    return staying + rows


def refuse_doubt(doubted: Iterable[Any], themes: Iterable[Any]) -> None:
    """Raises UnknownTheme where something else than the passage's themes is doubted."""
    if set(doubted) - set(themes):
        raise UnknownTheme(_("Only a theme of the passage can be unsure."), field="unsure")
