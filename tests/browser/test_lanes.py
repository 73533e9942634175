"""The annotate page's lanes are the server's, in Chromium as by Node: a passage has the same line on every page."""

import json
from dataclasses import asdict

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from annotations.text.lanes import assign_lanes
from projects.models import User
from tests.browser.conftest import Enter
from tests.browser.modules import asking
from tests.js.spans import paragraphs

pytestmark = pytest.mark.screen

ASSIGN = """import { assignLanes } from "annotate/lanes";

export function answer(given) {
  return JSON.stringify(JSON.parse(given).map((spans) => Object.fromEntries(assignLanes(spans))));
}
"""


def test_lanes_of_browser_and_server_are_equal(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment
) -> None:
    address = reverse("annotate_detail", args=[adas.document.project.slug, adas.document_id])
    enter(page, ada).goto(live_server.url + address)
    spans = paragraphs(3000)
    answer = page.evaluate(asking(ASSIGN), json.dumps([[asdict(span) for span in each] for each in spans]))
    assert json.loads(answer) == [assign_lanes(each) for each in spans]
