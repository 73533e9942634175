"""Inviting, withdrawing, and the page behind the link."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest
from projects.actions import inviting
from projects.forms import InvitationForm, NewAccountForm, OperationForm
from projects.models import Invitation, Membership, User
from projects.secrets import digest


@never_cache
@require_POST
def invitation_create(request: MemberRequest) -> HttpResponse:
    """Make a link and show it once, in this answer: it is stored nowhere, so there is no page to redirect to."""
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return render(request, "projects/invitation_create.html", {"form": form}, status=422)
    given = form.cleaned_data
    invitation, secret = inviting.invite(
        project=request.project, role=given["role"], note=given["note"], actor=request.user, op=given["op"]
    )
    return render(request, "projects/invitation_create.html", {"invitation": invitation, "secret": secret})


@require_POST
def invitation_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a link useless."""
    invitation = get_object_or_404(Invitation.objects.in_project(request.project), pk=pk)
    inviting.withdraw(invitation=invitation, actor=request.user, op=OperationForm(request.POST).checked()["op"])
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("people_list", request.project.slug)


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_detail(request: HttpRequest, secret: str) -> HttpResponse:
    """Join a project: as oneself when signed in, else with a new account."""
    invitation = Invitation.objects.waiting_under(digest(secret))
    if invitation is None:
        return render(request, "projects/invitation_gone.html", status=404)
    if request.user.is_authenticated:
        return _join(request, request.user, invitation, secret)
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _join_as_new_user(request, form, secret)
    page = {"invitation": invitation, "form": form}
    return render(request, "projects/invitation_detail.html", page, status=422 if form.is_bound else 200)


def _join(request: HttpRequest, user: User, invitation: Invitation, secret: str) -> HttpResponse:
    is_member = Membership.objects.in_project(invitation.project).of(user).exists()
    if request.method != "POST":
        return render(request, "projects/invitation_detail.html", {"invitation": invitation, "is_member": is_member})
    op = OperationForm(request.POST).checked()["op"]
    membership = inviting.accept(secret=secret, user=user, op=op)
    return _welcome(request, membership)


def _join_as_new_user(request: HttpRequest, form: NewAccountForm, secret: str) -> HttpResponse:
    given = form.cleaned_data
    membership = inviting.accept_as_new_user(
        secret=secret, username=given["username"], password=given["password1"], email=given["email"]
    )
    login(request, membership.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return _welcome(request, membership)


def _welcome(request: HttpRequest, membership: Membership) -> HttpResponse:
    messages.success(request, _("Welcome. You have joined as %s.") % membership.get_role_display())
    return redirect("project_detail", membership.project.slug)
