"""Switching: what is part of the text and what is not, said before an import."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from corpus.actions import switching
from corpus.forms import LinesForm, RuleForm
from corpus.import_file_page import ImportFilePage
from corpus.models import ImportFile
from projects.access import MemberRequest


@require_POST
def import_line_change(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """Kinds of the paragraphs of one document, and which of them are always so in its source."""
    file, form = _found(request, batch, number), LinesForm(request.POST)
    sent = form.checked()
    draft = ImportFilePage(file, request.POST).open_draft()
    switching.switch_lines(
        file=file, draft=draft, kinds=form.kinds(), always=form.always(), version=sent["version"],
        actor=request.user, op=sent["op"],
    )  # fmt: skip
    messages.success(request, _("Switched. What the files make of it is found out anew."))
    return _back(request, batch, number)


@require_POST
def import_rule_change(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """What a rule says of, in all files of this import, or in all texts to come of a source."""
    file, sent = _found(request, batch, number), RuleForm(request.POST).checked()
    switching.switch_rule(
        batch=file.batch, reason=sent["reason"], kind=sent["kind"], source=sent["source"], version=sent["version"],
        actor=request.user, op=sent["op"],
    )  # fmt: skip
    messages.success(request, _("Switched. What the files make of it is found out anew."))
    return _back(request, batch, number)


def _found(request: MemberRequest, batch: int, number: int) -> ImportFile:
    files = ImportFile.objects.in_project(request.project).select_related("batch__project")
    return get_object_or_404(files, batch=batch, number=number)


def _back(request: MemberRequest, batch: int, number: int) -> HttpResponse:
    """To the same document and page of the file."""
    where = {name: request.POST[name] for name in ("document", "page") if request.POST.get(name, "").isdecimal()}
    asked = "&".join(f"{name}={value}" for name, value in where.items())
    return redirect(reverse("import_file_detail", args=[request.project.slug, batch, number]) + f"?{asked}")
