"""Keeping figures: some hundred documents of one round at a time are counted and stored, replacing what was there."""

import uuid
from collections.abc import Collection

import numpy as np
from django.db import transaction

from annotations.models import Round
from corpus.models import Document
from ledger.models import Counter
from ledger.moment import one_moment
from ledger.turnstile import turnstile
from projects.models import Coder, Project
from reports import book, choices, editions
from reports.book import Book
from reports.cubes import folded, pairs, touched
from reports.cubes import together as added_together
from reports.cubes.evidence import Evidence, Part, gather
from reports.cubes.parts import EVERYBODY, TEXTS, texts_of, work_of
from reports.cubes.tallying import Tallying
from reports.models import Fold, FoldPart
from reports.scope import PEOPLE

CHUNK = 250  # documents folded together
ENOUGH = 20  # documents touched since, before it is worth while to fold again

Pieces = list[FoldPart]


def fold(*, round: Round, first: int, last: int) -> Fold:
    """Count the documents with ids from `first` to `last` as one moment has them, and keep that.

    Counting stops no writer; storing takes the writers' turn for as long as it takes to write some ten rows.
    """
    with one_moment():
        number = Counter.objects.filter(scope=round.project_id).values_list("number", flat=True).first() or 0
        bound = book_of(round.project)
        evidence = gather(round, Part(first, last))
        people = Coder.objects.filter(project=round.project, kind__in=PEOPLE).values_list("pk", flat=True)
        pieces = _pieces(evidence, bound, set(people))
    made = Fold(
        project_id=round.project_id,
        round=round,
        first=first,
        last=last,
        number=number,
        n_documents=len(evidence.described.documents),
        book=book.to_json(bound),
        stamp=uuid.uuid4(),
    )
    with turnstile(), transaction.atomic():
        _remove(Fold.objects.of(round).overlapping(first, last).values_list("pk", flat=True))
        made.save(force_insert=True)
        for piece in pieces:
            piece.fold = made
        FoldPart.objects.bulk_create(pieces)
    return made


def is_due(project: Project) -> bool:
    """Whether documents are in no usable fold, or enough of them were touched since."""
    bound, number = book_of(project), None
    for round in Round.objects.in_project(project).select_related("project"):
        there = folded.read(round, None, bound)
        if Document.objects.outside(there.ranges, of=project).exists():
            return True
        number = min(there.number, there.number if number is None else number)
    return len(touched.since(project, number or 0)) >= ENOUGH


def keep_up(*, project: Project) -> None:
    """Say of the folds in which nothing was touched since that they are true of now."""
    with one_moment():
        number = Counter.objects.filter(scope=project.pk).values_list("number", flat=True).first() or 0
        folds = list(Fold.objects.in_project(project).values_list("pk", "first", "last", "number"))
        changed = touched.since(project, min((fold[3] for fold in folds), default=number))
    ids = np.array(sorted(changed), np.int64)
    numbers = np.array([changed[pk] for pk in ids.tolist()], np.int64)
    same = []
    for pk, first, last, of in folds:
        inside = numbers[np.searchsorted(ids, first) : np.searchsorted(ids, last, "right")]
        if of < number and not (inside > of).any():
            same.append(pk)
    with turnstile(), transaction.atomic():
        for at in range(0, len(same), 500):
            Fold.objects.filter(pk__in=same[at : at + 500], number__lt=number).update(number=number)


def forget(*, project: Project) -> None:
    """Throw all folds of a project away; its pages count until they are made again."""
    with turnstile(), transaction.atomic():
        _remove(Fold.objects.in_project(project).values_list("pk", flat=True))


def stale(round: Round, until: int, bound: Book) -> list[tuple[int, int]]:
    """The ranges of ids to fold, so that all folds of a round contain everything up to operation `until`.

    Documents are cut into ranges by their ids, which only grow, so a range stays as it is when others are added.
    """
    documents = list(Document.objects.in_project(round.project).order_by("pk").values_list("pk", flat=True))
    lasts = [*documents[CHUNK - 1 :: CHUNK], *documents[-1:]]
    firsts = [0, *(last + 1 for last in lasts)]
    wanted = [(first, last) for first, last in zip(firsts, lasts, strict=False) if first <= last]
    there = {(fold.first, fold.last): fold for fold in Fold.objects.of(round)}
    changed = touched.since(round.project, min((fold.number for fold in there.values()), default=until))
    ids = np.array(sorted(changed), np.int64)
    numbers = np.array([changed[pk] for pk in ids.tolist()], np.int64)
    told = book.to_json(bound)

    def is_true(first: int, last: int) -> bool:
        fold = there.get((first, last))
        inside = numbers[np.searchsorted(ids, first) : np.searchsorted(ids, last, "right")]
        return fold is not None and fold.book == told and not ((inside > fold.number) & (inside <= until)).any()

    return [each for each in wanted if not is_true(*each)]


def book_of(project: Project) -> Book:
    """The book of today."""
    offered = editions.load(project)
    return book.bind(project.unit, choices.known_themes(project, offered), offered)


def _remove(folds: Collection[int]) -> None:
    gone = list(folds)
    FoldPart.objects.filter(fold__in=gone).delete()
    Fold.objects.filter(pk__in=gone).delete()


def _pieces(evidence: Evidence, bound: Book, people: Collection[int]) -> Pieces:
    """The texts once; and for everybody together, and for each coder who did anything, what was done."""
    tallying = Tallying(evidence, bound, people)
    together = tallying.cube(people)
    active = {*np.unique(evidence.readings[:, 0]).tolist(), *np.unique(evidence.spans[:, 0]).tolist()}
    found = [FoldPart(coder=EVERYBODY, name=TEXTS, data=texts_of(together))]
    for coder in (EVERYBODY, *sorted(active)):
        cube = tallying.cube([coder]) if coder else together
        found += [FoldPart(coder=coder, name=name, data=data) for name, data in work_of(cube, bound).items()]
        there = pairs.count(tallying, [coder] if coder else people)
        found.append(FoldPart(coder=coder, name=pairs.NAME, data=there.packed()))
        added_up = added_together.add_up(there, bound.themes)
        found.append(FoldPart(coder=coder, name=added_together.NAME, data=added_up.packed()))
    return found
