"""A text is corrected after it was coded: what does not lie on changed words leaves as it would have left before."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from annotations.models import Assignment, Round
from projects.models import Membership, User
from reports import choices
from reports.agreement import Agreement
from tests.annotations.revised import adopt, corrected, plan, put, take_back

pytestmark = pytest.mark.django_db


def exported(folder: Path, table: str) -> bytes:
    path = folder / f"{table}.csv"
    options = ["--project", "openness", "--format", "csv", "--table", table, "--coders", "all", "--json"]
    call_command("export_dataset", *options, "--output", str(path))
    return path.read_bytes()


def agreement(user: User, round: Round) -> list[Any]:
    member = Membership.objects.select_related("project").get(user=user, project=round.project)
    coders = list(choices.people(member, round).by_name())
    page = Agreement(choices.scope(member, round, None), coders, {})
    return [(row.level.theme.slug, row.level.is_rolled, row.counts, row.figures) for row in page.rows]


def figures(folder: Path, user: User, round: Round) -> list[Any]:
    return [*(exported(folder, table) for table in ("passages", "units")), agreement(user, round)]


def test_exports_and_agreement_are_those_before(handed_in: Assignment, sam: User, tmp_path: Path) -> None:
    document, round = handed_in.document, handed_in.round
    before = figures(tmp_path, sam, round)
    corrected(document, "By Li Hua", "By Li Hui")
    assert figures(tmp_path, sam, round) == before
    adopt(document)
    assert document.revisions.current().get().text.count("Li Hui") == 1
    assert figures(tmp_path, sam, round) == before


def test_they_come_back_when_the_adoption_is_taken_back(handed_in: Assignment, sam: User, tmp_path: Path) -> None:
    document, round = handed_in.document, handed_in.round
    before = figures(tmp_path, sam, round)
    corrected(document, "Trade grows fast. ", "")
    for place in plan(document).waiting:
        put(document, place)
    adopt(document)
    assert figures(tmp_path, sam, round) != before
    take_back(document)
    assert figures(tmp_path, sam, round) == before
