"""Themes, their old slugs and the published codebooks for site admins: themes change through actions only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.admin import KeptAdmin
from projects.models import Project
from vocabulary.actions import editing, publishing
from vocabulary.admin_forms import ThemeForm
from vocabulary.models import CodebookVersion, Theme, ThemeSlug
from vocabulary.problems import NothingToPublish

DEEPEST = 3  # the levels that the list loads with each theme


class StateFilter(admin.SimpleListFilter):
    """In use, or retired."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("active", gettext_lazy("in use")), ("retired", gettext_lazy("retired"))]

    def queryset(self, request: HttpRequest, themes: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("active", "retired"):
            return themes.filter(retired_at__isnull=self.value() == "active")
        return themes


@admin.register(Theme)
class ThemeAdmin(KeptAdmin):
    """New themes come with a codebook file, never by typing here; what is changed is a draft until published."""

    form = ThemeForm
    list_display = ("tree", "chinese", "project", "passage_count", "document_count", "changed_in", "retired_at")
    list_filter = ("project", StateFilter)
    list_select_related = ("project", "parent__parent__parent")
    search_fields = ("name", "code", "slug", "slugs__slug", "brief_definition")
    ordering = ("project_id", "position", "pk")
    readonly_fields = ("project", "name", "changed_in", "retired_at")
    actions = ("publish",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        people = ~Q(taggings__coder__kind="machine")  # what machines propose uses no theme
        counts = {
            "n_passages": Count("taggings", filter=people),
            "n_documents": Count("taggings__document", distinct=True, filter=people),
        }
        themes: QuerySet[Theme] = super().get_queryset(request)
        counted: QuerySet[Theme] = themes.annotate(**counts)
        return counted

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("theme"), ordering="position")
    def tree(self, theme: Theme) -> SafeString:
        return format_html("{}<strong>{}</strong> {}", "\u2003" * 2 * _depth(theme), theme.code, theme.name)

    @admin.display(description=gettext_lazy("Chinese name"))
    def chinese(self, theme: Theme) -> SafeString:
        return format_html('<span lang="zh">{}</span>', theme.labels.get("zh", ""))

    @admin.display(description=gettext_lazy("passages"), ordering="n_passages")
    def passage_count(self, theme: Any) -> int:
        return int(theme.n_passages)

    @admin.display(description=gettext_lazy("documents"), ordering="n_documents")
    def document_count(self, theme: Any) -> int:
        return int(theme.n_documents)

    def save_model(self, request: HttpRequest, obj: Theme, form: Any, change: bool) -> None:
        version = form.cleaned_data["version"]
        editing.change_theme(theme=obj, version=version, actor=request.user, **form.content())

    @admin.action(description=gettext_lazy("Publish the codebooks of these themes"))
    def publish(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        for project in Project.objects.filter(pk__in=themes.order_by().values("project")).order_by("pk"):
            try:
                version = publishing.publish(project=project, message="", actor=request.user)
            except NothingToPublish as problem:
                messages.warning(request, f"{project}: {problem.message}")
            else:
                said = {"project": project, "version": version}
                messages.success(request, _("%(project)s: %(version)s is published.") % said)


class ReadOnlyAdmin(KeptAdmin):
    """To look at only."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ThemeSlug)
class ThemeSlugAdmin(ReadOnlyAdmin):
    list_display = ("slug", "theme", "project")
    list_filter = ("project",)
    list_select_related = ("theme", "project")
    search_fields = ("slug", "theme__code", "theme__name")
    ordering = ("project_id", "slug", "pk")


@admin.register(CodebookVersion)
class CodebookVersionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "project", "published_at", "published_by", "message", "sha256")
    list_filter = ("project",)
    list_select_related = ("project", "published_by")
    ordering = ("project_id", "-number")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CodebookVersion]:
        return super().get_queryset(request).defer("snapshot")


def _depth(theme: Theme) -> int:
    """How many themes stand above this one; at most DEEPEST."""
    depth, above = 0, theme.parent
    while above is not None and depth < DEEPEST:
        depth += 1
        above = above.parent if depth < DEEPEST else None
    return depth
