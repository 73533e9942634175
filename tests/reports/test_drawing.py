"""Drawn paragraphs from the draw to the coverage page: the sheet adds up to the cube, and the page says what it is."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from annotations.actions import distributing
from annotations.distribution import Wish
from annotations.models import Assignment, Round
from corpus.models import Paragraph
from projects.models import Coder, Project, User
from reports import choices, editions
from reports.cubes import drawing, loading
from reports.footing import State
from tests.annotations.people import read
from tests.reports import study
from tests.reports.test_coverage import page_for
from tests.reports.test_cube import scope_of


@pytest.fixture
def draw(project: Project, codebook: None, ada: User, round: Round) -> Callable[..., list[Assignment]]:
    """Draw half of the eight paragraphs of twenty documents, or of some of these, for ada, who reads all of them."""

    def drawn(**more: Any) -> list[Assignment]:
        for number in range(20):
            text = "\n\n".join(f"The {place}th thing that document {number} says." for place in range(4, 12))
            study.add(project, text, f"{number}.txt")
        coder = Coder.objects.get(project=project, user=ada)
        wish = Wish(round=round, coders=(coder,), per_document=1, seed=3, sample_share=0.5, **more)
        distributing.distribute(wish=wish, actor=None)
        assigned = list(Assignment.objects.in_round(round).order_by("pk"))
        for each in assigned:
            read(each, *Paragraph.objects.filter(pk__in=each.paragraphs))
        return assigned

    return drawn


def test_sheet_adds_up_to_the_cube(
    project: Project, codebook: None, ada: User, ben: User, sam: User, round: Round
) -> None:
    document = study.add(project, study.DOORS, "doors.txt")
    study.work_of_ada(document, ada, round)
    scope = scope_of(sam, round)
    offered = editions.load(project)
    themes = choices.themes(scope.member, offered)
    cube = loading.load(scope, themes, offered)
    loaded = drawing.load(scope, cube, themes, offered, [document.pk])
    assert loaded is not None
    sheet, n_paragraphs = loaded
    assert n_paragraphs.tolist() == [3]
    assert sheet.marked.tolist() == [3, 2, 0]
    assert (sheet.own.sum(axis=0) == cube.own.units[0]).all()
    assert (sheet.rolled.sum(axis=0) == cube.rolled.units[0]).all()
    assert {gap: int(rows.sum()) for gap, rows in sheet.answered.items()} == {
        gap: int(rows[0]) for gap, rows in cube.answered.items()
    }


def test_page_of_drawn_paragraphs_says_so_and_why_there_is_no_interval(draw: Any, sam: User, round: Round) -> None:
    assigned = draw()
    footing = page_for(sam, round).material.footing
    assert (footing.state, footing.why) == (State.DRAWN, "")
    assert footing.n_paragraphs == sum(len(each.paragraphs) for each in assigned)
    assert {each.why for each in footing.shares()} == {
        "too few paragraphs with the theme for an interval: 0, 20 needed"
    }


def test_paragraphs_of_drawn_documents_weigh_by_both_draws(draw: Any, sam: User, round: Round) -> None:
    draw(share=0.5)
    sample = page_for(sam, round).material.footing.sample
    assert sample is not None
    assert np.unique(sample.drawn.probabilities).tolist() == [pytest.approx(0.25, rel=0.05)]
    assert sample.drawn.are_documents_first
