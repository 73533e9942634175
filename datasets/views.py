"""What leaves: the page of exports, and their downloads."""

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datasets import formats, rows
from datasets.exporting import Export, Wish
from datasets.forms import ExportForm
from datasets.offer import Offer
from projects.access import MemberRequest


@require_safe
def export_list(request: MemberRequest) -> HttpResponse:
    """What can be had, with its rows, for the choices made."""
    form = ExportForm(request.GET, member=request.member)
    if not form.is_valid():
        return _not_understood(request, form)
    offer = Offer(form.selection(), form.asked())
    return render(request, "datasets/export_list.html", {"form": form, "offer": offer})


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
    response = StreamingHttpResponse(export, content_type=format.media_type)
    response["Content-Disposition"] = f'attachment; filename="{wish.file_name(export.number)}"'
    response["Tifa-Operation"], response["Tifa-Rows"] = str(export.number), str(export.n_rows)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _not_understood(request: MemberRequest, form: ExportForm) -> HttpResponse:
    """Nothing is offered and nothing leaves when a choice is not one of ours: the page says which."""
    return render(request, "datasets/export_list.html", {"form": form, "wrong": list(form.wrong())}, status=422)
