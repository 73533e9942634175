"""Where a coder's work on a document stands."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from annotations.models import Assignment


def coding_page(assignment: Assignment, ordinal: int | None = None, **query: Any) -> str:
    """The coder's page of an assignment, at one of its paragraphs; empty values are left out of the query."""
    place = reverse("coding_detail", args=[assignment.round.project.slug, assignment.document_id])
    asked = {"round": assignment.round_id, **{name: value for name, value in query.items() if value}}
    return f"{place}?{urlencode(asked, doseq=True)}{f'#p{ordinal}' if ordinal else ''}"
