"""The deciding page of a long document: what the server takes for it, and what a supervisor waits for at a key.

usage: python benchmarks/deciding_page.py [PASSAGES A CODER]     some minutes; the data is invented, in a folder that
goes away again
"""

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

import deciding as study  # sets the environment up, and makes the document
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Page, sync_playwright
from screen.serving import serving

from annotations.addresses import decisions_page
from annotations.cells import differences
from annotations.models import Assignment
from projects.actions import people
from projects.models import User
from tests import chromium

TIMES, KEYS = 9, 60
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# From the moment of the key to the second frame behind it, with the focus on another difference.
PROBE = """
window.took = [];
addEventListener("keydown", (event) => {
  const [from, before] = [event.timeStamp, document.activeElement.id];
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (document.activeElement.id !== before) took.push(performance.now() - from);
  }));
}, { capture: true });
"""


def made() -> Assignment:
    """A document of 2,000 paragraphs, and three coders with 3,000 passages each; a third of them are alike."""
    study.PASSAGES = study.CODERS * int(sys.argv[1] if len(sys.argv) > 1 else 3000)
    work = study.made()
    sam = people.create_user(username="sam", password=None, actor=None)
    people.add_member(project=work.round.project, user=sam, role="supervisor", actor=None)
    return work


def timed(act: Callable[[], Any]) -> list[float]:
    """Milliseconds of each time."""
    act()  # what is made once is not measured
    took = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        act()
        took.append((time.perf_counter() - begin) * 1000)
    return took


def show(what: str, promised: str, took: list[float]) -> None:
    worst = sorted(took)[min(len(took) - 1, round(len(took) * 0.95))]
    print(f"| {what:52} | {promised:7} | {median(took):6.1f} ms (95 %: {worst:.1f}) |", flush=True)


def server(work: Assignment, origin: str, cookie: str) -> None:
    """From the question to the last byte of the answer, of the server as it runs for people."""
    last = differences(work.round, work.document).cells[-1].ordinal - 30
    pages = {
        "the first page": decisions_page(work.round, work.document_id),
        "a page in the middle": decisions_page(work.round, work.document_id, first=1000),
        "the last page, agreed ones too": decisions_page(work.round, work.document_id, "all", last),
        "the list of documents": f"/projects/{work.round.project.slug}/deciding/?round={work.round_id}",
    }
    for name, address in pages.items():
        asked = Request(origin + address, headers={"Cookie": f"sessionid={cookie}"})
        size = len(answer(asked))
        show(f"{name} ({size // 1000} KB)", "300 ms", timed(lambda asked=asked: answer(asked)))  # type: ignore[misc]


def answer(asked: Request) -> bytes:
    with urlopen(asked) as response:
        assert response.status == 200, response.status
        return bytes(response.read())


def browser(work: Assignment, origin: str, cookie: str) -> None:
    """Decide with one key after the other, faster than anybody reads."""
    with sync_playwright() as tool:
        chrome = tool.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        context = chrome.new_context(viewport={"width": 1360, "height": 860})
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": origin}])
        context.add_init_script(PROBE)
        page = context.new_page()
        page.goto(origin + decisions_page(work.round, work.document_id))
        page.wait_for_selector("[data-deciding][data-ready]")
        for _ in range(KEYS):
            page.keyboard.press("y")
            page.wait_for_timeout(150)
        took = page.evaluate("took")
        show(f"decision to the next difference, {len(took)} keys", "100 ms", took)
        begin = time.perf_counter()
        saved(page)
        print(f"  all of them saved {time.perf_counter() - begin:.1f} s behind the last key")
        chrome.close()


def saved(page: Page) -> None:
    page.wait_for_selector("[data-saved][data-state=saved]", timeout=300_000)


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    work = made()
    found = differences(work.round, work.document)
    n_passages = work.round.passages.exclude(coder__kind="decided").count()
    print(f"{connection.vendor}: {study.PARAGRAPHS} paragraphs, {n_passages} passages, {found.counts}")
    client = Client()
    client.force_login(User.objects.get(username="sam"))
    cookie = client.cookies["sessionid"].value
    call_command("worker", until_empty=True)  # what making the document left to do is not the page's
    with serving() as origin:
        server(work, origin, cookie)
        browser(work, origin, cookie)


if __name__ == "__main__":
    main()
