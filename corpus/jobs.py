"""The jobs of this app: `read import` and `store import` work on one import, `clear imports` forgets what nobody wants.

How far a job is stands with the files of its import, so one that is killed goes on where it stopped.
"""

from datetime import timedelta
from time import monotonic

from django.utils.translation import gettext as _

from corpus import holding
from corpus.actions import finishing, previewing, receiving
from corpus.models import ImportBatch, ImportFile
from corpus.sandbox.reader import Reader
from jobs import clock
from jobs.kinds import Kind, Slice, Step
from ledger.problems import NotAllowed
from projects.models import Membership
from projects.rights import holds

SECONDS = 30.0  # of one slice; what was read or stored until then is kept meanwhile
KEPT = timedelta(days=7)
EVERY = timedelta(days=1)


def read(slice: Slice) -> Step:
    """Files that wait are read, one after the other, with one process for all of a slice."""
    batch, until, n_waiting = _batch(slice), monotonic() + SECONDS, 1
    total = ImportFile.objects.of(batch).count()
    with Reader() as reader:
        while n_waiting and monotonic() < until:
            n_waiting = previewing.read_some(batch=batch, reader=reader)
            slice.report(total - n_waiting, total)
    return Step(done=total - n_waiting, total=total, is_last=not n_waiting)


def store(slice: Slice) -> Step:
    """Files that were read are stored, a few in each operation."""
    batch, until = _batch(slice), monotonic() + SECONDS
    files = ImportFile.objects.of(batch)
    n_left = files.storable().count()
    total = n_left + files.counts()["stored"]
    with Reader() as reader:
        while True:
            n_left = finishing.store_some(batch=batch, actor=slice.job.by, reader=reader).n_files
            slice.report(total - n_left, total)
            if not n_left or monotonic() > until:
                return Step(done=total - n_left, total=total, is_last=not n_left)


def clear(slice: Slice) -> Step:
    """Imports that nobody finished in a week are cancelled, and nothing lies about that belongs to none."""
    old = ImportBatch.objects.unfinished().begun_before(clock.now() - KEPT).select_related("project")
    for batch in old:
        receiving.cancel_import(batch=batch, version=batch.version, actor=None)
    n_dropped = holding.drop_others(ImportBatch.objects.unfinished().ids())
    return Step(done=len(old) + n_dropped)


def _batch(slice: Slice) -> ImportBatch:
    """The import; raises NotAllowed where whoever asked may not import any more."""
    member = Membership.objects.of(slice.job.by).in_project(slice.job.project).first()
    if member is None or not holds(member.role, "import"):
        raise NotAllowed(_("Whoever asked for this may not import into the project any more."))
    return ImportBatch.objects.select_related("project").get(pk=slice.job.args["batch"])


KINDS = (
    Kind(receiving.READ, read, is_atomic=False),
    Kind(receiving.STORE, store, is_atomic=False),
    Kind("clear imports", clear, is_atomic=False, every=lambda: EVERY),
)
