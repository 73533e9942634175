"""Questions to imports and their files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from corpus import metadata

if TYPE_CHECKING:
    from corpus.models import ImportBatch, ImportFile  # noqa: F401 (named in a string below)

OPEN = ("receiving", "reading", "ready", "storing")
IN_HAND = ("metadata", "archive")  # files that are no documents themselves
# What the page of an import can show alone: its name there, and which files these are.
SHOWN: dict[str, Q] = {
    "added": Q(status="added") & ~Q(state="left-out"),
    "revised": Q(status="revised") & ~Q(state="left-out"),
    "near-duplicate": Q(status="near-duplicate") & ~Q(state="left-out"),
    "doubtful": Q(is_doubtful=True),
    "unchanged": Q(status="unchanged"),
    "refused": Q(status="refused"),
    "left-out": Q(state="left-out"),
    "waiting": Q(state="waiting"),
}


class ImportBatchQuerySet(QuerySet["ImportBatch"]):
    def in_project(self, project: Any) -> ImportBatchQuerySet:
        return self.filter(project=project)

    def unfinished(self) -> ImportBatchQuerySet:
        """Those of which something is still to happen."""
        return self.filter(state__in=OPEN)

    def finished(self) -> ImportBatchQuerySet:
        return self.exclude(state__in=OPEN)

    def with_files(self) -> ImportBatchQuerySet:
        """Those that came with a preview."""
        return self.exclude(files=None)

    def begun_before(self, at: datetime) -> ImportBatchQuerySet:
        return self.filter(at__lt=at)

    def newest_first(self) -> ImportBatchQuerySet:
        return self.order_by("-at", "-pk")

    def with_counts(self) -> ImportBatchQuerySet:
        """Each with n_files, and who began it."""
        return self.select_related("by").annotate(n_files=Count("files"))

    def ids(self) -> set[int]:
        return set(self.values_list("pk", flat=True))


class ImportFileQuerySet(QuerySet["ImportFile"]):
    def of(self, batch: ImportBatch | int) -> ImportFileQuerySet:
        """In the order in which they came."""
        return self.filter(batch=batch).order_by("number")

    def in_project(self, project: Any) -> ImportFileQuerySet:
        return self.filter(batch__project=project)

    def waiting(self) -> ImportFileQuerySet:
        """Still to be read."""
        return self.filter(state="waiting")

    def storable(self) -> ImportFileQuerySet:
        """Those of which documents are made, and that were not yet."""
        return self.filter(state="read").exclude(status__in=IN_HAND)

    def describable(self) -> ImportFileQuerySet:
        """Those of which documents are made, also while what becomes of them is found out anew."""
        return self.filter(state__in=["read", "waiting"]).exclude(status__in=[*IN_HAND, "unchanged", "", "refused"])

    def tables(self) -> ImportFileQuerySet:
        """Those that say what is known of the others, or would if they could be read."""
        names = Q(pk__in=[])
        for name in metadata.NAMES:
            names |= Q(name=name) | Q(name__endswith=f"/{name}")
        return self.filter(names)

    def shown(self, only: str) -> ImportFileQuerySet:
        """Those of one name of SHOWN; all for any other."""
        return self.filter(SHOWN[only]) if only in SHOWN else self

    def counts(self) -> dict[str, int]:
        """How many files there are of each name of SHOWN, `all` of them, how many are `stored`, and `documents`."""
        counted = {name.replace("-", "_"): Count("pk", filter=each) for name, each in SHOWN.items()}
        stored = Count("pk", filter=Q(state="stored"))
        documents = Sum("n_documents", filter=~Q(state__in=["left-out", "refused"]), default=0)
        found: dict[str, int] = self.order_by().aggregate(
            all=Count("pk"), stored=stored, documents=documents, **counted
        )
        return found

    def bytes_below(self, name: str) -> int:
        """How many bytes came out of the archive of this name."""
        return int(self.filter(name__startswith=f"{name}/").aggregate(n=Sum("n_bytes", default=0))["n"])

    def last_number(self) -> int:
        return int(self.aggregate(last=Max("number"))["last"] or 0)

    def pairs(self) -> set[tuple[str, str]]:
        """(name, SHA-256) of each."""
        return set(self.values_list("name", "sha256"))

    def names(self) -> list[tuple[str, str]]:
        """(folder, name) of each."""
        return list(self.values_list("folder", "name"))

    def first_names(self, sha256s: Iterable[str]) -> dict[str, tuple[int, str]]:
        """The first file of each of these bytes that is not kept out: number and name by SHA-256."""
        rows = self.filter(sha256__in=set(sha256s)).exclude(state__in=["refused", "left-out"])
        found: dict[str, tuple[int, str]] = {}
        for sha256, number, name in rows.order_by("number").values_list("sha256", "number", "name"):
            found.setdefault(sha256, (number, name))
        return found

    def spoken_of(self, project: Any) -> ImportFileQuerySet:
        """Those of a project about which somebody said something."""
        return self.filter(batch__project=project, version__gt=1).order_by("pk")
