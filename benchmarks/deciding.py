"""How long the disagreements of a long document take: finding all of them, deciding one, deciding by rule.

usage: python benchmarks/deciding.py     a minute; the data is invented, in a folder that goes away again
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"TIFA_DATA": FOLDER.name, "DJANGO_SETTINGS_MODULE": "config.settings"}

import django  # noqa: E402 -- after the settings' environment

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from annotations.actions import assigning, coding, deciding, filling  # noqa: E402
from annotations.actions.changes import Read, Tag  # noqa: E402
from annotations.actions.deciding import Verdict  # noqa: E402
from annotations.cells import differences  # noqa: E402
from annotations.models import Assignment  # noqa: E402
from corpus.actions import importing  # noqa: E402
from corpus.models import Paragraph  # noqa: E402
from projects.actions import founding, people  # noqa: E402
from tests.conftest import THEMES  # noqa: E402
from vocabulary.actions import importing as codebook_importing  # noqa: E402
from vocabulary.models import Theme  # noqa: E402

PARAGRAPHS, CODERS, PASSAGES, TIMES = 2000, 3, 3000, 15
SLUGS = ("opening-up", "trade", "self-reliance", "bri", "security")


def made() -> Assignment:
    """A document that three coders have handed in, 3,000 passages together, a third of them alike."""
    draw = random.Random(5)
    project = founding.create_project(slug="long", name="Long", actor=None)
    codebook_importing.import_codebook(project=project, data=THEMES, actor=None)
    lines = [f"Sentence one of {n}. Trade grows here. A third one follows." for n in range(PARAGRAPHS)]
    text = "\n\n".join(["A long document", "By Nobody", *lines]).encode()
    document = importing.import_text(project=project, name="long.txt", data=text, actor=None)
    round = assigning.start_round(project=project, name="Measured", actor=None)
    places = list(Paragraph.objects.of(document).codable())
    common = [_tag(draw, each) for each in draw.sample(places, PASSAGES // CODERS // 3)]
    for number in range(CODERS):
        user = people.create_user(username=f"coder{number}", password=None, actor=None)
        people.add_member(project=project, user=user, role="annotator", actor=None)
        work = assigning.assign(round=round, document=document, coder=project.coders.get(user=user), actor=None)
        own = [_tag(draw, each) for each in draw.sample(places, PASSAGES // CODERS - len(common))]
        spots = {(each.paragraph, each.start): each for each in [*common, *own]}
        again = [Tag(e.paragraph, e.start, e.end, e.quote, e.themes) for e in spots.values()]
        filling.fill(assignment=work, tags=again)
        _finish(work)
    return Assignment.objects.with_all().filter(round=round)[0]


def _tag(draw: random.Random, paragraph: Paragraph) -> Tag:
    start, end = draw.choice(paragraph.sentences)
    return Tag(paragraph.pk, start, end, paragraph.text[start:end], (draw.choice(SLUGS),))


def _finish(work: Assignment) -> None:
    coding.change_document(assignment=work, changes=[Read(None)], actor=work.coder.user)
    assigning.hand_in(assignment=work, actor=work.coder.user)


def timed(act: Callable[[], object], times: int = TIMES) -> list[float]:
    """Milliseconds of each time."""
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        found.append((time.perf_counter() - begin) * 1000)
    return found


def show(what: str, promised: str, took: list[float]) -> None:
    print(f"| {what:52} | {promised:7} | {median(took):6.1f} ms (worst {max(took):.1f}) |", flush=True)


def main() -> None:
    call_command("migrate", verbosity=0)
    work = made()
    found = differences(work.round, work.document)
    with CaptureQueriesContext(connection) as queries:
        differences(work.round, work.document)
    n_passages = work.round.passages.exclude(coder__kind="decided").count()
    size = f"{PARAGRAPHS} paragraphs, {CODERS} coders, {n_passages} passages"
    print(f"{connection.vendor}: {size}, {len(found.cells)} cells {found.counts}, {len(queries)} queries")
    show("every cell of the document", "150 ms", timed(lambda: differences(work.round, work.document)))
    slugs = dict(Theme.objects.values_list("pk", "slug"))
    waiting = iter([cell for cell in found.cells if cell.is_to_decide])

    def decide() -> None:
        cell = next(waiting)
        verdict = Verdict(cell.paragraph, cell.unit, slugs[cell.theme or 0], "yes", "", 0)
        deciding.decide(round=work.round, document=work.document, decisions=[verdict], actor=None)

    show("one decision, with the decided coder's work", "100 ms", timed(decide))
    place = {"round": work.round, "document": work.document, "actor": None}
    show("all that a majority decides", "", timed(lambda: deciding.decide_by_rule(**place, rule="majority"), 1))
    show("every cell, most of them decided", "150 ms", timed(lambda: differences(work.round, work.document)))
    show("taking that back", "", timed(lambda: deciding.undo_decision(**place), 1))


if __name__ == "__main__":
    main()
