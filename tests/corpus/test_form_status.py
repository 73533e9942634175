"""A form about texts that has faults says so by its status, too."""

from django.test import Client

from corpus.models import Document, Source
from projects.models import Project, User
from tests.corpus.test_pages import address, make_documents


def test_form_with_a_fault_answers_422(client: Client, mira: User, project: Project) -> None:
    client.force_login(mira)
    make_documents(project, 1)
    document, source = Document.objects.get(), Source.objects.get()
    asked = {
        address("document_import", project): {},
        address("document_change", project, document.pk): {"title": "A", "published": "never", "version": 1},
        address("source_change", project, source.pk): {"name": "", "version": 1},
    }
    assert [client.post(page, sent).status_code for page, sent in asked.items()] == [422, 422, 422]
