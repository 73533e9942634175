"""The board: what is done, when the rest will be, what to do next; every number opens as much as it says."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.actions import assigning
from annotations.models import Assignment, Round
from corpus.models import Document
from projects.models import Membership, Project, User
from reports import choices
from reports.board import Board
from reports.board_lines import Line, Section
from tests.annotations.people import ask, read, tag
from tests.conftest import _member, add_theme, assign
from tests.reports import study

PAGE = "/projects/openness/board/"
ITSELF = re.compile(r'<a class="board-figure" href="([^"]*)">([\d,]+)<')


@pytest.fixture
def documents(project: Project, codebook: None) -> list[Document]:
    texts = {"doors.txt": (study.DOORS, "Qiushi", "2024"), "roads.txt": (study.ROADS, "Caixin", "")}
    return [
        study.add(project, text, name, source=source, date=published)
        for name, (text, source, published) in texts.items()
    ]


@pytest.fixture
def work(documents: list[Document], ada: User, ben: User, round: Round) -> tuple[Assignment, Assignment]:
    """ada and ben over one document, both handed in; ben has the other since long."""
    adas, bens = study.work_of_ada(documents[0], ada, round), assign(documents[0], ben, round)
    tag(bens, "Trade grows fast.", "bri")
    for each in (adas, bens):
        read(each)
        assigning.hand_in(assignment=each, actor=each.coder.user)
    late = assign(documents[1], ben, round)
    Assignment.objects.filter(pk=late.pk).update(assigned_at=timezone.now() - timedelta(days=20))
    return adas, late


def board(user: User, round: Round) -> Board:
    member = Membership.objects.select_related("project").get(user=user)
    return Board(choices.scope(member, round, None))


def sections(user: User, round: Round) -> dict[str, Section]:
    return {section.name: section for section in board(user, round).sections}


def said(lines: Any) -> list[tuple[str, str]]:
    return [(line.number.text, line.words) for line in lines]


def test_board_says_what_waits(work: Any, sam: User, round: Round, project: Project) -> None:
    adas, late = work
    ask(late, "Is this trade?")
    found = sections(sam, round)
    assert said(found["questions"].lines) == [("1", "question waits for an answer")]
    assert said(found["work"].lines) == [("1", "document waits to be handed in")]
    assigning.reopen(assignment=adas, actor=sam, comment="Once more, please.")
    assert said(sections(sam, round)["work"].lines)[1:] == [("1", "came back to its coder and waits")]


def test_work_that_nobody_touches_is_stale(work: Any, sam: User, round: Round) -> None:
    assert said(sections(sam, round)["work"].lines)[1:] == [("1", "was not touched for long")]
    read(work[1])
    assert said(sections(sam, round)["work"].lines) == [("1", "document waits to be handed in")]


def test_unread_text_is_told_by_source_and_year(work: Any, sam: User, round: Round) -> None:
    [line] = sections(sam, round)["text"].lines
    assert (line.number.text, line.words) == ("5", "unread: Caixin, undated")
    assert line.note == "100 % of 5 sentences in 1 of 1 documents"
    assert "is_unread=1" in (line.action.href if line.action else "")


def test_themes_are_told_that_need_a_look(work: Any, sam: User, round: Round) -> None:
    lines: dict[str, Line] = {line.words.split()[2]: line for line in sections(sam, round)["themes"].lines}
    assert {name: [tag.theme.code for tag in line.tags] for name, line in lines.items()} == {
        "unreliable": ["OPEN", "BRI", "TRD", "SEC"],
        "themes": ["OPEN", "TRD"],
        "thin:": ["TRD", "SEC", "OPEN", "BRI"],
        "never": ["SELF"],
    }


def test_every_number_opens_as_much(work: Any, sam: User, round: Round, client: Client) -> None:
    ask(work[1], "Is this trade?")
    client.force_login(sam)
    html = client.get(PAGE).text
    links = [(unescape(address), int(n)) for address, n in ITSELF.findall(html)]
    links += [(unescape(a), int(n)) for a, n in re.findall(r'<td class="table-number"><a href="([^"]*)">(\d+)<', html)]
    assert len(links) > 8
    for address, number in dict.fromkeys(links):
        context = client.get(address).context
        if "/questions/" in address:
            assert context["questions"].page.paginator.count == number, address
        elif "/board/work/" in address or "/coverage/units/" in address:
            assert context["page"].page.paginator.count == number, address


def test_projected_end_is_told_with_its_interval(work: Any, sam: User, round: Round, client: Client) -> None:
    page = board(sam, round)
    assert (page.work.projection.remaining, page.work.projection.days) == (1, None)
    client.force_login(sam)
    assert "not estimable: a pace needs 7 whole days" in client.get(PAGE).text


def test_blind_round_tells_progress_and_nothing_else(
    documents: list[Document], ada: User, ben: User, sam: User, project: Project
) -> None:
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    for user in (ada, ben):
        work = study.work_of_ada(documents[0], user, blind)
        read(work)
        assigning.hand_in(assignment=work, actor=user)
    assert set(sections(sam, blind)) == {"questions", "work", "differences", "text"}
    assert board(sam, blind).work.by_state["handed-in"] == 2
    assign(documents[1], sam, blind)
    assert set(sections(sam, blind)) == {"questions"}


def test_coder_of_a_blind_round_is_told_nothing_of_others(
    documents: list[Document], ada: User, sam: User, project: Project, client: Client
) -> None:
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    assign(documents[0], ada, blind)
    assign(documents[1], sam, blind)
    client.force_login(sam)
    html = client.get(PAGE, {"round": blind.pk}).text
    assert "what the others do is hidden" in html
    assert "ada" not in html
    assert client.get(f"{PAGE}work/", {"round": blind.pk}).context["page"].page.paginator.count == 1


def test_supervisors_arrive_at_the_board(project: Project, ada: User, sam: User, mira: User, client: Client) -> None:
    arrived = {}
    for user in (ada, sam, mira):
        client.force_login(user)
        arrived[user.username] = client.get("/").url
    assert arrived == {"ada": "/projects/openness/", "sam": PAGE, "mira": PAGE}


@pytest.mark.parametrize("path", ["", "work/"])
def test_empty_projects_and_unknown_rounds(path: str, project: Project, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(PAGE + path).status_code == 200
    assert client.get(PAGE + path, {"round": "999999"}).status_code == 404
    project.rounds.all().delete()  # as in projects from before they started with one
    assert client.get(PAGE + path).status_code == 200


def test_work_list_knows_its_states(work: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(f"{PAGE}work/", {"state": "secret"}).status_code == 404
    counts = {
        state: client.get(f"{PAGE}work/", {"state": state}).context["page"].count for state in ("all", "handed-in")
    }
    assert counts == {"all": "3", "handed-in": "2"}


@pytest.mark.parametrize("path", ["", "work/"])
def test_queries_do_not_grow(path: str, work: Any, project: Project, sam: User, round: Round, client: Client) -> None:
    client.force_login(sam)

    def queries() -> int:
        client.get(PAGE + path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE + path).status_code == 200
        return len(asked)

    one = queries()
    for n in range(12):
        document = study.add(project, f"Number {n}\n\nThe road {n} is open.\n", f"{n}.txt", source=f"Outlet {n}")
        given = assign(document, _member(project, f"coder{n}", "annotator"), round)
        ask(given, "What is this?")
        if n < 6:
            tag(given, "road", add_theme(project, n))
            read(given)
    assert queries() == one
