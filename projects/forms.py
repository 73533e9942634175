"""What forms about people may say."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.problems import Problem
from projects.history import known_to
from projects.models import Membership, Project, User
from projects.rights import Role, Scope


class OperationForm(forms.Form):
    """What every form that changes something carries: its operation id and the version it was made from."""

    op = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def checked(self) -> dict[str, Any]:
        """The clean values; raises Problem, for forms without anything typed that could be corrected."""
        if not self.is_valid():
            field, errors = next(iter(self.errors.items()))
            raise Problem(str(errors[0]), field=field)
        return self.cleaned_data


class RoleForm(OperationForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class InvitationForm(OperationForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=200, help_text=_("For whom it is. Only managers see this.")
    )


class TokenForm(OperationForm):
    """A token for oneself, in one of one's projects."""

    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"), to_field_name="slug", empty_label=None)
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("What it is for, so that you know later which one to withdraw.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may do yourself."),
        error_messages={"required": _("Choose at least one thing that it may do.")},
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        choices=[("30", _("30 days")), ("90", _("90 days")), ("365", _("a year")), ("", _("until it is withdrawn"))],
        coerce=lambda days: timedelta(days=int(days)),
        empty_value=None,
        required=False,
        initial="90",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = Project.objects.visible_to(user)  # type: ignore[attr-defined]


class HistoryFilter(forms.Form):
    """Which part of a project's history to show; what does not fit is left out of account."""

    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(coders__project=member.project).order_by("username")
        verbs = [(verb, gettext(verb)) for verb in known_to(member).verbs()]
        self.fields["person"] = forms.ModelChoiceField(
            people, label=_("Person"), required=False, empty_label=gettext("everybody")
        )
        self.fields["verb"] = forms.ChoiceField(
            label=_("What"), required=False, choices=[("", _("everything")), *verbs]
        )

    def chosen(self) -> dict[str, Any]:
        """person, verb and before, each None or "" when not chosen or not among the choices."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class NewAccountForm(OperationForm):
    """An account for somebody with an invitation."""

    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        validators=[User.username_validator],
        help_text=_("Letters, digits and @ . + - _ only."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    email = forms.EmailField(
        label=_("E-mail (optional)"),
        required=False,
        help_text=_("Used only when you forget your password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        help_text=_("At least 8 characters, not like your username and not a common password."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password again"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        name: str = User.normalize_username(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError(_("Somebody else has this username."))
        return name

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, second = given.get("password1"), given.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))
        if first:
            self._validate(first, User(username=given.get("username", ""), email=given.get("email", "")))
        return given

    def _validate(self, password: str, user: User) -> None:
        try:
            password_validation.validate_password(password, user)
        except ValidationError as refused:
            self.add_error("password1", refused)
