"""The personal page: what is chosen holds on every page, and no two commands get one key."""

import uuid

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from annotations.keymap import keys_for
from ledger.models import Event, Operation
from ledger.problems import Replayed, Stale, VersionNeeded
from ledger.replay import differences
from projects.actions import preferring
from projects.models import Project, User
from projects.preferences import DEFAULTS, MEASURES, READING_SIZES, Preferences
from tests.security.pages import read

pytestmark = pytest.mark.django_db
ADDRESS = "/account/preferences/"
CHOICE = {"appearance": "dark", "reading_size": "20", "measure": "60", "word_snap": "on", "show_hints": "on"}
KEYS = {f"key_{name}": key for name, key in keys_for(DEFAULTS).items()}
SENT = {**CHOICE, **KEYS, "keys_on": "on", "version": 1}


@pytest.fixture
def adas_client(ada: User, client: Client) -> Client:
    client.force_login(ada)
    return client


def change(user: User, version: int | None = 1, **changes: object) -> None:
    preferring.change_preferences(user=user, version=version, actor=user, **changes)


def kept(user: User) -> Preferences:
    return User.objects.get(pk=user.pk).preferred


def root_element(html: str) -> dict[str, str]:
    tag = html[html.index("<html") : html.index(">", html.index("<html"))]
    return dict(part.replace('"', "").split("=") for part in tag.split()[1:])


def test_nobody_has_to_choose_anything(ada: User) -> None:
    assert ada.preferences == {}
    assert ada.preferred == DEFAULTS


def test_change_keeps_the_rest_and_raises_the_version(ada: User) -> None:
    change(ada, appearance="dark")
    change(ada, version=2, measure=76, keys={"note": "m"})
    assert kept(ada) == Preferences(version=3, appearance="dark", measure=76, keys={"note": "m"})
    assert ada.preferred == kept(ada)


def test_change_is_one_operation_that_replays(ada: User) -> None:
    change(ada, appearance="dark")
    operation = Operation.objects.get(verb="change preferences")
    event = Event.objects.get(operation=operation)
    assert (operation.actor, operation.project, operation.about) == (ada, None, f"user/{ada.pk}")
    assert event.after["preferences"]["appearance"] == "dark"
    assert list(differences(None)) == []
    call_command("verify_events")


def test_state_of_an_account_without_preferences_is_as_it_was_before_there_were_any(ada: User) -> None:
    assert "preferences" not in Event.objects.of("user", ada.pk).get().after


def test_same_choice_again_changes_nothing(ada: User) -> None:
    change(ada, appearance="dark")
    change(ada, version=2, appearance="dark")
    assert kept(ada).version == 2
    assert Operation.objects.filter(verb="change preferences").count() == 1


def test_change_needs_the_version_it_saw(ada: User) -> None:
    with pytest.raises(VersionNeeded):
        change(ada, version=None, appearance="dark")
    assert kept(ada) == DEFAULTS


def test_change_from_an_older_version_is_stale(ada: User) -> None:
    change(ada, appearance="dark", keys={"note": "m"})
    with pytest.raises(Stale) as stale:
        change(ada, appearance="light")
    assert (stale.value.current["appearance"], stale.value.current["key_note"]) == ("dark", "m")
    assert kept(ada).appearance == "dark"


def test_same_operation_again_changes_nothing(ada: User) -> None:
    op = uuid.uuid4()
    preferring.change_preferences(user=ada, version=1, actor=ada, op=op, appearance="dark")
    with pytest.raises(Replayed):
        preferring.change_preferences(user=ada, version=1, actor=ada, op=op, appearance="dark")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("appearance", "pink"),
        ("reading_size", 21),
        ("reading_size", "20"),
        ("measure", 68.0),
        ("keys_on", 1),
        ("word_snap", "on"),
        ("keys", {"note": "ab"}),
        ("keys", {"note": " "}),
        ("keys", {"note": "N"}),
        ("keys", {"n" * 41: "n"}),
        ("keys", ["n"]),
    ],
)
def test_value_that_cannot_be_chosen_is_refused(ada: User, name: str, value: object) -> None:
    with pytest.raises(preferring.NoSuchPreference) as refused:
        change(ada, **{name: value})
    assert refused.value.field == name
    assert kept(ada) == DEFAULTS


@pytest.mark.parametrize("name", ["version", "is_superuser"])
def test_what_is_no_preference_cannot_be_changed(ada: User, name: str) -> None:
    with pytest.raises(TypeError):
        preferring.change_preferences(user=ada, actor=ada, **{"version": 1, name: 2, "colour": "red"})


def test_stored_value_that_is_no_longer_offered_is_the_default() -> None:
    stored = {"version": 4, "appearance": "sepia", "measure": 60, "gone": 1}
    assert Preferences.kept_as(stored) == Preferences(version=4, measure=60)


def test_form_stores_what_was_chosen(ada: User, adas_client: Client) -> None:
    here = f"{ADDRESS}?from=%2Fprojects%2Fopenness%2F"
    answer = adas_client.post(here, SENT | {"key_note": "M", "key_ask": ""})
    assert (answer.status_code, answer.headers["Location"]) == (302, here)
    wished = Preferences(2, "dark", 20, 60, keys={"note": "m", "ask": ""})
    assert kept(ada) == wished


def test_switches_that_were_left_out_are_off(ada: User, adas_client: Client) -> None:
    adas_client.post(ADDRESS, {**KEYS, "appearance": "auto", "reading_size": "18", "measure": "68", "version": 1})
    assert kept(ada) == Preferences(2, keys_on=False, word_snap=False, show_hints=False)


def test_back_to_the_defaults_forgets_everything_but_the_version(ada: User, adas_client: Client) -> None:
    change(ada, appearance="dark", keys={"note": "m"}, keys_on=False)
    assert adas_client.post(ADDRESS, SENT | {"do": "defaults", "version": 2}).status_code == 302
    assert kept(ada) == Preferences(version=3)


def test_one_key_for_two_commands_is_refused_and_names_both(ada: User, adas_client: Client) -> None:
    answer = adas_client.post(ADDRESS, SENT | {"key_unsure": "n"})
    said = "“n” is the key of both “Note” and “Unsure”. Give one of them another."
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"key_note": [said], "key_unsure": [said]}
    assert kept(ada) == DEFAULTS


def test_two_commands_may_change_their_keys_for_each_other(ada: User, adas_client: Client) -> None:
    adas_client.post(ADDRESS, SENT | {"key_note": "u", "key_unsure": "n"})
    assert kept(ada).keys == {"note": "u", "unsure": "n"}


@pytest.mark.parametrize("key", ["ab", "\u200b", "\u0301", "\ud7ff\u00ad", "😀😀"])
def test_key_that_is_not_one_visible_character_is_refused(ada: User, adas_client: Client, key: str) -> None:
    answer = adas_client.post(ADDRESS, SENT | {"key_note": key})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["key_note"])
    assert kept(ada) == DEFAULTS


@pytest.mark.parametrize("name", ["appearance", "reading_size", "measure"])
def test_form_refuses_a_value_that_is_not_offered(ada: User, adas_client: Client, name: str) -> None:
    answer = adas_client.post(ADDRESS, SENT | {name: "99"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])


@pytest.mark.parametrize(("version", "status"), [("", 428), ("2", 409)])
def test_form_tells_what_is_there_when_its_version_is_not(
    ada: User, adas_client: Client, version: str, status: int
) -> None:
    answer = adas_client.post(ADDRESS, SENT | {"version": version})
    assert answer.status_code == status
    assert kept(ada) == DEFAULTS


def test_stale_form_says_which_key_is_which(ada: User, adas_client: Client) -> None:
    change(ada, keys={"note": "m"})
    answer = adas_client.post(ADDRESS, SENT)
    lines = {line.label: line.value for line in answer.context["current"]}
    assert (lines["Note"], lines["Size of the letters"]) == ("m", "18")


@pytest.mark.parametrize("address", ["/projects/openness/", ADDRESS, "/projects/nowhere/"])
def test_every_page_is_as_the_person_likes_it(ada: User, adas_client: Client, address: str) -> None:
    change(ada, appearance="dark", reading_size=22, measure=52)
    html = adas_client.get(address).text
    wished = {"lang": "en", "data-appearance": "dark", "data-reading-size": "22", "data-measure": "52"}
    assert root_element(html) == wished
    assert '<meta name="color-scheme" content="dark">' in html


def test_page_of_somebody_who_is_not_signed_in_follows_the_system(client: Client) -> None:
    html = client.get(reverse("account_login")).text
    assert root_element(html)["data-appearance"] == "auto"
    assert '<meta name="color-scheme" content="light dark">' in html


def test_style_sheet_knows_every_choice(settings) -> None:
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    for name, values in (("reading-size", READING_SIZES), ("measure", MEASURES), ("appearance", ("light", "dark"))):
        assert [value for value in values if f':root[data-{name}="{value}"]' not in tokens] == []
    assert [size for size in READING_SIZES if f'"{size}"] {{ --text-read: {size / 16:g}rem' not in tokens] == []


def test_preferences_cost_no_query(ada: User, adas_client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):  # the session and the person, as on every page
        adas_client.get(ADDRESS)
    change(ada, appearance="dark", keys={"note": "m"})
    with django_assert_num_queries(2):
        adas_client.get(ADDRESS)


@pytest.mark.parametrize(
    ("referer", "address", "back"),
    [
        ("http://testserver/projects/openness/work/", ADDRESS, "/projects/openness/work/"),
        (f"http://testserver{ADDRESS}", f"{ADDRESS}?from=/projects/openness/work/", "/projects/openness/work/"),
        (f"http://testserver{ADDRESS}", ADDRESS, "/"),
    ],
)
def test_page_leads_back_to_where_one_was(adas_client: Client, referer: str, address: str, back: str) -> None:
    assert adas_client.get(address, headers={"referer": referer}).context["back"] == back


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "javascript:alert(1)", "https://evil.example/", "\\\\evil"])
def test_page_leads_back_to_no_other_site(adas_client: Client, elsewhere: str) -> None:
    assert adas_client.get(ADDRESS, {"from": elsewhere}).context["back"] == "/"


def test_account_menu_leads_to_the_page(adas_client: Client, project: Project) -> None:
    assert ADDRESS in read(adas_client.get("/projects/openness/").text).words


def test_somebody_without_a_project_has_preferences_too(client: Client) -> None:
    nobody = User.objects.create(username="nobody")
    client.force_login(nobody)
    assert client.post(ADDRESS, SENT).status_code == 302
    assert kept(nobody).appearance == "dark"
