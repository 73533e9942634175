"""What sam, mira and a newcomer do on a good day, click by click."""

import csv
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment
from corpus.models import Document
from projects.models import Membership, Project, User
from tests.annotations import people
from tests.browser.conftest import Console, Enter
from tests.browser.pages import PASSWORD, hand_in
from tests.corpus.importing import work

ARTICLE = "A newer article\n\nBy Zhang San\n\nThe door stays open. Trade is resilient.\n\n自主创新是关键。\n"


def test_number_of_coverage_opens_as_many_passages_and_the_csv_has_them(
    page: Page, live_server: LiveServer, enter: Enter, sam: User, adas: Assignment, project: Project
) -> None:
    for words in ("Trade grows fast.", "The Belt and Road connects many countries."):
        people.tag(adas, words, "trade", "bri")
    people.tag(adas, "Security", "security")
    hand_in(adas)

    enter(page, sam).goto(f"{live_server.url}/projects/{project.slug}/coverage/")
    row = page.get_by_label("Themes: passages, units, shares").get_by_role("row").filter(has_text="TRD")
    number = row.get_by_role("link").first
    expect(number).to_have_text("2")
    number.click()
    expect(page.get_by_role("heading", level=2, name="2 passages")).to_be_visible()

    page.get_by_role("link", name="Exports").click()
    expect(page.get_by_text("5 rows")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV of passages", exact=True).click()
    rows = list(csv.DictReader(started.value.path().open(encoding="utf-8")))
    assert sorted(row["theme"] for row in rows) == ["bri", "bri", "security", "trade", "trade"]


def test_newcomer_joins_by_the_link_that_the_manager_made(
    page: Page,
    new_context: Callable[..., BrowserContext],
    live_server: LiveServer,
    enter: Enter,
    mira: User,
    project: Project,
) -> None:
    enter(page, mira).goto(f"{live_server.url}/projects/{project.slug}/people/")
    form = page.get_by_role("main").locator("form").filter(has_text="Make the link")
    form.get_by_label("Role").select_option("annotator")
    form.get_by_label("Note").fill("for Wang Min")
    form.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link").input_value()

    guest = new_context().new_page()
    guest.goto(link)
    expect(guest.get_by_role("heading", level=1)).to_have_text("Join “Openness”")
    guest.locator("[name=username]").fill("wang")
    guest.locator("[name=email]").fill("wang@example.org")
    guest.locator("[name=password1]").fill(PASSWORD)
    guest.locator("[name=password2]").fill(PASSWORD)
    guest.get_by_role("button", name="Make the account and join as annotator").click()
    expect(guest.get_by_role("status")).to_have_text("Welcome. You have joined as annotator.")

    page.get_by_role("link", name="Back to the people").click()
    expect(page.get_by_role("main").get_by_role("row").filter(has_text="wang")).to_be_visible()
    assert Membership.objects.get(project=project, user__username="wang").role == "annotator"


def test_manager_sees_what_an_import_will_do_and_does_it(
    page: Page, live_server: LiveServer, enter: Enter, mira: User, project: Project
) -> None:
    enter(page, mira).goto(f"{live_server.url}/projects/{project.slug}/documents/")
    page.get_by_role("link", name="Import documents").click()
    file: Any = {"name": "newer.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()}
    page.get_by_label("Files").set_input_files(file)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("0 of 1 files read")).to_be_visible()
    work()
    row = page.get_by_role("row").filter(has_text="newer.txt")
    expect(row).to_contain_text("will be added")
    assert Document.objects.count() == 0

    page.get_by_role("button", name="Import 1 document").click()
    expect(page.get_by_text("0 of 1 files imported")).to_be_visible()
    work()
    expect(page.get_by_text("1 document of it is in the project.")).to_be_visible()
    row.get_by_role("link", name="A newer article").click()
    expect(page.get_by_role("main")).to_contain_text("自主创新是关键。")
    assert Document.objects.get().title == "A newer article"

    page.go_back()
    page.get_by_role("button", name="Take it back: withdraw 1 document").click()
    expect(page.get_by_text("The import was taken back")).to_be_visible()
    assert Document.objects.active().count() == 0


def test_change_from_an_old_page_is_refused_and_nothing_typed_is_lost(
    page: Page, live_server: LiveServer, enter: Enter, ada: User, adas: Assignment, console: Console
) -> None:
    passage = people.tag(adas, "Trade grows fast.", "trade")
    address = f"{live_server.url}/projects/openness/documents/{adas.document_id}/coding/?passage={passage.pk}"
    enter(page, ada).goto(address)
    people.edit(passage, adas, note="From another window")

    page.locator("[name=note]").fill("Typed with care")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved: this has changed in the meantime")
    expect(page.get_by_role("region", name="What is there now")).to_contain_text("From another window")
    expect(page.get_by_role("region", name="What you sent")).to_contain_text("Typed with care")
    console.forgive("409")
    page.get_by_role("link", name="Back to the page, as it is now").click()
    expect(page.locator("[name=note]")).to_have_value("From another window")
