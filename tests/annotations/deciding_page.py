"""The deciding page in tests: what its forms send and what it shows."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from annotations.models import Assignment, Decision
from tests.annotations.deciding import cells
from tests.annotations.pages import elements

TRADE, DOOR, NETWORK = "Trade grows fast.", "China opens its door wider.", "The Belt and Road connects many countries."


def address(work: Assignment, name: str = "decision_list") -> str:
    return reverse(name, args=[work.round.project.slug, work.document_id])


def look(client: Client, work: Assignment, **asked: Any) -> HttpResponse:
    return client.get(address(work), asked)


def rows(page: HttpResponse) -> dict[str, dict[str, Any]]:
    """The rows of the page by the code of their theme."""
    return {str(each["data-code"]): each for each, _text in elements(page, "tr", class_="cells-row")}


def form_of(work: Assignment, slug: str) -> dict[str, Any]:
    """What the form of a cell sends beside its button."""
    found = next(each for each in cells(work) if each.theme and slug_of(work, each.theme) == slug)
    beside = [each for each in cells(work) if (each.paragraph, each.unit) == (found.paragraph, found.unit)]
    seen = [f"{slug_of(work, each.theme or 0)}:{each.version}" for each in beside]
    return {"paragraph": found.paragraph, "unit": found.unit, "theme": slug, "seen": seen, "round": work.round_id}


def slug_of(work: Assignment, theme: int) -> str:
    return dict(work.round.project.themes.values_list("pk", "slug"))[theme]


def decide(client: Client, work: Assignment, slug: str, outcome: str, **more: Any) -> HttpResponse:
    sent = {**form_of(work, slug), "outcome": outcome, **more}
    headers = sent.pop("headers", None)
    return client.post(address(work, "decision_create"), sent, headers=headers)


def decided(work: Assignment) -> dict[str, tuple[str, str, str]]:
    """(outcome, reason, rule) by theme."""
    found = Decision.objects.filter(document=work.document_id).select_related("theme")
    return {each.theme.slug: (each.outcome, each.reason, each.rule) for each in found if each.theme}
