"""What the board says of the text: the sources and years that are unread."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corpus.models import Source
from reports import words
from reports.board_lines import Action, Line, Section
from reports.cube import Cube
from reports.holes import Hole
from reports.holes import holes as found_in
from reports.links import address
from reports.material import Number
from reports.scope import Scope

MOST = 6


def holes(scope: Scope, cube: Cube) -> Section:
    """The largest first; for each, its unread units and how to give them to somebody."""
    found = found_in(cube)
    names = dict(Source.objects.in_project(scope.project).values_list("pk", "name"))
    lines = [_line(scope, hole, names.get(hole.source, _("no source"))) for hole in found[:MOST]]
    rest = found[MOST:]
    note = ""
    if rest:
        more = ngettext("%(n)s more source and year has", "%(n)s more sources and years have", len(rest))
        unread = words.units(scope.unit, sum(hole.unread for hole in rest))
        note = _("%(more)s unread text: %(units)s.") % {"more": more % {"n": len(rest)}, "units": unread}
    return Section("text", _("Unread text"), lines, _("Everything that is codable was read by somebody."), note)


def _line(scope: Scope, hole: Hole, source: str) -> Line:
    where = {"source": hole.source or "none", "year": str(hole.year)}
    unread = address("unit_list", scope.project.slug, {"round": scope.round.pk, "state": "unread", **where})
    rules = {"round": scope.round.pk, "source": str(hole.source), "year": str(hole.year), "is_unread": 1}
    give = address("distribution_create", scope.project.slug, {**rules, "per_document": 2, "seed": 1})
    note = _("%(n)s of %(units)s in %(documents)s of %(all)s documents") % {
        "n": words.percent(hole.unread, hole.codable, 0),
        "units": words.units(scope.unit, hole.codable),
        "documents": hole.n_documents,
        "all": hole.of_documents,
    }
    text = _("unread: %(source)s, %(year)s") % {"source": source, "year": hole.year or _("undated")}
    action = None if scope.round.locked_at else Action(_("Assign"), give)
    return Line(Number(words.whole(hole.unread), unread), text, action, note)
