"""User, Project, Membership, Invitation, ApiToken and Coder."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from projects.preferences import Preferences
from projects.querysets import ApiTokenQuerySet, CoderQuerySet, InvitationQuerySet, MembershipQuerySet, ProjectQuerySet
from projects.rights import Role


class User(AbstractUser):
    """A person who signs in. People are never deleted; they leave projects or are made inactive."""

    password_changed_at = models.DateTimeField(null=True, editable=False)
    preferences = models.JSONField(default=dict, blank=True, editable=False)  # see projects/preferences.py

    class Meta(AbstractUser.Meta):
        constraints = [models.UniqueConstraint(Lower("username"), name="user_name_any_case")]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def preferred(self) -> Preferences:
        """What was chosen, with the defaults for the rest."""
        return Preferences.kept_as(self.preferences)


class Project(models.Model):
    """One study: its documents, its codebook, its people, its unit."""

    class Unit(models.TextChoices):
        SENTENCE = "sentence", _("sentence")
        PARAGRAPH = "paragraph", _("paragraph")
        DOCUMENT = "document", _("document")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    guidelines = models.TextField(blank=True)
    unit = models.CharField(max_length=12, choices=Unit, default=Unit.SENTENCE)
    settings = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProjectQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's role in one project."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="memberships", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    version = models.PositiveIntegerField(default=1)
    joined_at = models.DateTimeField()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class Invitation(models.Model):
    """A link by which one person joins a project; only the SHA-256 of its secret is kept."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=12, choices=Role)
    note = models.CharField(max_length=200, blank=True)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.project}: {self.get_role_display()}"


class ApiToken(models.Model):
    """By which a program works in a project in its owner's place; only the SHA-256 of its secret is kept."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="tokens")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)  # see projects/rights.py
    secret_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)  # coarse, and no part of the history
    withdrawn_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Coder(models.Model):
    """Under whose name codes stand in a project: a person, a machine, an imported coder, or "decided"."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        MACHINE = "machine", _("machine")
        IMPORTED = "imported", _("imported")
        DECIDED = "decided", _("decided")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="coders", db_index=False)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="coders")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=150)
    pseudonym = models.CharField(max_length=20)

    objects = CoderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], condition=Q(user__isnull=False), name="coder_person"),
            models.UniqueConstraint(fields=["project", "pseudonym"], name="coder_pseudonym"),
            models.UniqueConstraint(fields=["project", "kind", "name"], name="coder_name"),
            models.CheckConstraint(
                condition=Q(kind="person", user__isnull=False) | (~Q(kind="person") & Q(user=None)), name="coder_user"
            ),
        ]

    def __str__(self) -> str:
        return self.name
