"""GET …/themes: the published codebook for the palette and the definition pane, kept for ever under its number."""

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from projects.models import Project, User
from tests.conftest import add_theme
from vocabulary.actions import editing, publishing, retiring
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/projects/openness/themes"


@pytest.fixture
def site(client: Client, rita: User, codebook: None) -> Client:
    client.force_login(rita)
    return client


def change(project: Project, slug: str, **fields: object) -> None:
    theme = Theme.objects.get(project=project, slug=slug)
    editing.change_theme(theme=theme, version=theme.version, actor=None, **fields)
    publishing.publish(project=project, message="changed", actor=None)


def themes(site: Client) -> dict[str, dict[str, object]]:
    return {each["slug"]: each for each in site.get(ADDRESS).json()["items"]}


def test_theme_is_told_whole(site: Client, project: Project) -> None:
    change(
        project,
        "opening-up",
        brief_definition="in short",
        full_definition="at length",
        use_when=["doors open"],
        do_not_use_when=["only goods move: use trade"],
        key="o",
        lexicon=[{"phrase": "open door", "lang": "en"}, {"phrase": "开放", "lang": "zh"}],
    )
    assert themes(site)["opening-up"] == {
        "slug": "opening-up",
        "code": "OPEN",
        "label": {"en": "Opening up", "zh": "对外开放"},
        "hue": 2,
        "key": "o",
        "position": 1,
        "parent": None,
        "is_retired": False,
        "successor": None,
        "former_slugs": [],
        "brief": "in short",
        "full": "at length",
        "use_when": [[["doors open", None]]],
        "do_not_use_when": [[["only goods move: use ", None], ["trade", "trade"]]],
        "examples": [],
        "lexicon": [
            {"phrase": "open door", "lang": "en", "pinyin": []},
            {"phrase": "开放", "lang": "zh", "pinyin": ["kaifang", "kf"]},
        ],
        "pinyin": ["duiwaikaifang", "dwkf"],
    }


def test_parent_and_successor_are_told_by_slug(site: Client, project: Project) -> None:
    trade, bri = (Theme.objects.get(project=project, slug=slug) for slug in ("trade", "bri"))
    retiring.retire_theme(theme=trade, version=trade.version, successor=bri, actor=None)
    publishing.publish(project=project, message="retired", actor=None)
    told = themes(site)["trade"]
    assert (told["parent"], told["is_retired"], told["successor"]) == ("opening-up", True, "bri")


def test_theme_without_chinese_name_has_no_pinyin(site: Client, project: Project) -> None:
    slug = add_theme(project, 7)
    assert themes(site)[slug]["pinyin"] == []


def test_numbered_version_is_kept_for_ever(site: Client) -> None:
    answer = site.get(ADDRESS, {"version": 1})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, max-age=31536000, immutable")


def test_latest_version_is_asked_for_again(site: Client) -> None:
    first = site.get(ADDRESS)
    again = site.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.status_code, again.content) == ("private, no-cache", 304, b"")


def test_themes_travel_compressed_to_who_can_read_that(site: Client) -> None:
    plain, small = site.get(ADDRESS), site.get(ADDRESS, headers={"Accept-Encoding": "br, gzip"})
    assert (gzip.decompress(small.content), small.headers["Content-Encoding"]) == (plain.content, "gzip")
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize(
    ("taken", "is_small"),
    [
        ("gzip;q=0", False),
        ("gzip; q=0.0, identity", False),
        ("*;q=0", False),
        ("gzip;q=nonsense", False),
        ("x-gzipped", False),
        ("identity, *;q=0.5", True),
        ("GZIP;q=0.1", True),
    ],
)
def test_themes_are_compressed_only_for_who_can_read_that(site: Client, taken: str, is_small: bool) -> None:
    answer = site.get(ADDRESS, headers={"Accept-Encoding": taken})
    assert ("Content-Encoding" in answer.headers) is is_small


def test_older_version_stays_as_it_was(site: Client, project: Project) -> None:
    change(project, "trade", brief_definition="new words")
    old, now = (site.get(ADDRESS, {"version": number}).json() for number in (1, 2))
    assert [(told["version"], told["items"][1]["brief"]) for told in (old, now)] == [(1, ""), (2, "new words")]
    assert site.get(ADDRESS).json() == now


def test_changed_codebook_is_sent_anew(site: Client, project: Project) -> None:
    etag = site.get(ADDRESS).headers["ETag"]
    change(project, "trade", brief_definition="new words")
    assert site.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("version", [0, 2, -1, 2**31 - 1])
def test_version_that_is_not_published_is_not_there(site: Client, version: int) -> None:
    assert site.get(ADDRESS, {"version": version}).status_code == 404


@pytest.mark.parametrize("version", ["x", "1.5", 2**40])
def test_version_that_is_no_number_is_refused(site: Client, version: object) -> None:
    assert site.get(ADDRESS, {"version": version}).status_code == 422


def test_project_without_codebook_has_no_themes(client: Client, rita: User) -> None:
    client.force_login(rita)
    assert client.get(ADDRESS).status_code == 404


def test_codebook_of_another_project_is_not_there(client: Client, eve: User, codebook: None, project: Project) -> None:
    client.force_login(eve)
    assert client.get(ADDRESS).status_code == 404


def test_many_themes_take_the_same_queries(site: Client, project: Project) -> None:
    counts = []
    for number in range(2):
        site.get(ADDRESS)
        with CaptureQueriesContext(connection) as asked:
            site.get(ADDRESS)
        counts.append(len(asked))
        for more in range(30):
            add_theme(project, 100 * number + more)
    assert counts[0] == counts[1]
