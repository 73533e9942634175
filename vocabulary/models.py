"""Theme, ThemeSlug and CodebookVersion: the controlled vocabulary."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from vocabulary.controlled import TagBase
from vocabulary.querysets import CodebookVersionQuerySet, ThemeQuerySet


class Theme(TagBase):  # type: ignore[misc]
    """One entry of a project's controlled vocabulary; never free text, never deleted, may be retired.

    `name` is the English label, `labels` all of them by language ({"en": …, "zh": …}). `hue` is one of 8 group colours,
    a child has its parent's. `examples` are [{is_negative, file, start, end, text, also_coded, because}], offsets being
    half-open code points of the named file; `lexicon` is [{phrase, lang, …}]. `changed_in` is the number of the
    published version in which the theme last changed (0: not yet published).
    """

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="themes", db_index=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, allow_unicode=True)
    code = models.CharField(max_length=8)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    labels = models.JSONField(default=dict)
    brief_definition = models.TextField(blank=True)
    full_definition = models.TextField(blank=True)
    use_when = models.JSONField(default=list)
    do_not_use_when = models.JSONField(default=list)
    examples = models.JSONField(default=list)
    lexicon = models.JSONField(default=list)
    hue = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=1, blank=True)
    changed_in = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("project", Lower("slug"), name="theme_slug"),
            models.UniqueConstraint("project", Lower("name"), name="theme_name"),
            models.UniqueConstraint("project", Lower("code"), name="theme_code"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="theme_not_own_parent"),
            models.CheckConstraint(condition=Q(hue__range=(1, 8)), name="theme_hue"),
        ]
        indexes = [models.Index(fields=["project", "position"], name="theme_position")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ThemeSlug(models.Model):
    """Every slug a theme ever had; old ones resolve for ever."""

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="+", db_index=False)
    slug = models.SlugField(max_length=100, allow_unicode=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="slugs")

    class Meta:
        constraints = [models.UniqueConstraint("project", Lower("slug"), name="theme_slug_for_ever")]

    def __str__(self) -> str:
        return self.slug


class CodebookVersion(models.Model):
    """A published codebook: number, snapshot and its SHA-256 never change. Coders only ever see published ones."""

    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, related_name="codebook_versions", db_index=False
    )
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    message = models.CharField(max_length=500, blank=True)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)

    objects = CodebookVersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="codebook_version_number")]

    def __str__(self) -> str:
        return f"v{self.number}"
