"""What `passage.themes` does: give themes and take them away, as an operation of its own or inside another."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from annotations import deriving
from annotations.actions import coding, giving
from annotations.models import Assignment, Passage
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
    work: Work | None = None,
    actor: Any = None,
    op: uuid.UUID | None = None,
) -> None:
    """Add and remove themes; with `unsure`, exactly these of the passage's themes are doubted afterwards.

    `codebook` is the published version that the coder saw; None is the latest.

    Inside `work` it is part of that operation, whose action records the event and refreshes the units; otherwise it is
    an operation of its own, by the passage's coder. Rows of themes that stay keep their fields. Raises RetiredTheme for
    a theme that is no longer given, and what `coding.enter` raises.
    """
    if work is not None:
        _change(passage, add, remove, unsure, codebook, work)
        return
    assignment = Assignment.objects.with_all().get(
        round=passage.round_id, document=passage.document_id, coder=passage.coder_id
    )
    actor = actor or passage.coder.user
    body = [passage.pk, [theme.pk for theme in add], [theme.pk for theme in remove]]
    with write(
        project=assignment.round.project, actor=actor, verb="retag", about=about(passage), op=op, body=body
    ) as own_work:
        coding.enter(assignment, actor, own_work)
        before = passage_state(Passage.objects.get(pk=passage.pk))
        _change(passage, add, remove, unsure, codebook, own_work)
        if passage_state(passage)["taggings"] != before["taggings"]:
            _store(passage, before["version"] + 1)
            own_work.record("passage", passage.pk, before, passage_state(passage))


def _store(passage: Passage, version: int) -> None:
    if not passage.taggings.exists() and not passage.note:
        raise NoTheme(_("A passage needs a theme or a note."), field="themes")
    deriving.refresh(passage)
    passage.version = version
    passage.save(update_fields=["version"])


def _change(
    passage: Passage,
    add: Sequence[Theme],
    remove: Sequence[Theme],
    unsure: Sequence[Theme] | None,
    codebook: Codebook | None,
    work: Work,
) -> None:
    doubted = None if unsure is None else {theme.pk for theme in unsure}
    giving.change(
        passage,
        {row.tag_id: row for row in passage.taggings.order_by("tag_id")},  # never what was prefetched
        add={theme.pk: theme for theme in add},
        remove=[theme.pk for theme in remove],
        doubted=doubted,
        codebook=codebook,
        work=work,
    )
