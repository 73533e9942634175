"""Users, projects, memberships and coders for site admins; every change is an action, nothing is deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import password_validation
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from ledger.models import Event
from projects.actions import accounts, founding, people
from projects.ids import is_id
from projects.models import Coder, Membership, Project, User


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """An account; a password typed here replaces the old one and ends its sessions."""

    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        help_text=_("Empty: it stays as it is. It is not shown again."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "is_active", "is_superuser")

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        if password:
            password_validation.validate_password(password, self.instance)
        return password


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Remembers from which version the change was made, so that it cannot undo somebody else's."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version


class KeptAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Nothing is deleted; the history is the ledger's, not the admin's log."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the filters beside a list narrow it: what it hides could be guessed letter by letter."""
        offered = [getattr(each, "parameter_name", each) for each in self.get_list_filter(request)]
        names = {f"{name}{how}" for name in offered for how in ("", "__exact", "__isnull", "__id__exact")}
        return lookup in names and (is_id(value) or not value.isdecimal())

    def log_addition(self, *args: Any) -> None:  # type: ignore[override]
        """The action has recorded it."""

    def log_change(self, *args: Any) -> None:  # type: ignore[override]
        """The action has recorded it."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The object's events, oldest first."""
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        page = {
            **self.admin_site.each_context(request),
            "title": _("History of %s") % thing,
            "opts": self.opts,
            "object": thing,
            "events": Event.objects.of(self.opts.model_name or "", thing.pk).with_people(),
        }
        return TemplateResponse(request, "admin/ledger_history.html", page)


@admin.register(User)
class UserAdmin(KeptAdmin):
    form = UserForm
    list_display = ("username", "get_full_name", "email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("username",) if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        given = dict(form.cleaned_data)
        password, name = given.pop("new_password"), given.pop("username", obj.username)
        if change:
            accounts.change_account(user=obj, actor=request.user, **given)
            if password:
                accounts.change_password(user=obj, password=password, actor=request.user)
            return
        given["is_staff"] = given["is_superuser"]
        made = people.create_user(username=name, password=password or None, actor=request.user, **given)
        obj.__dict__.update(made.__dict__)


class ProjectForm(VersionedForm):
    class Meta:
        model = Project
        fields = ("slug", "name", "guidelines", "unit")


@admin.register(Project)
class ProjectAdmin(KeptAdmin):
    form = ProjectForm
    list_display = ("name", "slug", "unit", "created_at")
    search_fields = ("name", "slug")
    ordering = ("name", "pk")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug", "unit") if obj else ()

    def save_model(self, request: HttpRequest, obj: Project, form: Any, change: bool) -> None:
        given = dict(form.cleaned_data)
        version = given.pop("version")
        if change:
            founding.change_project(project=obj, version=version, actor=request.user, **given)
            return
        made = founding.create_project(actor=request.user, **given)
        obj.__dict__.update(made.__dict__)


class MembershipForm(VersionedForm):
    leaves = forms.BooleanField(label=_("Remove from the project"), required=False)

    class Meta:
        model = Membership
        fields = ("project", "user", "role")


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    form = MembershipForm
    list_display = ("user", "project", "role", "joined_at")
    list_filter = ("role", "project")
    list_select_related = ("user", "project")
    search_fields = ("user__username", "project__name")
    ordering = ("project__name", "user__username", "pk")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("project", "user") if obj else ()

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        given = form.cleaned_data
        if not change:
            made = people.add_member(actor=request.user, **{name: given[name] for name in ("project", "user", "role")})
            obj.__dict__.update(made.__dict__)
        elif given["leaves"]:
            people.remove_member(membership=obj, version=given["version"], actor=request.user)
        else:
            people.change_role(membership=obj, role=given["role"], version=given["version"], actor=request.user)


@admin.register(Coder)
class CoderAdmin(KeptAdmin):
    list_display = ("name", "kind", "pseudonym", "project")
    list_filter = ("kind", "project")
    list_select_related = ("project",)
    search_fields = ("name", "pseudonym")
    ordering = ("project__name", "name", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
