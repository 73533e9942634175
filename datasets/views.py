"""What leaves: the page of exports, and their downloads."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from datasets import formats, prepared, rows
from datasets.actions import preparing
from datasets.exporting import Export, Wish
from datasets.forms import FILES, ExportForm, PrepareForm
from datasets.offer import Offer
from projects.access import MemberRequest


@require_safe
def export_list(request: MemberRequest) -> HttpResponse:
    """What can be had, with its rows, for the choices made."""
    form = ExportForm(request.GET, member=request.member)
    if not form.is_valid():
        return _not_understood(request, form)
    offer = Offer(form.selection(), form.asked())
    page = {"form": form, "offer": offer, "files": FILES, "prepared": prepared.of(request.member)}
    return render(request, "datasets/export_list.html", page)


@require_safe
def export_download(request: MemberRequest, table: str, suffix: str) -> HttpResponseBase:
    """One table in one format, as a stream; its number is in the file's name and in the head Tifa-Operation."""
    found, format, form = rows.named(table), formats.named(suffix), ExportForm(request.GET, member=request.member)
    if not found or not format:
        raise Http404("No such export.")
    if not form.is_valid():
        return _not_understood(request, form)
    wish = Wish(form.selection(), found, format, form.cleaned_data["safe"])
    export = Export(wish)
    heads = prepared.heads(export.number, export.n_rows)
    response = StreamingHttpResponse(export, content_type=format.media_type, headers=heads)
    response["Content-Disposition"] = f'attachment; filename="{wish.file_name(export.number)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def export_prepare(request: MemberRequest) -> HttpResponse:
    """Have a file prepared in the background; back to the page that says how far it is, with the same choices."""
    form = PrepareForm(request.POST, member=request.member)
    if not form.is_valid():
        return _not_understood(request, form)
    preparing.prepare(asked=form.wanted(), member=request.member)
    page, query = reverse("export_list", args=[request.project.slug]), form.query()
    return redirect(f"{page}?{query}#prepared" if query else f"{page}#prepared")


@require_safe
def prepared_list(request: MemberRequest) -> HttpResponse:
    """How far one's files are; nothing else is counted, so that it may be looked at often."""
    return render(request, "datasets/prepared_list.html", {"prepared": prepared.of(request.member)})


@require_safe
def prepared_download(request: MemberRequest, job: int) -> FileResponse:
    """A file that was prepared for whoever asks, as long as it is kept."""
    return prepared.sent(prepared.find(job, request.member))


def _not_understood(request: MemberRequest, form: ExportForm) -> HttpResponse:
    """Nothing is offered and nothing leaves when a choice is not one of ours: the page says which."""
    return render(request, "datasets/export_list.html", {"form": form, "wrong": list(form.wrong())}, status=422)
