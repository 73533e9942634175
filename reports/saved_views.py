"""Views of figures as pages show them: which there are, and which addresses can be one."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from projects.models import Membership
from projects.rights import ROUTES
from reports.models import SavedView

SAVED = "saved_view_"  # the names of the pages about views themselves begin like this
LONGEST = 2000  # code points of an address with its parameters


@dataclass(frozen=True)
class Line:
    """One view: its address on this site, and whether whoever looks may rename and remove it."""

    view: SavedView
    href: str
    is_own: bool


class SavedViews:
    """The views that a member can open, in one query."""

    def __init__(self, member: Membership) -> None:
        self.member = member

    @cached_property
    def lines(self) -> list[Line]:
        root, user = reverse("project_detail", args=[self.member.project.slug]), self.member.user_id
        found = SavedView.objects.visible_to(self.member)
        return [Line(view, f"{root}{view.address}", view.owner_id == user) for view in found]


def address_below(slug: str, said: str) -> str:
    """What stands below a project's own address, in one spelling; "" for anything that is no page of its figures."""
    root = reverse("project_detail", args=[slug])
    path, _mark, query = said.partition("?")
    if len(said) > LONGEST or not path.startswith(root):
        return ""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    if not is_savable(match):
        return ""
    chosen = QueryDict(query, mutable=True) if query.count("&") < 100 else QueryDict(mutable=True)
    chosen.pop("page", None)
    kept = chosen.urlencode()
    below = path[len(root) :]
    return f"{below}?{kept}" if kept else below


def is_savable(match: ResolverMatch) -> bool:
    """Whether an address is a page of figures, not a file and not a page about views."""
    name = match.url_name or ""
    is_ours = match.func.__module__.startswith("reports.") and not name.startswith(SAVED)
    return is_ours and name in ROUTES and ROUTES[name] == "see figures" and match.route.endswith("/")
