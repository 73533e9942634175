"""The people of a project: their roles, and their leaving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest
from projects.actions import people
from projects.forms import InvitationForm, OperationForm, RoleForm
from projects.models import Invitation, Membership
from projects.rights import Role


@require_safe
def people_list(request: MemberRequest) -> HttpResponse:
    """Members, open invitations, and the form that makes one."""
    page = {
        "members": Membership.objects.in_project(request.project).by_name(),
        "invitations": Invitation.objects.in_project(request.project).open().newest_first(),
        "form": InvitationForm(),
        "roles": Role.choices,
    }
    return render(request, "projects/people_list.html", page)


@require_POST
def membership_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Another role for a member."""
    membership = get_object_or_404(Membership.objects.in_project(request.project).by_name(), pk=pk)
    form = RoleForm(request.POST).checked()
    people.change_role(
        membership=membership, role=form["role"], version=form["version"], actor=request.user, op=form["op"]
    )
    messages.success(request, _("%s now has another role.") % membership.user)
    return redirect("project_detail" if membership.user == request.user else "people_list", request.project.slug)


@require_POST
def membership_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """A member leaves; their work stays."""
    membership = get_object_or_404(Membership.objects.in_project(request.project).by_name(), pk=pk)
    form = OperationForm(request.POST).checked()
    people.remove_member(membership=membership, version=form["version"], actor=request.user, op=form["op"])
    messages.success(request, _("%s is no longer a member. Their work stays.") % membership.user)
    return redirect("home") if membership.user == request.user else redirect("people_list", request.project.slug)
