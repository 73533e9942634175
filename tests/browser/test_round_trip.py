"""From a selection in Chromium through the API to the database and the export: the same characters everywhere."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage, Round
from corpus.actions import importing
from corpus.models import Paragraph
from projects.models import Project, User
from tests.browser.conftest import Enter
from tests.browser.hostile import HOSTILE, PAIRS, utf16
from tests.browser.modules import asking
from tests.conftest import assign

STRIDE = 13  # 351 of the 4,560 pairs, from all over the paragraph; 1 tries all, which takes a minute or two
SHARE = 80  # pairs a paragraph: a tag costs more, the more passages its paragraph has
SHARES = [PAIRS[::STRIDE][at : at + SHARE] for at in range(0, len(PAIRS[::STRIDE]), SHARE)]
FIRST = 3  # title and byline come before the first hostile paragraph
TEXT = "\n\n".join(["A hostile title", "By Li Hua", *[HOSTILE] * len(SHARES)])

TAG = """import { indexOf, spansOf, textOf } from "annotate/selection";

export async function answer({ css, pairs }) {
  const { addresses, round } = JSON.parse(document.getElementById("annotate-data").textContent);
  const section = document.querySelector(css);
  const changes = pairs.map(([anchor, focus]) => {
    getSelection().setBaseAndExtent(textOf(section), anchor, textOf(section), focus);
    const [{ start, end }] = spansOf(getSelection().getRangeAt(0), [section]);
    const [id, quote] = [crypto.randomUUID(), indexOf(section).slice(start, end)];
    return { do: "tag", id, paragraph: Number(section.dataset.paragraph), start, end, quote, themes: ["trade"] };
  });
  const told = await fetch(addresses.operations, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": document.cookie.match(/csrftoken=([^;]+)/)[1],
    },
    body: JSON.stringify({ op: crypto.randomUUID(), round: round.id, changes }),
  });
  return [told.status, (await told.json()).passages.map(({ start, end, quote }) => [start, end, quote])];
}
"""


@pytest.fixture
def work(project: Project, ada: User, round: Round, codebook: None) -> Assignment:
    """A document of as many hostile paragraphs as there are shares, for ada."""
    document = importing.import_text(project=project, name="hostile.txt", data=TEXT.encode(), actor=None)
    return assign(document, ada, round)


@pytest.fixture
def answers(page: Page, live_server: LiveServer, enter: Enter, work: Assignment, ada: User) -> list[Any]:
    """Status and passages of each answer, after the selections of each share were tagged in one operation."""
    address = reverse("annotate_detail", args=[work.document.project.slug, work.document_id])
    enter(page, ada).goto(live_server.url + address)
    edges = [utf16(HOSTILE[:place]) for place in range(len(HOSTILE) + 1)]
    pairs = [[[edges[start], edges[end]] for start, end in share] for share in SHARES]
    return [page.evaluate(asking(TAG), {"css": f"#p{at}", "pairs": some}) for at, some in enumerate(pairs, start=FIRST)]


def download(project: Project, user: User) -> list[dict[str, str]]:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("export_download", args=[project.slug, "passages", "csv"]))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_selections_are_stored_and_exported_as_they_were_made(
    answers: list[Any], work: Assignment, project: Project, mira: User
) -> None:
    made = [sorted([start, end, HOSTILE[start:end]] for start, end in share) for share in SHARES]
    assert [(status, sorted(passages)) for status, passages in answers] == [(201, share) for share in made]

    paragraphs = Paragraph.objects.of(work.document).filter(text=HOSTILE).order_by("ordinal")
    places = [(paragraph, *span) for paragraph, share in zip(paragraphs, made, strict=True) for span in share]
    expected = [(each.start + start, each.start + end, quote) for each, start, end, quote in places]
    stored = Passage.objects.select_related("paragraph")
    assert sorted((row.paragraph.start + row.start, row.paragraph.start + row.end, row.quote) for row in stored) == (
        sorted(expected)
    )
    rows = download(project, mira)
    assert sorted((int(row["document_start"]), int(row["document_end"]), row["quote"]) for row in rows) == (
        sorted(expected)
    )
    for row in rows:
        quotes = {
            TEXT[int(row["document_start"]) : int(row["document_end"])],
            HOSTILE[int(row["start"]) : int(row["end"])],
        }
        assert quotes == {row["quote"]}
