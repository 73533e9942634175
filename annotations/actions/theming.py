"""Giving themes to a passage and taking them away: the one writer of taggings."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import coding, vocabulary
from annotations.models import Assignment, Passage, Tagging
from annotations.problems import NoTheme
from annotations.states import about, passage_state
from ledger.write import Work, write
from vocabulary.entries import Codebook
from vocabulary.models import Theme


def change_themes(
    *,
    passage: Passage,
    add: Sequence[Theme],
    remove: Sequence[Theme],
    unsure: Sequence[Theme] | None = None,
    codebook: Codebook | None = None,
    is_new: bool = False,
    work: Work | None = None,
    actor: Any = None,
    op: uuid.UUID | None = None,
) -> None:
    """Add and remove themes; with `unsure`, exactly these of the passage's themes are doubted afterwards.

    `codebook` is the published version that the coder saw; None is the latest. `is_new` says that the passage has no
    themes yet, so that nobody needs to look.

    Inside `work` it is part of that operation, whose action records the event and refreshes the units; otherwise it is
    an operation of its own, by the passage's coder. Rows of themes that stay keep their fields. Raises RetiredTheme for
    a theme that is no longer given, and what `coding.enter` raises.
    """
    if work is not None:
        _change(passage, {} if is_new else _have(passage), add, remove, unsure, codebook, work)
        return
    assignment = Assignment.objects.with_all().get(
        round=passage.round_id, document=passage.document_id, coder=passage.coder_id
    )
    actor = actor or passage.coder.user
    body = [passage.pk, [theme.pk for theme in add], [theme.pk for theme in remove]]
    with write(
        project=assignment.round.project, actor=actor, verb="retag", about=about(passage), op=op, body=body
    ) as own_work:
        coding.enter(assignment, actor)
        before = passage_state(Passage.objects.get(pk=passage.pk))
        if _change(passage, _have(passage), add, remove, unsure, codebook, own_work):
            _store(passage, before["version"] + 1)
            own_work.record("passage", passage.pk, before, passage_state(passage))


def _store(passage: Passage, version: int) -> None:
    if not passage.taggings.exists() and not passage.note:
        raise NoTheme(_("A passage needs a theme or a note."), field="themes")
    deriving.refresh(passage)
    passage.version = version
    passage.save(update_fields=["version"])


def _have(passage: Passage) -> dict[int, Tagging]:
    """Its taggings by theme, never what was prefetched."""
    return {row.tag_id: row for row in passage.taggings.order_by("tag_id")}


def _change(
    passage: Passage,
    have: dict[int, Tagging],
    add: Sequence[Theme],
    remove: Sequence[Theme],
    unsure: Sequence[Theme] | None,
    codebook: Codebook | None,
    work: Work,
) -> bool:
    new = [theme for theme in add if theme.pk not in have]
    gone = [have[theme.pk].pk for theme in remove if theme.pk in have]
    if gone:
        Tagging.objects.filter(pk__in=gone).delete()
    doubted = {theme.pk for theme in unsure or ()}
    if new:
        project = passage.round.project_id
        seen = codebook or vocabulary.seen(project, None, work)
        vocabulary.check_given(project, new, seen, work)
        Tagging.objects.bulk_create(_new(passage, theme, theme.pk in doubted, seen.version_id) for theme in new)
    staying = [row for row in have.values() if row.pk not in gone and unsure is not None]
    turned = [row for row in staying if row.is_unsure != (row.tag_id in doubted)]
    for row in turned:
        Tagging.objects.filter(pk=row.pk).update(is_unsure=row.tag_id in doubted)
    return bool(new or gone or turned)


def _new(passage: Passage, theme: Theme, is_unsure: bool, version: int) -> Tagging:
    return Tagging(
        content_object=passage,
        tag=theme,
        is_unsure=is_unsure,
        codebook_version_id=version,
        round_id=passage.round_id,
        coder_id=passage.coder_id,
        document_id=passage.document_id,
        paragraph_id=passage.paragraph_id,
    )
