"""Nothing that people write runs: hostile strings × every field × the pages that show it. A new field is a new row."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse

from annotations.actions import answering, assigning, pooling
from annotations.actions.changes import Edit
from annotations.models import Assignment, Passage, Question, Round
from corpus.actions import correcting, describing, importing, sourcing
from corpus.drafting import File
from corpus.models import Document, Source
from projects.actions import accounts, founding, inviting, tokens
from projects.models import ApiToken, Invitation
from tests.annotations.deciding import cells, decide, hand_in, verdict
from tests.annotations.people import ask, do
from tests.annotations.people import read as read_all
from tests.security import world
from tests.security.hostile import HOSTILE
from tests.security.imports import last_import, last_import_file, name_of_a_file_to_import
from tests.security.pages import read
from tests.security.world import World
from vocabulary.actions import editing, publishing
from vocabulary.models import Theme


@dataclass(frozen=True)
class Field:
    """Where text is kept: how it gets there through an action, and who sees it on which pages."""

    name: str
    put: Callable[[World, str], object]
    seen_by: str | None
    pages: tuple[str | Callable[[World], str], ...]


def project_text(name: str) -> Callable[[World, str], object]:
    def put(place: World, text: str) -> object:
        place.own.refresh_from_db()
        return founding.change_project(project=place.own, version=place.own.version, actor=None, **{name: text})

    return put


def note(place: World, text: str) -> object:
    return inviting.invite(project=place.own, role="reader", note=text, actor=place.users["mira"])


def name_of_a_token(place: World, text: str) -> object:
    ada = place.users["ada"]
    token, _secret = tokens.make_token(project=place.own, user=ada, name=text, scopes=["read"], actor=ada)
    # Nobody has as many tokens as there are strings.
    ApiToken.objects.exclude(pk=token.pk).update(withdrawn_at=token.created_at)
    return token


def name_of_ada(place: World, text: str) -> object:
    return accounts.change_account(user=place.users["ada"], actor=place.users["root"], first_name=text)


def document_text(name: str) -> Callable[[World, str], object]:
    def put(place: World, text: str) -> object:
        document = Document.objects.get(project=place.own)
        fields = {name: text}
        return describing.change_document(document=document, fields=fields, version=document.version, actor=None)

    return put


def authority(place: World, text: str) -> object:
    source = Source.objects.exclude(documents=None).get(project=place.own)
    return sourcing.change_source(source=source, name=source.name, authority=text, version=source.version, actor=None)


def line_of_a_source(place: World, text: str) -> object:
    return world.habit(place, text)


def text_of_a_file(place: World, text: str) -> object:
    data = f"A title\n\nBefore {text} after.\n".encode()
    return importing.import_text(project=place.own, name=f"{uuid.uuid4()}.txt", data=data, actor=None)


def corrected_text(place: World, text: str) -> object:
    """Beside the current one; what was put up before is rejected."""
    document = Document.objects.get(project=place.own)
    if document.revisions.pending().exists():
        correcting.reject_revision(document=document, version=document.version, actor=None)
    file = File("better.txt", f"{document.revisions.current().get().text}\n\n{text}\n".encode())
    return correcting.propose_revision(document=document, file=file, actor=None)


def name_of_a_file(place: World, text: str) -> object:
    data = f"A title\n\nSome words {uuid.uuid4()}.\n".encode()
    return importing.import_text(project=place.own, name=f"{text}.txt", data=data, actor=None)


def note_of_a_passage(place: World, text: str) -> object:
    passage = Passage.objects.get(coder__user=place.users["ada"])
    assignment = Assignment.objects.with_all().get(coder=passage.coder_id)
    return do(assignment, Edit(id=passage.pk, version=passage.version, note=text))


def question(place: World, text: str) -> object:
    return ask(Assignment.objects.with_all().get(coder__user=place.users["ada"]), text)


def answer(place: World, text: str) -> object:
    asked = Question.objects.get(coder__user=place.users["ada"])
    return answering.answer(question=asked, answer=text, version=asked.version, actor=place.users["sam"])


def comment(place: World, text: str) -> object:
    ada, sam = place.users["ada"], place.users["sam"]
    assignment = Assignment.objects.with_all().get(coder__user=ada)
    read_all(assignment)
    assigning.hand_in(assignment=assignment, actor=ada)
    return assigning.reopen(assignment=assignment, actor=sam, comment=text)


def reason(place: World, text: str) -> object:
    """Why ada skips a document, which sam gives her again before the next one."""
    assignment = Assignment.objects.with_all().get(coder__user=place.users["ada"])
    pooling.fill(round=assignment.round, documents=[assignment.document], each=1, actor=None)
    again = [assignment.document], [assignment.coder]
    assigning.assign_all(round=assignment.round, documents=again[0], coders=again[1], actor=place.users["sam"])
    return pooling.skip(assignment=assignment, reason=text, actor=place.users["ada"])


def reason_of_a_decision(place: World, text: str) -> object:
    """Of a decision that goes against what all say; everybody hands in first."""
    works = [each for each in Assignment.objects.with_all().filter(round__project=place.own) if each.is_open]
    hand_in(*works)
    work = Assignment.objects.with_all().filter(round__project=place.own)[0]
    return decide(work, verdict(cells(work)[0], "no", text), actor=place.users["sam"])


def definition(place: World, text: str) -> object:
    theme = Theme.objects.get(project=place.own, slug="opening-up")
    editing.change_theme(theme=theme, version=theme.version, actor=None, brief_definition=text)
    return publishing.publish(project=place.own, message=text, actor=None)


def words_to_look_for(place: World, text: str) -> object:
    theme = Theme.objects.get(project=place.own, slug="opening-up")
    lexicon = [{"phrase": text, "lang": "en"}]
    editing.change_theme(theme=theme, version=theme.version, actor=None, lexicon=lexicon)
    return publishing.publish(project=place.own, message="words", actor=None)


def name_of_a_round(place: World, text: str) -> object:
    round = Round.objects.get(project=place.own)
    return assigning.change_round(round=round, version=round.version, actor=None, name=text[:100])


def one_round(place: World) -> str:
    return reverse("round_change", args=["openness", Round.objects.get(project=place.own).pk])


def page_of_the_source(place: World) -> str:
    return reverse("source_change", args=["openness", Source.objects.exclude(documents=None).get(project=place.own).pk])


def last_document(place: World) -> str:
    return f"/projects/openness/documents/{Document.objects.filter(project=place.own).order_by('-pk')[0].pk}/"


def history_of_the_passage(place: World) -> str:
    passage = Passage.objects.get(coder__user=place.users["ada"])
    return reverse("passage_detail", args=["openness", passage.pk])


def corrected_page(place: World) -> str:
    return reverse("revision_detail", args=[place.own.slug, Document.objects.get(project=place.own).pk])


def history_of_the_document(place: World) -> str:
    return reverse("document_history", args=["openness", Document.objects.get(project=place.own).pk])


def deciding_page(place: World) -> str:
    return reverse("decision_list", args=["openness", Document.objects.get(project=place.own).pk]) + "?show=all"


def annotate_screen(place: World) -> str:
    return reverse("annotate_detail", args=["openness", Document.objects.get(project=place.own).pk])


DOCUMENTS, PASSAGES = "/projects/openness/documents/", "/projects/openness/passages/"
QUESTIONS, WORK = "/projects/openness/questions/", "/projects/openness/work/"
ROUNDS, BY_RULE = "/projects/openness/rounds/", "/projects/openness/work/distribution/"
COVERAGE, VIEWS = "/projects/openness/coverage/", "/projects/openness/views/"
SKIPPED = f"{WORK}pool/?show=skipped"
IN_MIRAS_PROJECT = ("/projects/openness/", "/projects/openness/people/", "/projects/openness/history/")
FIELDS = [
    Field("name of a project", project_text("name"), "mira", IN_MIRAS_PROJECT),
    Field("guidelines", project_text("guidelines"), "rita", ("/projects/openness/",)),
    Field("note of an invitation", note, "mira", ("/projects/openness/people/",)),
    Field("name of a token", name_of_a_token, "ada", ("/account/tokens/",)),
    Field("name of a person", name_of_ada, "mira", ("/projects/openness/people/",)),
    Field("name of a person, in the admin", name_of_ada, "root", ("/admin/projects/user/",)),
    Field("title of a document", document_text("title"), "ada", (DOCUMENTS, PASSAGES, "/projects/openness/work/")),
    Field("author of a document", document_text("author"), "rita", (DOCUMENTS, last_document)),
    Field("source of a document", document_text("source"), "sam", (DOCUMENTS, PASSAGES, last_document)),
    Field("licence of a document", document_text("licence"), "mira", (last_document,)),
    Field("id of a document", document_text("external_id"), "mira", (last_document,)),
    Field("authority of a source", authority, "mira", (DOCUMENTS, last_document)),
    Field("line of a source", line_of_a_source, "mira", (page_of_the_source,)),
    Field("text of a file", text_of_a_file, "rita", (last_document,)),
    Field("name of a file", name_of_a_file, "mira", (last_document,)),
    Field("name of a file to import", name_of_a_file_to_import, "mira", (last_import, last_import_file)),
    Field("note of a passage", note_of_a_passage, "ada", (PASSAGES, history_of_the_passage)),
    Field("a question", question, "sam", (QUESTIONS, history_of_the_document)),
    Field("a corrected text", corrected_text, "mira", (corrected_page,)),
    Field("a question, to its coder", question, "ada", (QUESTIONS,)),
    Field("an answer", answer, "ada", (QUESTIONS, history_of_the_document)),
    Field("an answer, to be changed", answer, "sam", (QUESTIONS,)),
    Field("comment of returned work", comment, "ada", (WORK, annotate_screen, history_of_the_document)),
    Field("why a document was skipped", reason, "sam", (SKIPPED, history_of_the_document)),
    Field("why a document was skipped, to its coder", reason, "ada", (WORK, annotate_screen, history_of_the_document)),
    Field("reason of a decision", reason_of_a_decision, "sam", (history_of_the_document, deciding_page)),
    Field("definition of a theme", definition, "rita", ("/projects/openness/codebook/",)),
    Field("words to look for", words_to_look_for, "rita", ("/projects/openness/codebook/",)),
    Field("name of a round", name_of_a_round, "sam", (COVERAGE, WORK, ROUNDS, one_round, BY_RULE)),
    Field("name of a saved view", world.saved_view, "mira", (VIEWS,)),
    Field("name of a project, in the admin", project_text("name"), "root", ("/admin/projects/project/",)),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_hostile_text_is_shown_as_it_is_and_never_runs(everything, field):
    for text in HOSTILE:
        field.put(everything, text)
        for page_of in field.pages:
            address = page_of if isinstance(page_of, str) else page_of(everything)
            answer = everything.client(field.seen_by).get(address)
            page = read(answer.text)
            assert answer.status_code == 200
            assert page.dangers == [], text
            assert text in page.text, (address, text)


def test_hostile_note_comes_through_the_form_unchanged(everything):
    for text in HOSTILE:
        everything.client("mira").post(
            reverse("invitation_create", args=["openness"]), {"role": "reader", "note": text}
        )
        assert Invitation.objects.order_by("pk").last().note == text.strip()


# Forms in which something is typed: (who, address, the other fields, the field).
TYPED = [
    *[("sam", BY_RULE, {"coders": "1"}, each) for each in ("round", "share", "sample_number", "seed", "source")],
    *[("sam", "/projects/openness/rounds/start/", {"kind": "pilot"}, each) for each in ("name", "seed", "ends_on")],
    *[("sam", f"{VIEWS}save/", {"name": "x", "address": COVERAGE}, each) for each in ("name", "address", "next")],
    ("mira", "/projects/openness/people/invite/", {"role": "reader"}, "note"),
    ("mira", "/projects/openness/people/invite/", {"note": "x"}, "role"),
    ("mira", "/projects/openness/people/invite/", {"note": "x", "role": "reader"}, "op"),
    *[("ada", "/account/tokens/make/", {}, name) for name in ("project", "name", "scopes", "days", "op")],
    (None, "/sign-in/", {"password": "x"}, "login"),
    (None, "/sign-in/", {"login": "ada"}, "password"),
    (None, "/account/password/reset/", {}, "email"),
    *[("ada", "/account/preferences/", {}, name) for name in ("appearance", "measure", "key_note", "version", "op")],
    ("ada", "/account/password/", {"password1": "abcdefgh1x", "password2": "abcdefgh1x"}, "oldpassword"),
]


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: f"{typed[1]} {typed[3]}")
def test_typed_text_comes_back_harmless(everything, typed):
    who, address, others, name = typed
    for text in [*HOSTILE, "a\x00b", "\ud800", "x" * 100_000]:
        answer = everything.fresh_client(who).post(address, {**others, name: text.encode("utf-8", "surrogatepass")})
        assert answer.status_code < 500, text
        assert read(answer.text).dangers == [], text


@pytest.mark.parametrize(
    "query", ["person=<script>", "verb=%00", "before=-1", "before=9999999999999999999", "person=1__x"]
)
def test_hostile_filter_of_the_history_is_left_out_of_account(everything, query):
    answer = everything.client("mira").get(f"/projects/openness/history/?{query}")
    assert answer.status_code == 200
    assert read(answer.text).dangers == []


@pytest.mark.parametrize("secret", ["%00", "a" * 5000, "%F0%A0%80%80", "..%2F..", "<script>alert(1)<%2Fscript>"])
def test_hostile_secret_finds_no_invitation(everything, secret):
    answer = everything.client(None).get(f"/invitations/{secret}/")
    assert answer.status_code == 404
    assert read(answer.text).dangers == []
