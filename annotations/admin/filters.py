"""What the lists of the Django admin can be narrowed by."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.models import Assignment, Passage
from projects.ids import is_id
from vocabulary.models import Theme


class ThemeFilter(SimpleListFilter):
    title, parameter_name = _("theme"), "theme"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        themes = Theme.objects.select_related("project").only("code", "name", "project__name")
        return [(str(theme.pk), f"{theme.project}: {theme}") for theme in themes.order_by("project", "position", "pk")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Passage]) -> Any:
        value = self.value()
        if value is None:
            return queryset
        if not is_id(value):
            return queryset.none()
        return queryset.filter(pk__in=Passage.objects.tagged([value]).values("pk"))


class UnsureFilter(SimpleListFilter):
    title, parameter_name = _("unsure"), "unsure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("with an unsure theme"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Passage]) -> Any:
        unsure = Passage.objects.tagged(is_unsure=True)
        return queryset.filter(pk__in=unsure.values("pk")) if self.value() == "1" else queryset


class StateFilter(SimpleListFilter):
    title, parameter_name = _("state"), "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("open", _("open")),
            ("handed-in", _("handed in")),
            ("returned", _("returned")),
            ("given-back", _("given back")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Assignment]) -> Any:
        narrow: dict[str, dict[str, Any]] = {
            "open": {"handed_in_at": None, "returned_at": None, "given_back_at": None},
            "handed-in": {"handed_in_at__isnull": False},
            "returned": {"handed_in_at": None, "returned_at__isnull": False},
            "given-back": {"given_back_at__isnull": False},
        }
        return queryset.filter(**narrow.get(str(self.value()), {}))
