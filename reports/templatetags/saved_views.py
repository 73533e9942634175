"""`{% saved_views %}`: below a page of figures, what was saved before, and the form that saves what is shown."""

from typing import Any

from django import template

from reports.saved_views import SavedViews, address_below

register = template.Library()


@register.inclusion_tag("reports/_saved_views.html", takes_context=True)
def saved_views(context: template.Context) -> dict[str, Any]:
    """One query, for one view and for a hundred."""
    request = context["request"]
    address = request.get_full_path()
    is_savable = bool(address_below(request.project.slug, address))
    return {
        "project": request.project,
        "csrf_token": context.get("csrf_token"),
        "saved": SavedViews(request.member),
        "address": address if is_savable else "",
    }
