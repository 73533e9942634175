"""Where a coder's work on a document stands."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from annotations.models import Assignment, Round


def annotate_page(assignment: Assignment, ordinal: int | None = None) -> str:
    """The annotate screen of an assignment, at one of its paragraphs."""
    return _work("annotate_detail", assignment, ordinal, {})


def coding_page(assignment: Assignment, ordinal: int | None = None, **query: Any) -> str:
    """The plain page of an assignment, at one of its paragraphs; empty values are left out of the query."""
    return _work("coding_detail", assignment, ordinal, query)


def decisions_page(round: Round, document: int, show: str = "", first: int = 0, anchor: str = "") -> str:
    """The differences of a document in a round, from the paragraph with the ordinal `first` on."""
    place = reverse("decision_list", args=[round.project.slug, document])
    asked = {"round": round.pk} | {name: value for name, value in (("show", show), ("from", first)) if value}
    return f"{place}?{urlencode(asked)}{f'#{anchor}' if anchor else ''}"


def _work(route: str, assignment: Assignment, ordinal: int | None, query: dict[str, Any]) -> str:
    place = reverse(route, args=[assignment.round.project.slug, assignment.document_id])
    asked = {"round": assignment.round_id, **{name: value for name, value in query.items() if value}}
    return f"{place}?{urlencode(asked, doseq=True)}{f'#p{ordinal}' if ordinal else ''}"
