"""The method in words: what is there is said with its numbers, what is not is said to be missing."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, deciding, rounds
from annotations.models import Assignment, Round
from projects.models import Membership, Project, User
from reports import choices
from reports.method import Method
from tests.annotations.people import read, tag
from tests.conftest import _member, add_theme, assign
from tests.reports import study

PAGE = "/projects/openness/method/"


@pytest.fixture
def coded(project: Project, codebook: None, ada: User, ben: User, round: Round) -> Any:
    """Both read all of one dated document, ada the first part of an undated one, too."""
    document = study.add(project, study.DOORS, "doors.txt", source="Qiushi", date="2024-11")
    study.add(project, study.ROADS, "roads.txt")
    adas, bens = study.work_of_ada(document, ada, round), assign(document, ben, round)
    tag(bens, "Trade grows fast.", "trade")
    tag(bens, "Security comes first.", "security")
    for each in (adas, bens):
        read(each)
    return document


def parts(user: User, round: Round) -> dict[str, str]:
    member = Membership.objects.select_related("project").get(user=user)
    people = list(choices.people(member, round))
    return {part.title: part.text for part in Method(choices.scope(member, round, None), people, {}).parts}


def test_method_says_what_is_there(coded: Any, sam: User, round: Round) -> None:
    told = parts(sam, round)
    assert told["Text and units"] == (
        "The corpus has 2 documents from 1 source (2024; 1 undated). Of 11 sentences that could be coded, 54.5 % "
        "were read by at least one coder. A sentence carries a theme for a coder when passages of that coder with the "
        "theme hold at least one whole word of it."
    )
    assert told["Coders and sample"] == (
        "2 coders worked in the round “Main” (main). 100.0 % of what was read was read by two or more. The text was "
        "not drawn at random."
    )
    assert told["Codebook"].startswith("The codebook has 5 themes; it was used in version 1.")
    assert told["Differences"].startswith("Where coders differ, nothing was decided.")
    assert "No interval is given, since too little was compared." in told["Agreement"]
    assert "For 1 theme alpha is not estimable" in told["Agreement"]


def test_sample_is_told_with_its_probabilities(coded: Any, sam: User, round: Round) -> None:
    Assignment.objects.update(probability=0.25)
    Round.objects.update(seed=7)
    round.refresh_from_db()
    said = "Documents were drawn at random within source and year, each with a probability of 25.0 % (seed 7)."
    assert said in parts(sam, round)["Coders and sample"]


def test_decisions_are_counted_by_who_made_them(coded: Any, sam: User, round: Round) -> None:
    for work in Assignment.objects.with_all():
        assigning.hand_in(assignment=work, actor=work.coder.user)
    deciding.decide_by_rule(round=round, document=coded, rule="agreement", actor=sam)
    told = parts(sam, round)["Differences"]
    assert told.startswith("Cells of unit and theme that were decided afterwards: 0 by a supervisor, 0 by majority,")


def test_nothing_read_is_said_and_not_counted(project: Project, codebook: None, sam: User, round: Round) -> None:
    told = parts(sam, round)
    assert told["Text and units"].startswith("The corpus has 0 documents (no date known; 0 undated). Of 0 sentences")
    assert told["Agreement"] == "Agreement was not measured: no text was read by two coders."
    assert told["Codebook"] == "Nothing was read yet."


def test_blind_round_has_no_method_before_it_is_opened(
    project: Project, codebook: None, ada: User, ben: User, sam: User, client: Client
) -> None:
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    document = study.add(project, study.DOORS, "doors.txt")
    for user in (ada, ben):
        read(study.work_of_ada(document, user, blind))
    client.force_login(sam)
    assert parts(sam, blind) == {}
    assert client.get("/projects/openness/figures/agreement.csv", {"round": blind.pk}).status_code == 404
    blind = rounds.open_round(round=blind, version=blind.version, actor=sam, is_early=True)
    assert "none of whom saw" in parts(sam, blind)["Coders and sample"]


def test_table_leaves_with_pseudonyms(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    html = client.get(PAGE).text
    assert "data-copy-text" in html
    for suffix in ("csv", "tex", "html", "xlsx"):
        assert f"/figures/agreement.{suffix}" in html
    csv = client.get("/projects/openness/figures/agreement.csv").content.decode().splitlines()
    assert "ada" not in csv[0]
    assert len(csv) == 7  # five themes, and the parent with its sub-theme


@pytest.mark.parametrize("query", ["round=999999", "coders=x", "coders=99999999999999999999999"])
def test_other_choices_do_not_exist(query: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(f"{PAGE}?{query}").status_code == 404


def test_queries_do_not_grow(coded: Any, project: Project, sam: User, round: Round, client: Client) -> None:
    client.force_login(sam)

    def queries() -> int:
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    one = queries()
    for n in range(5):
        document = study.add(project, f"Number {n}\n\nThe road {n} is open.\n", f"{n}.txt", source=f"Outlet {n}")
        slug = add_theme(project, n)
        for name in (f"one{n}", f"two{n}"):
            work = assign(document, _member(project, name, "annotator"), round)
            tag(work, "road", slug)
            read(work)
    assert queries() == one
