"""The codebook: to read and print, as a file, and its import."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects.access import MemberRequest
from vocabulary import codebook, formats
from vocabulary.actions import importing
from vocabulary.forms import CodebookForm


@require_safe
def codebook_detail(request: MemberRequest) -> HttpResponse:
    """The latest published codebook, whole."""
    return render(request, "vocabulary/codebook_detail.html", {"codebook": codebook.current(request.project)})


@require_safe
def codebook_download(request: MemberRequest) -> HttpResponse:
    """The latest published codebook as a YAML file; the same version gives the same bytes."""
    content = codebook.current_content(request.project)
    if content is None:
        raise Http404("No codebook is published.")
    format = formats.by_name("yaml")
    name = f"codebook-{request.project.slug}-v{content.number}{format.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(format.write(content), content_type=format.media_type, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def codebook_import(request: MemberRequest) -> HttpResponse:
    """Take a file, show what it would change, and import it when that is confirmed."""
    if request.method != "POST":
        return render(request, "vocabulary/codebook_import.html", {"form": CodebookForm(project=request.project)})
    form = CodebookForm(request.POST, request.FILES, project=request.project)
    if not form.is_valid():
        return render(request, "vocabulary/codebook_import.html", {"form": form}, status=422)
    given = form.cleaned_data
    if not form.is_confirmed:
        return render(request, "vocabulary/codebook_import.html", {"form": form, "plan": form.plan})
    report = importing.import_codebook(
        project=request.project,
        data=form.parsed,
        message=given["message"],
        version=given["version"],
        actor=request.user,
        op=given["op"],
    )
    messages.success(request, _imported(report["number"]))
    return redirect("codebook_detail", request.project.slug)


def _imported(number: int | None) -> str:
    return _("Version %s is published.") % number if number else _("The codebook says this already.")
