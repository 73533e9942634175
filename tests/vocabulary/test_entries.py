"""The published codebook as coders and pages read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Project
from tests.vocabulary.codebooks import seed, themes, without
from vocabulary import codebook as codebooks
from vocabulary.actions.editing import change_theme
from vocabulary.actions.importing import import_codebook
from vocabulary.entries import Codebook
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def current(project: Project) -> Codebook:
    found = codebooks.current(project)
    assert found is not None
    return found


def test_project_without_codebook_has_none(project: Project) -> None:
    assert codebooks.current(project) is None
    assert codebooks.current_content(project) is None


def test_entries_are_the_themes_of_the_version_in_order(project: Project, codebook: None) -> None:
    entries = current(project).entries
    assert [entry.slug for entry in entries] == ["opening-up", "trade", "self-reliance", "bri", "security"]
    assert [entry.id for entry in entries] == list(Theme.objects.in_order().values_list("pk", flat=True))


def test_groups_hold_the_active_themes_below_each_top_level_theme(project: Project, codebook: None) -> None:
    groups = current(project).groups()
    assert [[entry.code for entry in group.entries] for group in groups] == [
        ["OPEN", "TRD"],
        ["SELF"],
        ["BRI"],
        ["SEC"],
    ]


def test_theme_knows_its_group_and_depth(project: Project) -> None:
    import_codebook(project=project, data=themes(bri={"parent": "trade", "hue": 2}), actor=None)
    entries = {entry.slug: entry for entry in current(project).entries}
    assert (entries["bri"].depth, entries["bri"].group_id) == (2, entries["opening-up"].id)


def test_draft_is_not_seen_before_it_is_published(project: Project, codebook: None) -> None:
    theme = Theme.objects.get(slug="trade")
    change_theme(theme=theme, version=theme.version, actor=None, brief_definition="Draft")
    assert current(project).by_slug["trade"].brief_definition == ""


def test_retired_theme_stands_apart_and_names_its_successor(project: Project) -> None:
    import_codebook(project=project, data=themes(bri={"status": "retired", "successor": "trade"}), actor=None)
    book = current(project)
    assert [entry.slug for entry in book.retired_entries()] == ["bri"]
    assert "bri" not in [entry.slug for entry in book.active_entries()]
    assert book.by_id[book.retired_entries()[0].successor_id or 0].slug == "trade"


def test_old_slug_finds_the_entry(project: Project, codebook: None) -> None:
    data = themes(bri={"slug": "belt-road", "former_slugs": ["bri"]})
    import_codebook(project=project, data=data, actor=None)
    assert current(project).by_slug["bri"].slug == "belt-road"


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Trade"), ("zh-hans", "对外贸易"), ("zh", "对外贸易"), ("fr", "Trade")]
)
def test_name_follows_the_language(project: Project, codebook: None, language: str, name: str) -> None:
    assert current(project).by_slug["trade"].label(language) == name


def test_exclusion_links_the_themes_it_sends_on_to(project: Project) -> None:
    import_codebook(project=project, data=seed(), actor=None)
    pieces = current(project).linked("a trade or investment measure without that claim: use trade or investment")
    assert "".join(words for words, _theme in pieces) == (
        "a trade or investment measure without that claim: use trade or investment"
    )
    assert [theme.slug for _words, theme in pieces if theme] == ["trade", "investment"]


def test_exclusion_that_sends_nowhere_has_no_link(project: Project, codebook: None) -> None:
    assert current(project).linked("the word trade alone") == [("the word trade alone", None)]


def test_every_use_in_the_starter_codebook_is_linked(project: Project) -> None:
    import_codebook(project=project, data=seed(), actor=None)
    book = current(project)
    rules = [rule for entry in book.entries for rule in entry.do_not_use_when if ": use " in rule]
    unlinked = [rule for rule in rules if not any(theme for _words, theme in book.linked(rule))]
    assert (len(rules) > 30, [rule for rule in unlinked if not rule.endswith("use that theme")]) == (True, [])


def test_version_that_was_read_costs_one_small_query(project: Project, codebook: None) -> None:
    current(project)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        current(project)
    assert len(queries) == 1
    assert "snapshot" not in queries[0]["sql"]


def test_new_version_is_seen_at_once(project: Project, codebook: None) -> None:
    assert current(project).number == 1
    import_codebook(project=project, data=without("bri"), actor=None)
    assert (current(project).number, len(current(project).active_entries())) == (2, 4)
