"""`make_corpus`: invented documents with passages, to try Tifa at any size."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from random import Random
from typing import Any

from annotations.actions import assigning, copying, filling
from annotations.actions.changes import Tag
from annotations.actions.copying import Originals
from annotations.models import Assignment, Passage, Round
from annotations.text.scattering import scatter
from corpus import inventing
from corpus.actions import importing
from corpus.models import Document, Paragraph
from ledger.commands import USAGE, NotThere, Refusal, TifaCommand
from projects.models import Coder, Project
from vocabulary import codebook

UNSURE_EVERY, TWO_THEMES_EVERY = 10, 4  # one passage in so many


class Command(TifaCommand):
    help = "Adds invented documents with passages to a project. The same seed again adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", required=True, metavar="P")
        for name in ("documents", "paragraphs", "passages"):
            parser.add_argument(f"--{name}", required=True, type=int, metavar="N", help="how many in all")
        parser.add_argument("--coder", action="append", default=[], help="a coder to whom all are assigned; repeatable")
        parser.add_argument("--texts", type=int, metavar="N", help="different texts; all others are copies")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other texts")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        coders = [_coder(project, name) for name in options["coder"]]
        _refuse_impossible(options, project, coders)
        done = self._make(project, coders, options)
        in_words = "{documents} documents, {paragraphs} paragraphs, {passages} passages".format(**done)
        self.stdout.write(json.dumps(done) if options["json"] else f"Added to {project.slug}: {in_words}.")

    def _make(self, project: Project, coders: Sequence[Coder], options: dict[str, Any]) -> dict[str, int]:
        """So many different texts with their passages, then as many copies of all of them as are asked for."""
        n_copies = options["documents"] // (options["texts"] or options["documents"])
        sizes = {name: options[name] // n_copies for name in ("documents", "paragraphs", "passages")}
        documents = _import(project, sizes["documents"], sizes["paragraphs"], options["seed"])
        assignments = _assign(project, documents, coders)
        n_passages = _fill(assignments, sizes["passages"], options["seed"])
        n_paragraphs = Paragraph.objects.filter(revision__document__in=documents).count()
        if assignments and n_copies > 1:
            self._copy(assignments[0].round, documents, n_copies)
        done = {"documents": len(documents), "paragraphs": n_paragraphs, "passages": n_passages}
        return {name: n * n_copies for name, n in done.items()}

    def _copy(self, round: Round, documents: Sequence[Document], n_copies: int) -> None:
        originals = Originals(round, [document.pk for document in documents])
        for number in range(2, n_copies + 1):
            copying.copy_documents(originals=originals, number=number)


def _coder(project: Project, name: str) -> Coder:
    coder = Coder.objects.filter(project=project, user__username=name).first()
    if coder is None:
        raise NotThere(f"There is no coder {name!r} in {project.slug}.", field="coder")
    return coder


def _refuse_impossible(options: dict[str, Any], project: Project, coders: Sequence[Coder]) -> None:
    if options["documents"] < 1 or options["paragraphs"] < options["documents"] or options["passages"] < 0:
        raise Refusal("At least one document, and one paragraph in each.", status=USAGE, field="paragraphs")
    if options["texts"] is not None and (not coders or not 0 < options["texts"] <= options["documents"]):
        raise Refusal("At least one text, not more than documents, and a --coder.", status=USAGE, field="texts")
    if options["passages"] and not coders:
        raise Refusal("Say by --coder whose passages they are.", status=USAGE, field="coder")
    if options["passages"] and codebook.current(project) is None:
        raise Refusal("The project has no codebook, so nothing can be tagged.", rule="no-theme", field="project")


def _import(project: Project, n_documents: int, n_paragraphs: int, seed: int) -> list[Document]:
    """The documents that are new."""
    files = inventing.files(n_documents, n_paragraphs, seed)
    report = importing.import_files(project=project, files=files, actor=None)
    added = [file["documents"][0]["id"] for file in report["files"] if file["status"] == "added"]
    return list(Document.objects.filter(pk__in=added).order_by("pk"))


def _assign(project: Project, documents: Sequence[Document], coders: Sequence[Coder]) -> list[Assignment]:
    """To each of the coders, in the project's last open round, or in a new one."""
    if not documents or not coders:
        return []
    round = Round.objects.in_project(project).open().last()
    round = round or assigning.start_round(project=project, name="Main", actor=None)
    return assigning.assign_all(round=round, documents=documents, coders=coders, actor=None)


def _fill(assignments: Sequence[Assignment], n_passages: int, seed: int) -> int:
    """So many passages in all, about evenly; how many there are then."""
    for number, assignment in enumerate(assignments):
        random = Random(f"{seed}/{number}")  # noqa: S311  passages, no secrets
        filling.fill(
            assignment=assignment, tags=_tags(assignment, inventing.share(n_passages, len(assignments), number), random)
        )
    return sum(Passage.objects.of(assignment).count() for assignment in assignments)


def _tags(assignment: Assignment, n: int, random: Random) -> list[Tag]:
    paragraphs = list(Paragraph.objects.of(assignment.document).codable())
    book = codebook.current(assignment.round.project)
    slugs = [entry.slug for entry in book.active_entries()] if book else []
    spans = scatter([(each.text, each.sentences) for each in paragraphs], n, random)
    return [_tag(paragraphs[index], start, end, slugs, random) for index, start, end in spans]


def _tag(paragraph: Paragraph, start: int, end: int, slugs: Sequence[str], random: Random) -> Tag:
    themes = tuple(random.sample(slugs, 2 if random.randrange(TWO_THEMES_EVERY) == 0 and len(slugs) > 1 else 1))
    unsure = themes[:1] if random.randrange(UNSURE_EVERY) == 0 else ()
    quote = paragraph.text[start:end]
    return Tag(paragraph=paragraph.pk, start=start, end=end, quote=quote, themes=themes, unsure=unsure)
