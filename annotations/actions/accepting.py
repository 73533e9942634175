"""Which themes of a change are accepted suggestions: those that the machine which the round shows gives these words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Passage, Round, Tagging
from vocabulary.controlled import UnknownTheme

Origin = Mapping[str, Any]  # what a tagging says of where it comes from
Suggested = dict[tuple[int, int, int, int], Origin]  # by paragraph, start, end, theme
_PLACE = ("paragraph_id", "content_object__start", "content_object__end", "tag_id")


def suggested(round: Round, paragraphs: Iterable[int]) -> Suggested:
    """What a tag becomes that accepts a suggestion in these paragraphs; one query, none where nothing is asked."""
    machine, asked = round.shows_suggestions_of_id, set(paragraphs)
    if machine is None or not asked:
        return {}
    rows = Tagging.objects.filter(round=round, coder=machine, paragraph__in=asked).values_list("score", *_PLACE)
    origin = {"origin": Tagging.Origin.ACCEPTED, "suggested_by_id": machine}
    return {place: {**origin, "score": score} for score, *place_ in rows for place in [tuple(place_)]}


def accepted(passage: Passage, themes: Iterable[int], named: Iterable[int], known: Suggested) -> dict[int, Origin]:
    """Where the accepted ones among the passage's themes come from, by theme; what nobody suggests is left out.

    So a tag is recorded as accepted only where the machine's stands on exactly these words, whatever a client says; one
    whose suggestion went meanwhile is the coder's own. Raises UnknownTheme for what is not among `themes`.
    """
    asked = set(named)
    if asked - set(themes):
        raise UnknownTheme(_("Only a theme of the passage can be accepted."), field="accepts")
    spot = (passage.paragraph_id, passage.start, passage.end)
    return {pk: known[*spot, pk] for pk in asked if (*spot, pk) in known}
