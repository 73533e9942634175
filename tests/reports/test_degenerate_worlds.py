"""Where there is nothing to count, or nothing varies, every page of figures says so in words; a figure is never nan."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from annotations.models import Assignment, Round
from corpus.models import Document
from projects.models import Project, User
from reports.downloads import FIGURES
from tests.annotations.deciding import hand_in
from tests.annotations.people import paragraphs, read, tag
from tests.conftest import assign
from tests.reports import study

pytestmark = pytest.mark.django_db

PAGES = [
    "board/",
    "board/work/",
    "method/",
    *(
        f"coverage/?rows={rows}&figure={figure}"
        for rows in ("document", "coder", "round")
        for figure in ("units", "share")
    ),
    "coverage/?rows=source&by=mean",
    "coverage/trends/",
    "coverage/trends/?by=month",
    "coverage/positions/",
    "coverage/co-occurrence/",
    "coverage/two-groups/",
    "agreement/",
    "agreement/?unit=document&rule=half",
    "agreement/?unit=paragraph",
    "agreement/pairs/?theme=trade",
    "agreement/confusion/",
    "agreement/groups/?theme=trade",
    "agreement/sets/",
    "views/",
]
NO_FIGURE = re.compile(r"\b(?:nan|inf|infinity|undefined)\b", re.IGNORECASE)
World = Callable[[Project, User, User, Round], None]


def two_coders(project: Project, ada: User, ben: User, round: Round) -> list[Assignment]:
    documents: list[Document] = [
        study.add(project, text, name) for name, text in (("a.txt", study.DOORS), ("b.txt", study.ROADS))
    ]
    return [assign(document, user, round) for document in documents for user in (ada, ben)]


def nothing(project: Project, ada: User, ben: User, round: Round) -> None:
    """No document at all."""


def nothing_read(project: Project, ada: User, ben: User, round: Round) -> None:
    two_coders(project, ada, ben, round)


def one_coder(project: Project, ada: User, ben: User, round: Round) -> None:
    study.work_of_ada(study.add(project, study.DOORS, "a.txt"), ada, round)


def all_the_same(project: Project, ada: User, ben: User, round: Round) -> None:
    """Both tag every paragraph with one theme, and hand in."""
    works = two_coders(project, ada, ben, round)
    for work in works:
        for paragraph in paragraphs(work):
            tag(work, paragraph.text, "trade")
    hand_in(*works)


def no_theme(project: Project, ada: User, ben: User, round: Round) -> None:
    """Both read everything and tag nothing."""
    works = two_coders(project, ada, ben, round)
    for work in works:
        read(work)
    hand_in(*works)


def never_the_same_text(project: Project, ada: User, ben: User, round: Round) -> None:
    """Each reads what the other does not: every unit has one value and one that is missing."""
    works = two_coders(project, ada, ben, round)
    for work in works:
        first, *_others, last = paragraphs(work)
        own = first if work.coder.user == ada else last
        tag(work, own.text, "trade")
        read(work, own)


WORLDS = (nothing, nothing_read, one_coder, all_the_same, no_theme, never_the_same_text)


def words_of(html: str) -> str:
    """What stands on a page, and what its charts and cells say by themselves."""
    main = html.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"<(?:option|select)\b.*?</(?:option|select)>|<[^>]*>", " ", main, flags=re.S)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.__name__)
def test_every_page_has_words_where_it_has_no_figure(
    world: World, project: Project, codebook: None, ada: User, ben: User, sam: User, round: Round, client: Client
) -> None:
    world(project, ada, ben, round)
    client.force_login(sam)
    wrong = {}
    for page in PAGES:
        answer = client.get(f"/projects/{project.slug}/{page}")
        odd = NO_FIGURE.findall(words_of(answer.content.decode()))
        if answer.status_code != 200 or odd:
            wrong[page] = answer.status_code, odd
    assert wrong == {}


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.__name__)
def test_every_table_can_be_downloaded(
    world: World, project: Project, codebook: None, ada: User, ben: User, sam: User, round: Round, client: Client
) -> None:
    world(project, ada, ben, round)
    client.force_login(sam)
    wrong = {}
    for figure in FIGURES:
        answer = client.get(f"/projects/{project.slug}/figures/{figure}.csv?theme=trade")
        cells = set(re.split(r"[,\r\n]", answer.content.decode())) if answer.status_code == 200 else set()
        if answer.status_code not in (200, 404, 422) or {"nan", "inf", "-inf", "None"} & cells:
            wrong[figure] = (answer.status_code, {"nan", "inf", "-inf", "None"} & cells)
    assert wrong == {}
