"""The state of people and projects as events keep it; never a password, never a secret."""

from typing import Any

from projects.models import ApiToken, Coder, Invitation, Membership, Project, User


def user_state(user: User) -> dict[str, Any]:
    """Preferences stand in it once there are some, so that accounts older than they are replay as they were."""
    preferences = {"preferences": user.preferences} if user.preferences else {}
    return {
        "username": user.username,
        "name": user.get_full_name(),
        "email": user.email,
        "is_active": user.is_active,
        "is_site_admin": user.is_superuser,
        "password_changed_at": user.password_changed_at.isoformat() if user.password_changed_at else None,
        **preferences,
    }


def project_state(project: Project) -> dict[str, Any]:
    return {
        "slug": project.slug,
        "name": project.name,
        "guidelines": project.guidelines,
        "unit": project.unit,
        "settings": project.settings,
        "version": project.version,
    }


def membership_state(membership: Membership) -> dict[str, Any]:
    return {"user": membership.user_id, "role": membership.role, "version": membership.version}


def coder_state(coder: Coder) -> dict[str, Any]:
    return {"user": coder.user_id, "kind": coder.kind, "name": coder.name, "pseudonym": coder.pseudonym}


def invitation_state(invitation: Invitation) -> dict[str, Any]:
    return {
        "role": invitation.role,
        "note": invitation.note,
        "expires_at": invitation.expires_at.isoformat(),
        "accepted_by": invitation.accepted_by_id,
        "is_withdrawn": invitation.withdrawn_at is not None,
    }


def token_state(token: ApiToken) -> dict[str, Any]:
    """Without the digest of its secret, and without its use: that is no change of anybody's."""
    return {
        "user": token.user_id,
        "name": token.name,
        "scopes": token.scopes,
        "expires_at": token.expires_at.isoformat() if token.expires_at else None,
        "is_withdrawn": token.withdrawn_at is not None,
    }
