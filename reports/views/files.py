"""Figures as files: tables as CSV, Excel, LaTeX or Word, pictures as SVG or PNG."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from projects.access import MemberRequest
from reports import downloads, figures


@require_safe
def figure_download(request: MemberRequest, figure: str, suffix: str) -> HttpResponse:
    """A figure as a file: its table, or its picture."""
    made = downloads.found(figure, request.GET, request.member)
    if made is None or suffix not in made.suffixes:
        raise Http404("No such file.")
    body, media_type = figures.written(made, suffix)
    headers = {"Content-Disposition": f'attachment; filename="{made.file_name(suffix)}"'}
    return HttpResponse(body, content_type=media_type, headers=headers)
