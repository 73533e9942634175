"""Changing who has what: what becomes of the work already there is said first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions import reassigning
from annotations.forms.assigning import ReassignForm
from annotations.models import Assignment
from annotations.progress import measure, with_progress
from projects.access import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_change(request: MemberRequest, assignment: int) -> HttpResponse:
    """Take work away from its coder, or give it to another one."""
    known = with_progress(Assignment.objects.known_to(request.member).with_all())
    [task] = measure([get_object_or_404(known, pk=assignment)])
    form = ReassignForm(task.assignment, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 200 if request.method != "POST" else 422
        return render(request, "annotations/assignment_change.html", {"task": task, "form": form}, status=status)
    words = _done(request, task.assignment, form)
    messages.success(request, words % {"title": task.assignment.document.title, "coder": task.assignment.coder.name})
    board = reverse("assignment_list", args=[request.project.slug])
    return redirect(f"{board}?round={task.assignment.round_id}#board")


def _done(request: MemberRequest, work: Assignment, form: ReassignForm) -> str:
    """Do what the valid form asks for; what was done, in words."""
    sent = form.cleaned_data
    who = {"version": sent["version"], "actor": request.user, "op": sent["op"]}
    if sent["do"] == "take":
        reassigning.take_away(assignment=work, **who)
        return _("“%(title)s” is taken away from %(coder)s. What was done stays.")
    reassigning.move(assignment=work, coder=sent["coder"], **who)
    return _("“%(title)s” was moved from %(coder)s. What was done stays.")
