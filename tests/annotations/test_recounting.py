"""Changing the project's unit recounts what is there."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from annotations.actions import recounting
from annotations.models import Assignment, UnitTheme
from ledger.problems import Stale
from projects.models import Project, User
from tests.annotations.people import paragraphs, tag

pytestmark = pytest.mark.django_db


def rows() -> list[tuple[int, int, str, int]]:
    kept = UnitTheme.objects.order_by("paragraph__ordinal", "unit", "theme__slug")
    return list(kept.values_list("paragraph__ordinal", "unit", "theme__slug", "n"))


def tag_both_paragraphs(adas: Assignment) -> tuple[int, int]:
    tag(adas, "Trade grows fast.", "trade")
    tag(adas, "The Belt and Road connects many countries.", "trade", "bri")
    tag(adas, "Security comes first.", "trade")
    first, second, _third = paragraphs(adas)
    return first.ordinal, second.ordinal


def test_units_follow_the_project(adas: Assignment, project: Project, mira: User) -> None:
    first, second = tag_both_paragraphs(adas)
    assert rows() == [(first, 1, "trade", 1), (first, 2, "bri", 1), (first, 2, "trade", 1), (second, 1, "trade", 1)]
    project = recounting.change_unit(project=project, unit="paragraph", version=1, actor=mira)
    assert rows() == [(first, 0, "bri", 1), (first, 0, "trade", 2), (second, 0, "trade", 1)]
    project = recounting.change_unit(project=project, unit="document", version=2, actor=mira)
    assert rows() == [(1, 0, "bri", 1), (1, 0, "trade", 3)]
    recounting.change_unit(project=project, unit="sentence", version=3, actor=mira)
    assert rows() == [(first, 1, "trade", 1), (first, 2, "bri", 1), (first, 2, "trade", 1), (second, 1, "trade", 1)]


def test_stale_change_of_unit_is_refused(adas: Assignment, project: Project, mira: User) -> None:
    recounting.change_unit(project=project, unit="paragraph", version=1, actor=mira)
    with pytest.raises(Stale):
        recounting.change_unit(project=project, unit="document", version=1, actor=mira)


def test_unit_is_changed_by_the_command(adas: Assignment, project: Project) -> None:
    tag_both_paragraphs(adas)
    for _again in range(2):
        out = StringIO()
        call_command("change_unit", "--project", project.slug, "--unit", "paragraph", "--json", stdout=out)
        assert json.loads(out.getvalue()) == {"unit": "paragraph", "units": 2}
    project.refresh_from_db()
    assert (project.unit, project.version, len(rows())) == ("paragraph", 2, 3)
