"""Sources: found by name, made when they are new, changed by hand."""

import uuid
from copy import copy
from typing import Any

from django.utils.translation import gettext as _

from corpus import provenance
from corpus.models import Source
from corpus.states import source_state
from ledger.locks import locked
from ledger.problems import Problem
from ledger.write import Work, check_version, write


class SourceExists(Problem):
    """Another source of the project has this name."""

    status, rule = 409, "source-exists"


class WrongValue(Problem):
    """A value the field cannot take."""

    rule = "wrong-value"


def source_named(project: Any, name: str, authority: str, work: Work) -> tuple[Source | None, str]:
    """Inside `work`, the source of this name (None for ""), and a note when its authority is said to be another.

    A source that is new is made; one whose authority was unknown learns it. Each is looked up once in an operation.
    """
    if not name:
        return None, ""
    key = ("source", project.pk, name)
    source: Source | None = work.once(key, lambda: Source.objects.filter(project=project, name=name).first())
    if source is None:
        source = Source.objects.create(project=project, name=name, authority=authority)
        work.record("source", source.pk, None, source_state(source))
        work.known[key] = source
    elif authority and not source.authority:
        work.known[key] = source = copy(source)
        _save(source, source.name, authority, work)
    elif authority and authority != source.authority:
        return source, _("%(name)s stays “%(authority)s”.") % {"name": source.name, "authority": source.authority}
    return source, ""


def change_source(
    *, source: Source, name: str, authority: str, version: int | None, actor: Any, op: uuid.UUID | None = None
) -> Source:
    """Rename a source or say what authority it has; raises SourceExists, WrongValue, Stale."""
    body = [source.pk, name, authority]
    with write(
        project=source.project, actor=actor, verb="change source", about=f"source/{source.pk}", op=op, body=body
    ) as work:
        now = locked(Source.objects).select_related("project").get(pk=source.pk)
        check_version(now, version, source_state(now))
        name, authority = _clean(name, authority)
        if Source.objects.filter(project=now.project, name=name).exclude(pk=now.pk).exists():
            raise SourceExists(_("Another source has this name."), field="name")
        _save(now, name, authority, work)
    return now


def _clean(name: str, authority: str) -> tuple[str, str]:
    try:
        clean = provenance.clean({"source": name, "authority": authority})
    except provenance.Wrong as wrong:
        raise WrongValue(str(wrong), field="name" if wrong.field == "source" else wrong.field) from wrong
    if not clean["source"]:
        raise WrongValue(_("A source needs a name."), field="name")
    return clean["source"], clean["authority"]


def _save(source: Source, name: str, authority: str, work: Work) -> None:
    before = source_state(source)
    if (name, authority) == (source.name, source.authority):
        return
    source.name, source.authority, source.version = name, authority, source.version + 1
    source.save()
    work.record("source", source.pk, before, source_state(source))
