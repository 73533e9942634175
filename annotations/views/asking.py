"""The Questions page, and what supervisors do there: answer, resolve, open again."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from annotations.actions import answering
from annotations.forms.asking import AnswerForm, ResolveForm
from annotations.models import Question
from annotations.question_list import QuestionList
from projects.access import MemberRequest, way_back


@require_safe
def question_list(request: MemberRequest) -> HttpResponse:
    """One's own questions and, for those who answer, everybody's; newest first."""
    questions = QuestionList(request.member, request.GET)
    return render(request, "annotations/question_list.html", {"questions": questions})


@require_POST
def question_answer(request: MemberRequest, question: uuid.UUID) -> HttpResponse:
    """An answer, the first or another one."""
    asked = _asked(request, question)
    sent = AnswerForm(request.POST).checked()
    answering.answer(
        question=asked,
        answer=sent["answer"],
        version=sent["version"],
        actor=request.user,
        is_resolved=sent["resolve"],
        op=sent["op"],
    )
    said = _("Answered and resolved: “%s”") if sent["resolve"] else _("Answered: “%s”")
    messages.success(request, said % asked)
    return redirect(way_back(request))


@require_POST
def question_resolve(request: MemberRequest, question: uuid.UUID) -> HttpResponse:
    """Settled; with `reopen` open again."""
    asked = _asked(request, question)
    sent = ResolveForm(request.POST).checked()
    is_resolved = not sent["reopen"]
    answering.resolve(
        question=asked, is_resolved=is_resolved, version=sent["version"], actor=request.user, op=sent["op"]
    )
    messages.success(request, (_("Resolved: “%s”") if is_resolved else _("Open again: “%s”")) % asked)
    return redirect(way_back(request))


def _asked(request: MemberRequest, pk: uuid.UUID) -> Question:
    visible = Question.objects.visible_to(request.member).select_related("round__project")
    return get_object_or_404(visible, pk=pk)
