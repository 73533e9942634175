"""The Django admin of people and projects: through actions, into the history, deleting nothing."""

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import reverse

from ledger.models import Operation
from ledger.replay import differences
from projects.actions import people
from projects.models import Coder, Membership, Project, User

PASSWORD = "a long enough password"


@pytest.fixture
def root(db) -> User:
    return people.create_user(username="root", password=None, actor=None, is_superuser=True, is_staff=True)


@pytest.fixture
def site(client, root) -> Client:
    client.force_login(root)
    return client


def last() -> tuple[str, str]:
    operation = Operation.objects.order_by("-pk").first()
    return operation.verb, operation.actor.username


def account(**given) -> dict[str, str]:
    return {"username": "nora", "first_name": "", "last_name": "", "email": "", "is_active": "on", **given}


def test_account_is_made_by_its_action(site):
    site.post(reverse("admin:projects_user_add"), account(new_password=PASSWORD, email="Nora@Example.org"))
    nora = User.objects.get(username="nora")
    assert last() == ("create user", "root")
    assert (nora.email, nora.check_password(PASSWORD), nora.is_staff) == ("nora@example.org", True, False)
    assert nora.password.startswith("argon2")
    assert list(differences(None)) == []


def test_account_is_changed_by_its_action_and_keeps_its_name(site, ada):
    address = reverse("admin:projects_user_change", args=[ada.pk])
    assert site.post(address, account(username="other", first_name="Ada")).status_code == 302
    changed = User.objects.get(pk=ada.pk)
    assert last() == ("change user", "root")
    assert (changed.username, changed.first_name) == ("ada", "Ada")
    assert list(differences(None)) == []


def test_password_set_by_a_site_admin_ends_the_sessions(site, ada):
    theirs = Client()
    theirs.force_login(ada)
    site.post(reverse("admin:projects_user_change", args=[ada.pk]), account(new_password=PASSWORD))
    assert last() == ("change password", "root")
    assert theirs.get("/").url.startswith(reverse("account_login"))


def test_account_made_inactive_is_signed_out(site, ada):
    theirs = Client()
    theirs.force_login(ada)
    site.post(reverse("admin:projects_user_change", args=[ada.pk]), account(is_active=""))
    assert theirs.get("/").url.startswith(reverse("account_login"))


def test_weak_password_is_refused(site):
    page = site.post(reverse("admin:projects_user_add"), account(new_password="nora"))
    assert page.status_code == 200
    assert not User.objects.filter(username="nora").exists()


def test_last_site_admin_cannot_lock_everybody_out(site, root):
    answer = site.post(reverse("admin:projects_user_change", args=[root.pk]), account())
    assert answer.status_code == 409
    assert User.objects.get(pk=root.pk).is_superuser


def test_project_is_started_by_its_action(site):
    given = {"slug": "new", "name": "New", "guidelines": "", "unit": "paragraph", "version": "1"}
    site.post(reverse("admin:projects_project_add"), given)
    project = Project.objects.get(slug="new")
    assert last() == ("create project", "root")
    assert Coder.objects.filter(project=project, kind="decided").exists()
    assert list(differences(project)) == []


def test_project_changed_from_an_old_page_is_refused(site, project):
    address = reverse("admin:projects_project_change", args=[project.pk])
    given = {"name": "Renamed", "guidelines": "Read.", "version": project.version}
    assert site.post(address, given).status_code == 302
    assert site.post(address, {**given, "name": "Again"}).status_code == 409
    assert Project.objects.get(pk=project.pk).name == "Renamed"
    assert list(differences(project)) == []


def test_member_is_added_changed_and_removed_by_actions(site, project, ada, mira):
    rita = people.create_user(username="rita", password=None, actor=None)
    given = {"project": project.pk, "user": rita.pk, "role": "reader", "version": "1"}
    site.post(reverse("admin:projects_membership_add"), given)
    assert last() == ("add member", "root")
    membership = Membership.objects.get(user=rita)
    address = reverse("admin:projects_membership_change", args=[membership.pk])
    site.post(address, {"role": "annotator", "version": "1"})
    assert (Membership.objects.get(user=rita).role, last()) == ("annotator", ("change role", "root"))
    site.post(address, {"role": "annotator", "version": "2", "leaves": "on"})
    assert last() == ("remove member", "root")
    assert not Membership.objects.filter(user=rita).exists()
    assert list(differences(project)) == []


def test_history_in_the_admin_is_the_ledgers(site, ada, mira):
    people.change_role(membership=Membership.objects.get(user=ada), role="reader", version=1, actor=mira)
    address = reverse("admin:projects_membership_history", args=[Membership.objects.get(user=ada).pk])
    page = site.get(address).text
    assert ["add member" in page, "change role" in page, "role: reader" in page] == [True, True, True]


def test_nothing_is_deleted_in_the_admin(root):
    request = RequestFactory().get("/admin/")
    request.user = root
    for model, model_admin in admin.site._registry.items():
        assert not model_admin.has_delete_permission(request), model
        assert "delete_selected" not in model_admin.get_actions(request), model
        assert not any(inline.can_delete for inline in model_admin.inlines), model


def test_bulk_deletion_is_refused(site, ada):
    given = {"action": "delete_selected", "_selected_action": [ada.pk], "post": "yes"}
    site.post(reverse("admin:projects_user_changelist"), given)
    assert User.objects.filter(pk=ada.pk).exists()


def unlisted(model_admin) -> list[str]:
    """The fields of the list's rows by which it offers no filter."""
    offered = {str(each).split("__")[0] for each in model_admin.list_filter}
    fields = [field.name for field in model_admin.model._meta.concrete_fields if field.name not in offered]
    return [f"{name}{how}" for name in fields for how in ("", "__startswith", "__gt", "__exact")]


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_list_is_narrowed_by_nothing_that_it_does_not_offer(site, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    lookups = unlisted(admin.site._registry[model])
    assert lookups
    assert {lookup: site.get(address, {lookup: "1"}).status_code for lookup in lookups} == dict.fromkeys(lookups, 400)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_list_is_narrowed_by_each_filter_beside_it(site, project, ada, document, round, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    page = site.get(address).context["cl"]
    links = [choice["query_string"] for spec in page.filter_specs for choice in spec.choices(page)]
    assert {link: site.get(address + link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("digits", [19, 30, 5000])
@pytest.mark.parametrize(
    "lookup", ["corpus_paragraph?document", "annotations_passage?round__id__exact", "projects_coder?project__id__exact"]
)
def test_number_longer_than_any_id_is_refused(site, lookup, digits):
    name, parameter = lookup.split("?")
    assert site.get(reverse(f"admin:{name}_changelist"), {parameter: "9" * digits}).status_code == 400


def test_admin_shows_our_own_models_only():
    apps = {model._meta.app_label for model in admin.site._registry}
    assert apps <= {"projects", "corpus", "vocabulary", "annotations"}
