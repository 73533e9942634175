"""An invitation opens one door once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ledger.models import Event, Operation
from ledger.replay import differences
from projects.actions import inviting, people
from projects.models import Coder, Invitation, Membership, User
from projects.secrets import digest


@pytest.fixture
def invited(project, mira) -> tuple[Invitation, str]:
    return inviting.invite(project=project, role="supervisor", actor=mira, note="second reader")


def test_only_the_digest_of_the_secret_is_stored(project, invited):
    invitation, secret = invited
    assert invitation.secret_sha256 == digest(secret)
    everything = str(list(Invitation.objects.values())) + str(list(Event.objects.values()))
    assert secret not in everything


def test_accept_joins_with_the_role_of_the_invitation(project, invited, eve):
    membership = inviting.accept(secret=invited[1], user=eve)
    assert (membership.project, membership.user, membership.role) == (project, eve, "supervisor")
    assert Operation.objects.get(verb="accept invitation").actor == eve
    assert list(differences(project)) == []


def test_invitation_works_once(project, invited, eve, db):
    other = people.create_user(username="oskar", password=None, actor=None)
    inviting.accept(secret=invited[1], user=eve)
    with pytest.raises(inviting.InvitationGone):
        inviting.accept(secret=invited[1], user=other)
    assert not Membership.objects.filter(user=other).exists()


def test_unknown_used_withdrawn_and_expired_answer_alike(project, mira, eve):
    secrets = ["no such secret"]
    for _ in range(3):
        secrets.append(inviting.invite(project=project, role="reader", actor=mira)[1])
    _used, withdrawn, expired = [Invitation.objects.get(secret_sha256=digest(s)) for s in secrets[1:]]
    inviting.accept(secret=secrets[1], user=eve)
    inviting.withdraw(invitation=withdrawn, actor=mira)
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    messages = set()
    for secret in secrets:
        with pytest.raises(inviting.InvitationGone) as gone:
            inviting.accept(secret=secret, user=mira)
        messages.add(gone.value.message)
    assert len(messages) == 1


def test_used_invitation_cannot_be_withdrawn(invited, mira, eve):
    inviting.accept(secret=invited[1], user=eve)
    with pytest.raises(inviting.InvitationUsed):
        inviting.withdraw(invitation=invited[0], actor=mira)


def test_member_does_not_use_an_invitation_up(project, invited, ada):
    with pytest.raises(people.AlreadyMember):
        inviting.accept(secret=invited[1], user=ada)
    assert Invitation.objects.open().count() == 1


def test_new_user_is_made_and_joins(project, invited):
    membership = inviting.accept_as_new_user(secret=invited[1], username="nora", password="a long enough one")
    assert membership.user.check_password("a long enough one")
    assert Coder.objects.get(user=membership.user).name == "nora"
    assert list(differences(None)) == []
    assert list(differences(project)) == []


def test_taken_username_leaves_the_invitation_open(invited, ada):
    with pytest.raises(people.UsernameTaken):
        inviting.accept_as_new_user(secret=invited[1], username="Ada", password="a long enough one")
    assert Invitation.objects.open().count() == 1


def test_gone_invitation_makes_no_account(invited, mira):
    inviting.withdraw(invitation=invited[0], actor=mira)
    with pytest.raises(inviting.InvitationGone):
        inviting.accept_as_new_user(secret=invited[1], username="nora", password="a long enough one")
    assert not User.objects.filter(username="nora").exists()


def test_returning_person_gets_the_old_coder_back(project, mira, ada, invited):
    coder = Coder.objects.get(user=ada)
    people.remove_member(membership=Membership.objects.get(user=ada), version=1, actor=mira)
    inviting.accept(secret=invited[1], user=ada)
    assert Coder.objects.get(user=ada) == coder
