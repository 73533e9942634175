"""Changing, retiring, restoring and publishing themes: drafts until published, versioned, in the ledger."""

import pytest

from ledger.models import Event, Operation
from ledger.problems import Stale, VersionNeeded
from ledger.replay import differences
from projects.models import Project
from tests.vocabulary.codebooks import HOSTILE
from vocabulary import codebook as codebooks
from vocabulary.actions.editing import change_theme
from vocabulary.actions.publishing import publish
from vocabulary.actions.retiring import restore_theme, retire_theme
from vocabulary.models import CodebookVersion, Theme
from vocabulary.problems import InvalidCodebook, NothingToPublish, ThemeInUse, ThemeState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("codebook")]


def theme(slug: str) -> Theme:
    found: Theme = Theme.objects.get(slug=slug)
    return found


def test_change_is_an_event_with_the_state_before_and_after(project: Project) -> None:
    trade = theme("trade")
    after = change_theme(theme=trade, version=1, actor=None, brief_definition="Imports and exports.")
    event = Event.objects.of("theme", trade.pk).last()
    assert event is not None
    assert (event.before["brief_definition"], event.after["brief_definition"]) == ("", "Imports and exports.")
    assert (after.brief_definition, after.version) == ("Imports and exports.", 2)
    assert list(differences(project)) == []


def test_change_to_the_same_writes_nothing() -> None:
    before = Operation.objects.count()
    change_theme(theme=theme("trade"), version=1, actor=None, code="TRD")
    assert (theme("trade").version, Operation.objects.count()) == (1, before)


def test_change_from_another_version_is_refused() -> None:
    change_theme(theme=theme("trade"), version=1, actor=None, code="TRADE")
    with pytest.raises(Stale):
        change_theme(theme=theme("trade"), version=1, actor=None, code="T")
    with pytest.raises(VersionNeeded):
        change_theme(theme=theme("trade"), version=None, actor=None, code="T")
    assert theme("trade").code == "TRADE"


@pytest.mark.parametrize(
    "fields",
    [
        {"hue": 9},
        {"code": "BRI"},
        {"code": ""},
        {"labels": {"en": "Belt and Road", "zh": "一"}},
        {"labels": {"en": "No Chinese"}},
        {"parent": "nothing"},
        {"parent": "trade"},
        {"slug": "bri"},
        {"brief_definition": "\x00"},
        {"lexicon": [{"phrase": 1, "lang": "en"}]},
        {"examples": [{"is_negative": False, "file": "a", "start": 0, "end": 9, "text": "a", "more": 1}]},
    ],
)
def test_invalid_change_stores_nothing(fields: dict[str, object]) -> None:
    before = Operation.objects.count()
    with pytest.raises(InvalidCodebook):
        change_theme(theme=theme("trade"), version=1, actor=None, **fields)
    assert Operation.objects.count() == before


@pytest.mark.parametrize("text", HOSTILE)
def test_any_script_is_stored_as_it_is(project: Project, text: str) -> None:
    change_theme(theme=theme("trade"), version=1, actor=None, full_definition=text, use_when=[text])
    assert (theme("trade").full_definition, theme("trade").use_when) == (text, [text])
    assert list(differences(project)) == []


def test_hue_goes_down_to_the_themes_below(project: Project) -> None:
    change_theme(theme=theme("opening-up"), version=1, actor=None, hue=7)
    assert (theme("trade").hue, theme("trade").version) == (7, 2)


def test_theme_that_moves_takes_its_new_groups_hue() -> None:
    assert change_theme(theme=theme("bri"), version=1, actor=None, parent="self-reliance").hue == 4


def test_left_slug_stays_the_themes_for_ever(project: Project) -> None:
    bri = change_theme(theme=theme("bri"), version=1, actor=None, slug="belt-road")
    assert Theme.objects.named(project, ["bri"])["bri"] == bri
    with pytest.raises(InvalidCodebook):
        change_theme(theme=theme("trade"), version=1, actor=None, slug="bri")


def test_publishing_shows_the_draft_to_coders(project: Project) -> None:
    change_theme(theme=theme("trade"), version=1, actor=None, brief_definition="New")
    version = publish(project=project, message="Clearer", actor=None)
    book = codebooks.current(project)
    assert book is not None
    assert (version.number, book.by_slug["trade"].brief_definition) == (2, "New")
    assert [theme("trade").changed_in, theme("bri").changed_in] == [2, 1]
    assert list(differences(project)) == []


def test_publishing_nothing_new_is_refused(project: Project) -> None:
    with pytest.raises(NothingToPublish):
        publish(project=project, message="", actor=None)
    assert CodebookVersion.objects.count() == 1


def test_retired_theme_stays_with_its_successor(project: Project) -> None:
    bri = retire_theme(theme=theme("bri"), version=1, successor=theme("trade"), actor=None)
    assert (bri.retired_at is not None, bri.successor) == (True, theme("trade"))
    assert Operation.objects.newest_first()[0].verb == "retire theme"
    assert list(differences(project)) == []


def test_theme_above_active_ones_is_not_retired() -> None:
    with pytest.raises(ThemeInUse):
        retire_theme(theme=theme("opening-up"), version=1, actor=None)


def test_theme_is_not_retired_twice() -> None:
    bri = retire_theme(theme=theme("bri"), version=1, actor=None)
    with pytest.raises(ThemeState):
        retire_theme(theme=bri, version=2, actor=None)


def test_theme_is_not_retired_in_favour_of_itself() -> None:
    with pytest.raises(InvalidCodebook):
        retire_theme(theme=theme("bri"), version=1, successor=theme("bri"), actor=None)


def test_restored_theme_is_active_again(project: Project) -> None:
    bri = retire_theme(theme=theme("bri"), version=1, successor=theme("trade"), actor=None)
    bri = restore_theme(theme=bri, version=2, actor=None)
    assert (bri.retired_at, bri.successor) == (None, None)
    with pytest.raises(ThemeState):
        restore_theme(theme=bri, version=3, actor=None)
    assert list(differences(project)) == []
