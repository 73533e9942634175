"""The groups in which agreement is compared: when documents were handed in, where they come from, which codebook."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.answers import Answers, Ints, Mask
from reports.scope import Scope
from vocabulary.models import CodebookVersion

PORTION = 10  # documents in a group of the order of handing in
OPEN = "0"  # the key of what has no moment, source or version of its own


class By(TextChoices):
    """What makes a group."""

    TENS = "tens", gettext_lazy("ten documents each, in the order of handing in")
    MONTH = "month", gettext_lazy("month of handing in")
    SOURCE = "source", gettext_lazy("source")
    AUTHORITY = "authority", gettext_lazy("authority")
    DOCUMENT = "document", gettext_lazy("document")
    VERSION = "version", gettext_lazy("codebook version")


@dataclass(frozen=True)
class Group:
    """`key` finds it again in an address."""

    key: str
    label: str


@dataclass(frozen=True)
class Groups:
    """The groups in order, and of each unit that is compared the place of its group."""

    groups: list[Group]
    place: Ints

    def rows(self, place: int) -> Mask:
        """The units of one group."""
        return np.asarray(self.place == place, dtype=np.bool_)

    def named(self, key: str) -> Mask | None:
        """The units of the group with that key; None where there is no such group."""
        return next((self.rows(place) for place, group in enumerate(self.groups) if group.key == key), None)


def group(by: str, scope: Scope, answers: Answers) -> Groups:
    """Put the units of a comparison into groups: one query, or two."""
    if by == By.VERSION:
        return _by_version(answers)
    return _by_document(_MAKERS[By(by)](scope, answers), answers)


def _by_document(found: Mapping[int, Group], answers: Answers) -> Groups:
    """From the group of each document; groups in the order in which they are found."""
    groups = list(dict.fromkeys(found.values()))
    at = {group: place for place, group in enumerate(groups)}
    places = np.array([at[found[pk]] for pk in answers.document_ids.tolist()], dtype=np.int64)
    return Groups(groups, places[answers.document_places])


def _by_version(answers: Answers) -> Groups:
    """A unit belongs to a version where all who answered it read it under that one."""
    numbers = CodebookVersion.objects.numbers({pk for used in answers.readings for pk in used})
    one = [numbers[next(iter(used))] if len(used) == 1 else 0 for used in answers.readings]
    under = np.array([*one, -1], dtype=np.int64)[answers.under]
    high, low = under.max(axis=1), np.where(under < 0, np.iinfo(np.int64).max, under).min(axis=1)
    number = np.where(high == low, high, 0)
    found = sorted(set(number.tolist()), key=lambda n: (n == 0, n))
    return Groups([_version(n) for n in found], np.array([found.index(n) for n in number.tolist()], dtype=np.int64))


def _version(number: int) -> Group:
    label = _("version %(number)d") % {"number": number} if number else _("read under different versions")
    return Group(str(number), label)


def _tens(scope: Scope, answers: Answers) -> dict[int, Group]:
    moments = _moments(scope, answers)
    found: dict[int, Group] = {}
    for start in range(0, len(moments), PORTION):
        portion = list(moments)[start : start + PORTION]
        days = [date_format(localtime(moments[pk]), "SHORT_DATE_FORMAT") for pk in (portion[0], portion[-1])]
        label = _("%(first)d to %(last)d, handed in %(from)s to %(until)s") % {
            "first": start + 1,
            "last": start + len(portion),
            "from": days[0],
            "until": days[1],
        }
        found |= dict.fromkeys(portion, Group(str(start // PORTION + 1), label))
    return _with_open(found, answers)


def _months(scope: Scope, answers: Answers) -> dict[int, Group]:
    found = {}
    for document, moment in _moments(scope, answers).items():
        day = localtime(moment)
        found[document] = Group(f"{day:%Y-%m}", date_format(day, "YEAR_MONTH_FORMAT"))
    return _with_open(found, answers)


def _moments(scope: Scope, answers: Answers) -> dict[int, datetime]:
    """Of each document that all of the coders who have it handed in, when the last of them did; the first first."""
    mine, compared = {coder.pk for coder in answers.coders}, set(answers.document_ids.tolist())
    last: dict[int, datetime | None] = {}
    rows = scope.assignments().order_by("pk").values_list("document", "coder", "handed_in_at")
    for document, coder, moment in rows:
        if document in compared and coder in mine:
            before = last.get(document, moment)
            last[document] = max(before, moment) if before and moment else None
    done = [(moment, document) for document, moment in last.items() if moment]
    return {document: moment for moment, document in sorted(done)}


def _with_open(found: dict[int, Group], answers: Answers) -> dict[int, Group]:
    rest = Group(OPEN, _("not handed in by all yet"))
    return found | {pk: rest for pk in answers.document_ids.tolist() if pk not in found}


def _sources(scope: Scope, answers: Answers) -> dict[int, Group]:
    rows = scope.documents().values_list("pk", "source", "source__name").order_by("source__name", "source", "pk")
    return _known(((pk, source or OPEN, name or _("no source")) for pk, source, name in rows), answers)


def _authorities(scope: Scope, answers: Answers) -> dict[int, Group]:
    rows = scope.documents().values_list("pk", "source__authority").order_by("source__authority", "pk")
    return _known(((pk, f":{name}" if name else OPEN, name or _("no authority")) for pk, name in rows), answers)


def _documents(scope: Scope, answers: Answers) -> dict[int, Group]:
    rows = scope.documents().values_list("pk", "title").order_by("title", "pk")
    return _known(((pk, pk, title) for pk, title in rows), answers)


def _known(rows: Iterable[tuple[int, Any, str]], answers: Answers) -> dict[int, Group]:
    compared = set(answers.document_ids.tolist())
    return {pk: Group(str(key), label) for pk, key, label in rows if pk in compared}


_MAKERS: Mapping[By, Callable[[Scope, Answers], dict[int, Group]]] = {
    By.TENS: _tens,
    By.MONTH: _months,
    By.SOURCE: _sources,
    By.AUTHORITY: _authorities,
    By.DOCUMENT: _documents,
}
