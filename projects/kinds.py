"""What of people and projects the ledger can replay."""

from collections.abc import Iterator
from typing import Any

from ledger.kinds import Kind
from projects.models import ApiToken, Coder, Invitation, Membership, User
from projects.states import coder_state, invitation_state, membership_state, project_state, token_state, user_state

Rows = Iterator[tuple[str, dict[str, Any]]]


def live_users(project: Any) -> Rows:
    """Accounts belong to the site, not to a project."""
    for user in User.objects.all() if project is None else ():
        yield str(user.pk), user_state(user)


def live_projects(project: Any) -> Rows:
    for row in [project] if project else []:
        row.refresh_from_db()
        yield str(row.pk), project_state(row)


def live_memberships(project: Any) -> Rows:
    for membership in Membership.objects.filter(project=project):
        yield str(membership.pk), membership_state(membership)


def live_coders(project: Any) -> Rows:
    for coder in Coder.objects.filter(project=project):
        yield str(coder.pk), coder_state(coder)


def live_invitations(project: Any) -> Rows:
    for invitation in Invitation.objects.filter(project=project):
        yield str(invitation.pk), invitation_state(invitation)


def live_tokens(project: Any) -> Rows:
    for token in ApiToken.objects.filter(project=project):
        yield str(token.pk), token_state(token)


KINDS = (
    Kind("user", live_users),
    Kind("project", live_projects),
    Kind("membership", live_memberships),
    Kind("coder", live_coders),
    Kind("invitation", live_invitations),
    Kind("token", live_tokens),
)
