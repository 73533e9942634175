"""`manage.py assign_documents --project P --annotators a,b --per-document K`: give documents to coders, balanced."""

import json
from argparse import ArgumentParser
from typing import Any

from annotations.actions import assigning, distributing
from annotations.distribution import Plan, Wish
from annotations.forms.rounds import LARGEST_SEED
from annotations.models import Round
from ledger.commands import USAGE, NotThere, Refusal, TifaCommand
from projects.models import Coder, Project

BLIND = "Blind"  # the round that --blind starts where none is named


class Command(TifaCommand):
    help = "Gives each document to so many different coders, balanced by paragraphs within source and year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", required=True, metavar="P", help="the project's slug")
        parser.add_argument("--annotators", required=True, metavar="A,B", help="usernames, separated by commas")
        parser.add_argument("--per-document", required=True, type=int, metavar="K", help="how many coders each")
        parser.add_argument("--round", metavar="NAME", help="the round; started where there is none of this name")
        parser.add_argument("--blind", action="store_true", help="in a blind round")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same one gives the same again")
        parser.add_argument("--share", type=float, metavar="S", help="only this share of the documents, drawn; 0 to 1")
        parser.add_argument("--json", action="store_true", help="end with one JSON line")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        coders = _coders(project, options["annotators"])
        _refuse_impossible(options, coders)
        wish = Wish(
            round=_round(project, options["round"], options["blind"]),
            coders=coders,
            per_document=options["per_document"],
            seed=options["seed"],
            share=options["share"],
        )
        done = _told(distributing.distribute(wish=wish, actor=None))
        words = "{round}: {assigned} assignments of {documents} documents given; {as_they_are} documents had enough."
        self.stdout.write(json.dumps(done, ensure_ascii=False) if options["json"] else words.format(**done))


def _coders(project: Project, said: str) -> tuple[Coder, ...]:
    names = list(dict.fromkeys(name.strip() for name in said.split(",") if name.strip()))
    people = Coder.objects.in_project(project).able().select_related("user")
    able = {coder.user.username: coder for coder in people if coder.user}
    for name in names:
        if name not in able:
            raise NotThere(f"Nobody called {name!r} can code in {project.slug}.", field="annotators")
    return tuple(able[name] for name in names)


def _refuse_impossible(options: dict[str, Any], coders: tuple[Coder, ...]) -> None:
    if not 1 <= options["per_document"] <= len(coders):
        message = "A document needs at least one coder, and no more than there are."
        raise Refusal(message, status=USAGE, field="per-document")
    if options["share"] is not None and not 0 < options["share"] <= 1:
        raise Refusal("A share is more than 0 and at most 1.", status=USAGE, field="share")
    if not 0 <= options["seed"] <= LARGEST_SEED:
        raise Refusal(f"A seed is a whole number from 0 to {LARGEST_SEED}.", status=USAGE, field="seed")


def _round(project: Project, name: str | None, is_blind: bool) -> Round:
    """The round of this name, else the last open one; with --blind one that is. Started where there is none."""
    rounds = Round.objects.in_project(project).select_related("project")
    found = rounds.filter(name=name).first() if name else rounds.open().filter(is_blind=is_blind, opened_at=None).last()
    if found and is_blind and not found.hides_others:
        raise Refusal(f"The round {found.name!r} is not blind, or is open already.", rule="round-begun", field="round")
    name = name or (BLIND if is_blind else "Main")
    return found or assigning.start_round(project=project, name=name, actor=None, is_blind=is_blind)


def _told(done: Plan) -> dict[str, Any]:
    return {
        "round": done.wish.round.name,
        "seed": done.wish.seed,
        "documents": len(done.given),
        "assigned": done.n_assignments,
        "as_they_are": done.n_as_they_are,
        "coders": [
            {"coder": each.coder.name, "documents": each.documents, "paragraphs": each.paragraphs}
            for each in done.totals
        ],
    }
