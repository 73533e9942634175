"""Accounts, members, roles: what may change, and what the history keeps of it."""

import pytest
from django.db import IntegrityError, transaction

from ledger.models import Event, Operation
from ledger.problems import Replayed, Stale, VersionNeeded
from ledger.replay import differences
from projects.actions import accounts, founding, people
from projects.models import Coder, Membership, User


def membership_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def test_username_in_other_case_is_taken(ada):
    with pytest.raises(people.UsernameTaken):
        people.create_user(username="ADA", password=None, actor=None)


def test_database_refuses_username_in_other_case(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="Ada")


def test_password_is_hashed_with_argon2(db):
    user = people.create_user(username="new", password="a long enough one", actor=None)
    assert user.password.startswith("argon2$argon2id$")


def test_change_password_leaves_no_password_in_the_history(ada):
    accounts.change_password(user=ada, password="correct horse battery", actor=ada)
    event = Event.objects.of("user", ada.pk).last()
    assert event.after["password_changed_at"] is not None
    assert "horse" not in str(event.after)
    assert ada.password not in str(event.after)


def test_account_changes_replay_to_the_tables(ada):
    accounts.change_password(user=ada, password="correct horse battery", actor=ada)
    accounts.change_account(user=ada, actor=None, email="ADA@Example.org", is_active=False, first_name="Ada")
    assert User.objects.get(pk=ada.pk).email == "ada@example.org"
    assert list(differences(None)) == []


def test_last_site_admin_stays(db):
    admin = people.create_user(username="root", password=None, actor=None, is_superuser=True)
    for change in ({"is_superuser": False}, {"is_active": False}):
        with pytest.raises(accounts.LastSiteAdmin):
            accounts.change_account(user=admin, actor=admin, **change)


def test_change_account_refuses_other_fields(ada):
    with pytest.raises(TypeError):
        accounts.change_account(user=ada, actor=None, password="x")


def test_change_role_raises_the_version(mira, ada):
    people.change_role(membership=membership_of(ada), role="supervisor", version=1, actor=mira)
    changed = membership_of(ada)
    assert (changed.role, changed.version) == ("supervisor", 2)


@pytest.mark.parametrize(("version", "problem"), [(None, VersionNeeded), (7, Stale)])
def test_change_role_from_another_version_is_refused(mira, ada, version, problem):
    with pytest.raises(problem):
        people.change_role(membership=membership_of(ada), role="reader", version=version, actor=mira)
    assert membership_of(ada).role == "annotator"


def test_last_manager_cannot_be_demoted(mira):
    with pytest.raises(people.LastManager):
        people.change_role(membership=membership_of(mira), role="reader", version=1, actor=mira)


def test_last_manager_cannot_be_removed(mira):
    with pytest.raises(people.LastManager):
        people.remove_member(membership=membership_of(mira), version=1, actor=mira)


def test_one_of_two_managers_can_leave(project, mira, ada):
    people.change_role(membership=membership_of(ada), role="manager", version=1, actor=mira)
    people.remove_member(membership=membership_of(mira), version=1, actor=mira)
    assert [m.user for m in project.memberships.all()] == [ada]


def test_returning_member_gets_the_old_coder_back(project, mira, ada):
    before = Coder.objects.get(user=ada)
    people.remove_member(membership=membership_of(ada), version=1, actor=mira)
    people.add_member(project=project, user=ada, role="annotator", actor=mira)
    assert Coder.objects.get(user=ada) == before
    assert list(differences(project)) == []


def test_pseudonyms_count_people_from_one(project, ada, ben):
    assert [Coder.objects.get(user=user).pseudonym for user in (ada, ben)] == ["C01", "C02"]


def test_reader_has_no_coder_until_made_annotator(mira, rita):
    assert not Coder.objects.filter(user=rita).exists()
    people.change_role(membership=membership_of(rita), role="annotator", version=1, actor=mira)
    assert Coder.objects.filter(user=rita).exists()


def test_member_joins_once(project, ada):
    with pytest.raises(people.AlreadyMember):
        people.add_member(project=project, user=ada, role="reader", actor=None)


def test_repeated_operation_changes_nothing(project, mira, ada):
    op = "5f0f5e0c-0000-4000-8000-000000000001"
    people.change_role(membership=membership_of(ada), role="reader", version=1, actor=mira, op=op)
    count = Operation.objects.count()
    with pytest.raises(Replayed):
        people.change_role(membership=membership_of(ada), role="reader", version=1, actor=mira, op=op)
    assert Operation.objects.count() == count


@pytest.mark.parametrize("fields", [{"unit": "document"}, {"slug": "other"}, {"version": 9}])
def test_project_is_changed_in_what_counts_nothing_anew_only(project, mira, fields):
    with pytest.raises(TypeError):
        founding.change_project(project=project, version=project.version, actor=mira, **fields)
