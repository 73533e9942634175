"""A theme is stored as given under the version of the codebook that the coder saw: never one that lacked it."""

from typing import Any

import pytest
from django.test import Client

from annotations.models import Assignment, Passage
from projects.models import Project
from tests.annotations.api_calls import edit, rule, send, tagging
from tests.conftest import add_theme
from vocabulary.actions import publishing, retiring
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(adas: Assignment, project: Project) -> str:
    """A theme that only version 2 has."""
    return add_theme(project, 9)


def given() -> dict[str, int]:
    """The themes of the passage, each with the version under which it was given."""
    rows = Passage.objects.get().taggings.values_list("tag__slug", "codebook_version__number")
    return dict(rows)


def change_status(project: Project, slug: str, act: Any) -> None:
    theme = Theme.objects.get(slug=slug)
    act(theme=theme, version=theme.version, actor=None)
    publishing.publish(project=project, message="status", actor=None)


def test_theme_that_the_version_lacks_is_refused_and_the_page_is_old(
    site: Client, adas: Assignment, newer: str
) -> None:
    answer = send(site, adas, tagging(adas, "China", newer, codebook_version=1))
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "unknown-theme"), "themes")
    assert "reload the page" in answer.json()["error"]["message"]
    assert Passage.objects.count() == 0


def test_theme_that_the_version_lacks_is_not_added_later_either(site: Client, adas: Assignment, newer: str) -> None:
    told = send(site, adas, tagging(adas, "China", "trade", codebook_version=1)).json()["passages"][0]
    answer = send(site, adas, edit(told, 1, themes=["trade", newer], codebook_version=1))
    assert (rule(answer), given()) == ((422, "unknown-theme"), {"trade": 1})


def test_theme_is_given_under_the_version_that_was_seen(site: Client, adas: Assignment, newer: str) -> None:
    told = send(site, adas, tagging(adas, "China", "trade", codebook_version=1)).json()["passages"][0]
    assert send(site, adas, edit(told, 1, themes=["trade", newer], codebook_version=2)).status_code == 201
    assert given() == {"trade": 1, newer: 2}


def test_newer_theme_that_is_on_the_passage_stays_untouched(site: Client, adas: Assignment, newer: str) -> None:
    told = send(site, adas, tagging(adas, "China", newer, codebook_version=2)).json()["passages"][0]
    assert send(site, adas, edit(told, 1, themes=[newer, "trade"], codebook_version=1)).status_code == 201
    assert given() == {newer: 2, "trade": 1}


def test_theme_that_was_retired_in_the_version_is_refused(site: Client, adas: Assignment, project: Project) -> None:
    change_status(project, "bri", retiring.retire_theme)
    change_status(project, "bri", retiring.restore_theme)
    assert rule(send(site, adas, tagging(adas, "China", "bri", codebook_version=2))) == (422, "unknown-theme")
    assert send(site, adas, tagging(adas, "China", "bri", codebook_version=3)).status_code == 201


def test_theme_that_was_retired_since_is_refused_with_its_successor(
    site: Client, adas: Assignment, project: Project
) -> None:
    change_status(project, "bri", retiring.retire_theme)
    assert rule(send(site, adas, tagging(adas, "China", "bri", codebook_version=1))) == (422, "retired-theme")
