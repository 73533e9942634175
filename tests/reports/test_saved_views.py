"""Saved views: a page of figures under a name, one's own or shared; nothing but pages of this project's figures."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.problems import WrongWords
from ledger.models import Event
from ledger.problems import Stale
from ledger.replay import differences
from projects.models import Membership, Project, User
from reports.actions import saved_views
from reports.actions.saved_views import ViewNameTaken
from reports.models import SavedView
from reports.saved_views import SavedViews, address_below

ROOT = "/projects/openness/"
PAGE = f"{ROOT}views/"


def save(project: Project, owner: User, name: str = "By share", **given: Any) -> SavedView:
    address = given.pop("address", "coverage/?by=share")
    return saved_views.save_view(project=project, name=name, address=address, actor=owner, **given)


def test_what_is_shown_is_saved_and_opened_again(project: Project, codebook: None, sam: User, client: Client) -> None:
    client.force_login(sam)
    shown = f"{ROOT}coverage/?by=share&figure=units"
    html = client.get(shown).text
    assert 'name="address" value="/projects/openness/coverage/?by=share&amp;figure=units"' in html
    answer = client.post(f"{PAGE}save/", {"name": "Largest first", "address": shown, "next": shown})
    assert (answer.status_code, answer.url) == (302, shown)
    assert f'href="{ROOT}coverage/?by=share&amp;figure=units"><bdi>Largest first</bdi>' in client.get(PAGE).text
    assert [line.view.name for line in SavedViews(Membership.objects.get(user=sam)).lines] == ["Largest first"]


def test_view_is_its_owners_alone_until_it_is_shared(project: Project, sam: User, mira: User, client: Client) -> None:
    view = save(project, sam)
    client.force_login(mira)
    assert "By share" not in client.get(PAGE).text
    saved_views.change_view(view=view, name="By share", is_shared=True, version=1, actor=sam)
    assert "By share" in client.get(PAGE).text
    for act in ("change", "remove"):
        assert client.post(f"{PAGE}{view.pk}/{act}/", {"name": "Mine", "version": 2}).status_code == 404


def test_view_is_renamed_and_removed_from_the_version_that_was_shown(project: Project, sam: User) -> None:
    view = save(project, sam)
    view = saved_views.change_view(view=view, name="  Another\nname ", is_shared=False, version=1, actor=sam)
    assert (view.name, view.version) == ("Another name", 2)
    with pytest.raises(Stale):
        saved_views.remove_view(view=view, version=1, actor=sam)
    saved_views.remove_view(view=view, version=2, actor=sam)
    assert not SavedView.objects.exists()
    last = Event.objects.of("saved-view", view.pk).last()
    assert (last.before["name"], last.after) == ("Another name", None)
    assert list(differences(project)) == []


def test_name_is_one_persons_once(project: Project, sam: User, mira: User, client: Client) -> None:
    view, other = save(project, sam), save(project, sam, "Other")
    save(project, mira)
    with pytest.raises(ViewNameTaken):
        save(project, sam)
    with pytest.raises(ViewNameTaken):
        saved_views.change_view(view=other, name=view.name, is_shared=False, version=1, actor=sam)
    client.force_login(sam)
    sent = {"name": "Other", "address": f"{ROOT}coverage/"}
    assert client.post(f"{PAGE}save/", sent).status_code == 409
    with pytest.raises(WrongWords):
        save(project, sam, "x" * 101)


@pytest.mark.parametrize(
    "said",
    [
        "https://evil.example/projects/openness/coverage/",
        "//evil.example/projects/openness/coverage/",
        "/projects/elsewhere/coverage/",
        "/projects/openness/../elsewhere/coverage/",
        f"{ROOT}documents/",
        f"{ROOT}agreement/agreement.csv",
        f"{ROOT}views/",
        f"{ROOT}nothing/",
        "javascript:alert(1)",
        "",
        f"{ROOT}coverage/?by={'x' * 2000}",
    ],
)
def test_nothing_else_can_be_a_view(said: str, project: Project, sam: User, client: Client) -> None:
    assert address_below("openness", said) == ""
    client.force_login(sam)
    assert client.post(f"{PAGE}save/", {"name": "Other", "address": said}).status_code == 422
    assert not SavedView.objects.exists()


def test_address_is_kept_in_one_spelling() -> None:
    said = f"{ROOT}coverage/?by=share&page=3&theme=对外 开放&x=%0d%0aSet-Cookie"
    kept = "coverage/?by=share&theme=%E5%AF%B9%E5%A4%96+%E5%BC%80%E6%94%BE&x=%0D%0ASet-Cookie"
    assert address_below("openness", said) == kept


def test_queries_do_not_grow(project: Project, sam: User, mira: User, client: Client) -> None:
    client.force_login(sam)
    save(project, sam)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    queries()
    one = queries()
    for n in range(30):
        save(project, mira if n % 2 else sam, f"View {n}", is_shared=True)
    assert queries() == one
