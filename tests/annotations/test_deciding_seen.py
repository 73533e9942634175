"""What the deciding page shows: the differences in words, whose work is missing, windows, the end; and the list."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.actions import assigning
from annotations.models import Assignment, Round
from corpus.actions import importing
from corpus.models import Document
from projects.actions import people as members
from projects.models import Project, User
from tests.annotations.deciding import hand_in
from tests.annotations.deciding_page import DOOR, TRADE, address, decide, look, rows
from tests.annotations.pages import elements, words
from tests.annotations.people import ask, paragraphs, tag
from tests.conftest import add_theme, assign, make_user


def test_page_shows_each_difference_with_what_every_coder_says(sams: Client, differing: Assignment) -> None:
    page = look(sams, differing)
    assert list(rows(page)) == ["OPEN", "TRD", "SEC"]
    assert words(page, "td", class_="cells-kind") == [
        "all carry it, on other words",
        "only ada carries it",
        "only ben carries it",
    ]
    said = words(page, "td", class_="cells-value")
    assert said[2:4] == ["ada: ✓ yes Trade grows fast. ✎Note: It says so.", "ben: – no"]


def test_agreement_is_grey_and_named_and_only_differences_have_a_hue(sams: Client, differing: Assignment) -> None:
    page = look(sams, differing)
    hues = {
        attributes["data-code"]: re.findall(r"marks-hue-(\d)", attributes["class"])
        for attributes, _text in elements(page, "mark", class_="marks-tint")
    }
    assert hues == {"OPEN": ["2"], "TRD": ["2"], "SEC": ["6"], "BRI": ["0"]}
    assert "BRI" in rows(look(sams, differing, show="agreed"))


def test_question_stands_beside_the_difference_with_its_words(sams: Client, adas: Assignment, bens: Assignment) -> None:
    ask(adas, "Is this <i>trade</i>?")
    tag(bens, DOOR, "trade")
    hand_in(adas, bens)
    page = look(sams, adas)
    assert words(page, "td", class_="cells-kind")[0] == "a question was asked"
    assert words(page, "p", class_="cells-question")[0] == "? Is this <i>trade</i>? Question"


def test_decision_is_open_again_when_the_coders_change_their_work(sams: Client, differing: Assignment) -> None:
    decide(sams, differing, "trade", "no", reason="It is not.")
    assigning.reopen(assignment=differing, actor=differing.coder.user)
    work = Assignment.objects.with_all().get(pk=differing.pk)
    tag(work, "Trade grows", "trade")
    assigning.hand_in(assignment=work, actor=work.coder.user)
    page = look(sams, work, show="reopened")
    assert words(page, "p", class_="cells-state-reopened") == ["open again: the coders’ work changed"]
    [was] = words(page, "p", class_="cells-decided")
    assert was.startswith("Was: no – sam, ")
    assert was.endswith(" It is not.")


@pytest.mark.parametrize(
    ("unit", "name", "n_texts"), [("paragraph", "The paragraph", 2), ("document", "The document", 0)]
)
def test_larger_units_are_named_and_decided(
    sams: Client, project: Project, adas: Assignment, bens: Assignment, unit: str, name: str, n_texts: int
) -> None:
    Project.objects.filter(pk=project.pk).update(unit=unit)
    works = [Assignment.objects.with_all().get(pk=each.pk) for each in (adas, bens)]
    tag(works[0], TRADE, "trade")
    tag(works[1], "Security comes first.", "trade")
    hand_in(*works)
    page = look(sams, works[0])
    assert {text.split(" Agreed")[0] for text in words(page, "th", scope="rowgroup")} == {name}
    assert len(words(page, "p", class_="lanes-text")) == n_texts * len(words(page, "h2", class_="deciding-title"))
    assert {TRADE} & set(words(page, "q"))
    decide(sams, works[0], "trade", "yes")
    assert "decided" in words(look(sams, works[0], show="all"), "p", class_="cells-state")


def test_end_says_what_comes_next(sams: Client, differing: Assignment) -> None:
    for slug in ("opening-up", "trade", "security"):
        decide(sams, differing, slug, "yes")
    page = look(sams, differing)
    assert "Every difference of this document is decided" in words(page, "h2")
    assert words(page, "div", class_="empty") == ["Nothing is left to decide here."]


def test_work_that_is_not_handed_in_is_named(sams: Client, adas: Assignment, bens: Assignment) -> None:
    hand_in(adas)
    page = look(sams, adas)
    assert words(page, "ul", class_="deciding-missing") == ["ben"]
    assert decide_nothing(sams, adas).status_code == 409


def decide_nothing(client: Client, work: Assignment) -> HttpResponse:
    """A decision about a document that cannot be decided."""
    place = {"paragraph": paragraphs(work)[0].pk, "unit": 0, "theme": "trade", "seen": ["trade:0"]}
    return client.post(address(work, "decision_create"), {**place, "round": work.round_id, "outcome": "no"})


def test_blind_round_says_what_to_do_and_shows_nothing(
    sams: Client, adas: Assignment, bens: Assignment, blind_main: Round
) -> None:
    tag(adas, TRADE, "trade")
    hand_in(adas, bens)
    page = look(sams, adas)
    assert "The round “Main” is still blind." in words(page, "strong")
    assert "TRD" not in page.content.decode()


def test_supervisor_who_codes_in_a_blind_round_learns_no_names(
    sams: Client, adas: Assignment, bens: Assignment, blind_main: Round, sam: User
) -> None:
    assign(adas.document, sam, adas.round)
    for page in (look(sams, adas), sams.get(reverse("deciding_list", args=[adas.round.project.slug]))):
        assert {"ada", "ben"} & set(words(page, "bdi")) == set()


def test_long_documents_come_some_paragraphs_at_a_time(
    sams: Client, project: Project, codebook: None, ada: User, ben: User, round: Round
) -> None:
    text = "A title\n\n" + "\n\n".join(f"Paragraph {number} grows here." for number in range(1, 26))
    long = importing.import_text(project=project, name="long.txt", data=text.encode(), actor=None)
    works = [Assignment.objects.with_all().get(pk=assign(long, user, round).pk) for user in (ada, ben)]
    for number in range(1, 26):
        tag(works[0], f"Paragraph {number} grows", "trade")
    hand_in(*works)
    page = look(sams, works[0])
    assert len(list(elements(page, "section", class_="deciding-paragraph"))) == 15
    [link] = [each["href"] for each, _text in elements(page, "a") if "data-more" in each]
    rest = sams.get(address(works[0]) + link)
    assert len(list(elements(rest, "section", class_="deciding-paragraph"))) == 10


@pytest.mark.parametrize("asked", [{"show": "everything"}, {"from": "-1"}, {"round": "9" * 30}, {"from": "\0"}])
def test_nonsense_in_the_address_is_not_said(sams: Client, differing: Assignment, asked: dict[str, str]) -> None:
    assert look(sams, differing, **asked).status_code == 200


def test_number_of_queries_is_the_same_for_many_differences(
    sams: Client, project: Project, codebook: None, document: Document, round: Round
) -> None:
    def more(n: int) -> Assignment:
        works = []
        for number in range(n):
            user = make_user(f"coder{Assignment.objects.count()}")
            members.add_member(project=project, user=user, role="annotator", actor=None)
            work = Assignment.objects.with_all().get(pk=assign(document, user, round).pk)
            tag(work, TRADE, add_theme(project, Assignment.objects.count()), note=f"note {number}")
            works.append(work)
        hand_in(*works)
        return works[-1]

    def queries() -> int:
        sams.get(address(work))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            look(sams, work)
            sams.get(reverse("deciding_list", args=[project.slug]))
        return len(asked)

    work = more(2)
    before = queries()
    more(28)
    assert len(rows(look(sams, work))) == 30
    assert queries() == before
