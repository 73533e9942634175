"""Texts in the site's admin: changed through actions, never typed in, never deleted."""

import pytest
from django.test import Client
from django.urls import reverse

from corpus.models import Document, Paragraph
from ledger.models import Operation
from ledger.replay import differences
from projects.models import User
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_root(client: Client, db: None) -> Client:
    root = make_user("root")
    User.objects.filter(pk=root.pk).update(is_superuser=True, is_staff=True)
    client.force_login(User.objects.get(pk=root.pk))
    return client


def page(name: str, *args: int) -> str:
    return reverse(f"admin:corpus_{name}", args=args)


@pytest.mark.parametrize("model", ["document", "paragraph", "source"])
def test_nothing_is_added_by_hand(as_root: Client, document: Document, model: str) -> None:
    assert as_root.get(page(f"{model}_changelist")).status_code == 200
    assert as_root.get(page(f"{model}_add")).status_code == 403


def test_nothing_is_deleted(as_root: Client, document: Document) -> None:
    row = Paragraph.objects.of(document)[0]
    assert as_root.post(page("document_delete", document.pk), {"post": "yes"}).status_code == 403
    assert as_root.post(page("paragraph_delete", row.pk), {"post": "yes"}).status_code == 403


def test_document_is_found_and_shows_its_paragraphs(as_root: Client, document: Document) -> None:
    assert "A short article" in as_root.get(page("document_changelist") + "?q=Li+Hua").content.decode()
    assert "Security comes first." in as_root.get(page("document_change", document.pk)).content.decode()
    linked = as_root.get(page("paragraph_changelist") + f"?document={document.pk}").content.decode()
    assert "Security comes first." in linked


def test_document_is_described_through_the_action(as_root: Client, document: Document) -> None:
    sent = {"title": "B", "author": "", "language": "en", "published": "2024", "source_name": "Qiushi", "version": "1"}
    assert as_root.post(page("document_change", document.pk), sent).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.author, document.year, str(document.source)) == ("B", "", 2024, "Qiushi")
    assert Operation.objects.get(verb="describe document").actor.username == "root"  # type: ignore[union-attr]
    assert list(differences(document.project)) == []


def test_wrong_value_is_shown_in_the_admin(as_root: Client, document: Document) -> None:
    sent = {"title": "B", "language": "en", "published": "soon", "version": "1"}
    assert "is no date" in as_root.post(page("document_change", document.pk), sent).content.decode()


def test_document_from_an_old_version_is_a_409(as_root: Client, document: Document) -> None:
    sent = {"title": "B", "language": "en", "version": "5"}
    assert as_root.post(page("document_change", document.pk), sent).status_code == 409


def test_kind_is_changed_through_the_action_and_the_text_is_not(as_root: Client, document: Document) -> None:
    row = Paragraph.objects.of(document)[2]
    sent = {"kind": "quotation", "is_codable": "on", "version": "1", "text": "x"}
    assert as_root.post(page("paragraph_change", row.pk), sent).status_code == 302
    now = Paragraph.objects.get(pk=row.pk)
    assert (now.kind, now.version, now.text) == ("quotation", 2, row.text)
    assert list(differences(document.project)) == []
