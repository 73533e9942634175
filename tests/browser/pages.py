"""Every page of the site, read from the URLconf, with an object for each thing an address names."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.utils import quote
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils.http import int_to_base36

from annotations.actions import answering, assigning, deciding, pooling
from annotations.models import Assignment, Round
from corpus.actions import describing, importing, previewing, receiving, remembering
from corpus.drafting import File
from corpus.models import Document
from corpus.sandbox.reader import Reader
from projects.actions import accounts, inviting
from projects.models import Membership, Project, User
from reports.actions import saved_views
from tests.annotations import people
from tests.annotations.pool import skip, take
from tests.conftest import assign
from tests.datasets.preparing import finished
from tests.security.routes import ADMIN, ROUTES

PASSWORD = "the long march of correct horses"
ASKED = {  # of pages that are there, or show something, only for what is asked
    "cooccurrence_list": "?theme=trade&other=opening-up",
    "two_groups_detail": "?a-year=0&b-since=1",
}


def addresses(names: list[str], things: dict[str, Any]) -> dict[str, str]:
    """The address of each named route, filled with the given things; one route's own are under "route kwarg"."""
    return {
        name: ROUTES[name].address(
            **{each: things.get(f"{name} {each}") or things[each] for each in ROUTES[name].kwargs}
        )
        + ASKED.get(name, "")
        for name in names
    }


def admin_addresses() -> dict[str, str]:
    """The address of each page of the Django admin, at the first object of its model; those that have one."""
    models = {f"admin:{model._meta.app_label}_{model._meta.model_name}": model for model in apps.get_models()}
    found: dict[str, str] = {}
    for name in (name for name in ADMIN if "/" not in name):  # a nameless one only redirects
        kwargs = ROUTES[name].kwargs
        first = models[name.rpartition("_")[0]].objects.first() if kwargs == ("object_id",) else None
        if not kwargs or first:
            found[name] = ROUTES[name].address(object_id=first and quote(first.pk))
    return found


def is_page(client: Client, name: str, address: str) -> bool:
    """Whether GET answers a page of its own: not another route's, not a file, not a form's target."""
    answer = client.get(address, follow=True)
    answer.close()  # a stream that nobody reads would keep its transaction open
    assert answer.status_code in {200, 403, 405, 503}, (address, answer.status_code)  # 503: no worker beside the tests
    is_html = answer.headers["Content-Type"].startswith("text/html")
    return answer.status_code == 200 and is_html and answer.resolver_match.view_name == name


@pytest.fixture
def things(
    project: Project, codebook: None, document: Document, ada: User, ben: User, rita: User, mira: User, round: Any
) -> dict[str, Any]:
    """A project in the middle of its work; mira manages it and codes the same article as ada."""
    accounts.change_password(user=mira, password=PASSWORD, actor=mira)
    work, adas = assign(document, mira, round), assign(document, ada, round)
    passage = people.tag(work, "Trade grows fast.", "trade", "opening-up", unsure=("trade",), note="Clear enough")
    people.tag(work, "grows", "bri")
    doubtful = people.tag(adas, "Trade grows", "self-reliance")
    question = people.ask(adas, "Is this self-reliance, or trade?", passage=doubtful.pk)
    answering.answer(question=people.ask(work, "And this?"), answer="No theme.", version=1, actor=mira)
    hand_in(adas)
    pooling.fill(round=round, documents=[document], each=2, actor=mira)
    skip(take(round, ben), "I know its author")
    fields = {"source": "Qiushi", "published": "2024-11"}
    describing.change_document(document=document, fields=fields, version=document.version, actor=mira)
    document.refresh_from_db()
    decidable = differing(project, ada, ben, round)
    invitation, secret = inviting.invite(project=project, role="annotator", note="for Wang", actor=mira)
    view = saved_views.save_view(project=project, name="Largest first", address="coverage/?by=share", actor=mira)
    always = {"by": "line", "value": "Read more", "kind": "furniture"}
    return {
        "project": project.slug,
        "habit": remembering.remember(project=project, source="Qiushi", actor=mira, **always).pk,
        "view": view.pk,
        "batch": seen_import(project, mira),
        "number": 1,
        "document": document.pk,
        "decision_list document": decidable.pk,
        "source": document.source_id,
        "passage": passage.pk,
        "question": question.pk,
        "assignment": work.pk,
        "round": round.pk,
        "table": "passages",
        "format": "csv",
        "suffix": "csv",
        "figure": "themes",
        "secret": secret,
        "job": finished(Membership.objects.get(project=project, user=mira)).pk,
        "uidb36": int_to_base36(ada.pk),
        "key": default_token_generator.make_token(ada),
        "invitation_withdraw pk": invitation.pk,
        "pk": Membership.objects.get(project=project, user=ada).pk,
    }


def seen_import(project: Project, user: User) -> int:
    """An import that was read and waits: one file whose encoding is a guess, one that is refused."""
    batch = receiving.open_import(project=project, actor=user)
    guessed = File("speech.txt", ("中国对外开放的大门越开越大。\n\n" * 8).encode("gb18030"))
    receiving.add_files(batch=batch, files=[guessed, File("bad.txt", b"\0")], actor=user)
    receiving.begin_reading(batch=batch, actor=user, has_job=False)
    with Reader() as reader:
        previewing.read_some(batch=batch, reader=reader)
    return batch.pk


def differing(project: Project, ada: User, ben: User, round: Round) -> Document:
    """A document to decide: with agreement, with differences of each kind, one of them decided."""
    text = "Another article\n\nTrade grows. Doors open. Countries meet. Safety first.\n\nNothing more is said."
    document = importing.import_text(project=project, name="another.txt", data=text.encode(), actor=None)
    works = [assign(document, user, round) for user in (ada, ben)]
    for work in works:
        people.tag(work, "Countries meet.", "bri")
    people.tag(works[0], "Trade grows.", "trade", note="It grows.")
    people.tag(works[0], "Doors open.", "opening-up", unsure=("opening-up",))
    people.tag(works[1], "Doors", "opening-up", "security")
    asked = people.tag(works[1], "Safety first.", "security")
    people.ask(works[1], "Is this security?", passage=asked.pk)
    for work in works:
        hand_in(work)
    deciding.decide_by_rule(round=round, document=document, rule="agreement", actor=None)
    return document


def hand_in(assignment: Assignment) -> None:
    people.read(assignment, *people.paragraphs(assignment))
    assigning.hand_in(assignment=assignment, actor=assignment.coder.user)
