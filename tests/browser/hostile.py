"""A document that tries offsets, ada's annotate page of it, and the two ways of counting in it, by Python alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Round
from corpus.actions import importing
from corpus.models import Document
from projects.models import Project, User
from tests.browser.conftest import Enter
from tests.conftest import assign

# Astral letters, emoji of several code points, flags, combining marks, Hangul letters, both directions of writing,
# curly quotes, and what cannot be seen. 96 places between its 95 code points: 4,560 pairs of a start and an end.
HOSTILE = (
    "Kin \U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 🇨🇳🇩🇪:"
    " Cafe\u0301, “high-standard” China’s so\u00adft\u00a0door."
    " 𠮷野家𪚥 Z\u0335\u0321\u1112\u1161\u11ab \u202ertl\u202c مرحبا ש\u05b8לום \u200b1\ufeff."
)
FIRST = "The first paragraph. It has two sentences."
LAST = "After the hostile paragraph 𠮷 comes a calm one."
CHINESE = "坚持对外开放的基本国策，推进高水平对外开放。"
TEXT = f"A hostile title\n\nBy Li Hua\n\n{FIRST}\n\n{HOSTILE}\n\n{LAST}\n\n{CHINESE}\n"

PLACES = range(len(HOSTILE) + 1)
PAIRS = [(start, end) for start in PLACES for end in PLACES if start < end]


def utf16(text: str) -> int:
    """How many units a browser counts in a text."""
    return len(text.encode("utf-16-le")) // 2


def code_points(text: str, start: int, end: int) -> tuple[int, int]:
    """The smallest span of code points that holds a span of UTF-16 units."""
    edges = [utf16(text[:place]) for place in range(len(text) + 1)]
    return max(p for p, at in enumerate(edges) if at <= start), min(p for p, at in enumerate(edges) if at >= end)


@pytest.fixture
def hostile(project: Project) -> Document:
    return importing.import_text(project=project, name="hostile.txt", data=TEXT.encode(), actor=None)


@pytest.fixture
def work(hostile: Document, ada: User, round: Round, codebook: None) -> Assignment:
    return assign(hostile, ada, round)


@pytest.fixture
def sheet(page: Page, live_server: LiveServer, enter: Enter, work: Assignment, ada: User) -> Page:
    """ada's annotate page of the hostile document: after title and byline come FIRST, HOSTILE, LAST and CHINESE."""
    address = reverse("annotate_detail", args=[work.document.project.slug, work.document_id])
    enter(page, ada).goto(live_server.url + address)
    expect(page.locator("[data-annotate][data-ready]")).to_be_visible()
    return page
