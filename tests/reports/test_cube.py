"""The cube counts what the definitions say: beside the counting by queries, and a recount from passages alone."""

from typing import Any

import numpy as np
import pytest

from annotations.actions import recounting
from annotations.models import Round
from projects.models import Coder, Membership, Project, User
from reports import choices, counting, editions
from reports.counting.base import NO_GAP
from reports.cube import Cube
from reports.cubes import loading
from reports.scope import Scope
from tests.annotations.people import ask, paragraphs, read, tag
from tests.conftest import add_theme, assign
from tests.reports import study
from vocabulary.models import Theme


def scope_of(user: User, round: Round, coder: User | None = None) -> Scope:
    member = Membership.objects.get(user=user, project=round.project)
    chosen = Coder.objects.get(user=coder, project=round.project) if coder else None
    return choices.scope(member, round, chosen)


def cube_for(user: User, round: Round, coder: User | None = None) -> Cube:
    scope = scope_of(user, round, coder)
    offered = editions.load(scope.project)
    return loading.load(scope, choices.themes(scope.member, offered), offered)


def cells(table: Any, cube: Cube) -> dict[tuple[int, int], int]:
    """(theme, document) -> count, where there is any."""
    rows, columns = np.nonzero(table)
    places = zip(rows.tolist(), columns.tolist(), strict=True)
    return {(cube.themes[column], int(cube.documents[row])): int(table[row, column]) for row, column in places}


def counted(tallies: dict[tuple[int, int], Any], name: str) -> dict[tuple[int, int], int]:
    return {key: getattr(tally, name) for key, tally in tallies.items() if getattr(tally, name)}


def by_document(array: Any, cube: Cube) -> dict[int, int]:
    return {pk: n for pk, n in zip(cube.documents.tolist(), array.tolist(), strict=True) if n}


@pytest.fixture
def worked(project: Project, codebook: None, round: Round, ada: User, ben: User, sam: User) -> Round:
    """Three documents, two coders, a second version of the codebook that came in between."""
    doors, roads, chinese = (
        study.add(project, text, f"{number}.txt")
        for number, text in enumerate((study.DOORS, study.ROADS, study.CHINESE))
    )
    study.work_of_ada(doors, ada, round)
    bens = assign(doors, ben, round)
    tag(bens, "Trade grows fast.", "trade", unsure=("trade",))
    read(bens)
    add_theme(project, 1)
    adas = assign(roads, ada, round)
    tag(adas, "Ports are built too.", "theme-1", "trade")
    tag(adas, "Trade follows the roads. Nobody", "opening-up")
    read(adas)
    bens = assign(chinese, ben, round)
    tag(bens, "中国开放的大门越开越大。", "trade", "opening-up")
    read(bens, paragraphs(bens)[0])
    return round


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
@pytest.mark.parametrize("whose", ["all", "ada", "ben"])
def test_cube_equals_the_counting_by_queries(
    unit: str, whose: str, worked: Round, ada: User, ben: User, sam: User
) -> None:
    if unit != "sentence":
        recounting.change_unit(project=worked.project, unit=unit, version=worked.project.version, actor=None)
        worked = Round.objects.select_related("project").get(pk=worked.pk)
    scope = scope_of(sam, worked, {"ada": ada, "ben": ben}.get(whose))
    offered = editions.load(scope.project)
    themes = choices.themes(scope.member, offered)
    figures, cube = counting.count(scope, themes, offered), loading.load(scope, themes, offered)
    for name in ("units", "sure", "unsure"):
        assert cells(getattr(cube.own, name), cube) == counted(figures.own, name)
        rolled = {key: n for key, n in cells(getattr(cube.rolled, name), cube).items() if key[0] in themes.parents()}
        assert rolled == counted(figures.rolled, name)
    for gap in cube.answered:
        assert by_document(cube.answered[gap], cube) == {pk: n for pk, n in figures.read[gap].items() if n}
    assert by_document(cube.totals.codable, cube) == figures.codable
    assert by_document(cube.totals.not_codable, cube) == {pk: n for pk, n in figures.not_codable.items() if n}
    assert by_document(cube.totals.tagged, cube) == {pk: each.units for pk, each in figures.tagged.items()}


def test_question_leaves_its_units_out_of_every_share(
    project: Project, codebook: None, round: Round, ada: User, ben: User, sam: User
) -> None:
    """¶ 1 has three sentences: ada asks about all of it, so only what ben read of it is answered."""
    doors = study.add(project, study.DOORS, "doors.txt")
    adas = study.work_of_ada(doors, ada, round)
    ask(adas, "Which theme is this?")
    hers = cube_for(sam, round, ada)
    assert hers.totals.read_all.tolist() == [5]
    assert hers.totals.questions.tolist() == [3]
    assert hers.answered[NO_GAP].tolist() == [2]
    assert (hers.totals.tagged.tolist(), hers.no_theme.tolist()) == ([0], [2])
    read(assign(doors, ben, round), paragraphs(adas)[0])
    assert cube_for(sam, round).totals.questions.tolist() == [0]


def test_characters_are_the_union_of_passages(
    project: Project, codebook: None, round: Round, ada: User, sam: User
) -> None:
    doors = study.add(project, study.DOORS, "doors.txt")
    adas = assign(doors, ada, round)
    tag(adas, "China opens its door", "opening-up")
    tag(adas, "opens its door wider.", "trade")
    cube = cube_for(sam, round)
    opening, trade = (cube.column(Theme.objects.get(slug=slug).pk) for slug in ("opening-up", "trade"))
    assert (cube.own.characters[0, opening], cube.own.characters[0, trade]) == (20, 21)
    assert cube.rolled.characters[0, opening] == cube.totals.covered[0] == len("China opens its door wider.")
    assert (cube.rolled.passages[0, opening], cube.totals.passages[0]) == (2, 2)


def test_double_coded_are_units_that_two_people_read(worked: Round, ada: User, sam: User) -> None:
    assert cube_for(sam, worked).totals.double.tolist() == [5, 0, 0]
    assert cube_for(sam, worked, ada).totals.double.tolist() == [5, 0, 0]


def test_closed_round_tells_what_was_read_and_no_theme(worked: Round, sam: User) -> None:
    Round.objects.filter(pk=worked.pk).update(is_blind=True)
    cube = cube_for(sam, Round.objects.select_related("project").get(pk=worked.pk))
    assert cube.totals.read_all.sum() > 0
    assert [cube.own.units.sum(), cube.rolled.passages.sum(), cube.totals.tagged.sum()] == [0, 0, 0]
    assert cube.is_closed


def test_coder_of_a_hidden_round_sees_only_their_own(worked: Round, sam: User) -> None:
    Round.objects.filter(pk=worked.pk).update(is_blind=True)
    sams = assign(worked.project.documents.all()[0], sam, worked)
    read(sams, paragraphs(sams)[0])
    cube = cube_for(sam, Round.objects.select_related("project").get(pk=worked.pk))
    assert (cube.totals.read_all.tolist(), cube.totals.double.tolist(), cube.number) == ([3, 0, 0], [0, 0, 0], None)


def test_project_without_documents_has_an_empty_cube(project: Project, round: Round, sam: User) -> None:
    cube = cube_for(sam, round)
    assert (cube.documents.tolist(), cube.read_table().shape, cube.totals.codable.tolist()) == ([], (0, 0), [])
