"""An import as a manager makes it on its pages, with the work of its jobs done at once."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from corpus.models import ImportBatch, ImportFile
from jobs.running import run_next
from jobs.worker import Worker
from projects.models import Project

Files = tuple[str, bytes]


def address(name: str, project: Project, *args: Any) -> str:
    return reverse(name, args=[project.slug, *args])


def work() -> None:
    """Do what waits, as a worker does it."""
    worker = Worker()
    while run_next(worker._keeper):
        pass


def send(client: Client, project: Project, *files: Files, **more: Any) -> ImportBatch:
    """Choose files and press Check; the import they make."""
    sent = {"upload": [SimpleUploadedFile(name, data) for name, data in files], **more}
    answer = client.post(address("document_import", project), sent)
    assert answer.status_code == 302
    return ImportBatch.objects.latest("pk")


def read(client: Client, project: Project, *files: Files, **more: Any) -> ImportBatch:
    """The same, and everything was read."""
    batch = send(client, project, *files, **more)
    work()
    return now(batch)


def store(client: Client, project: Project, batch: ImportBatch, **said: Any) -> ImportBatch:
    """Press the button, and everything is stored."""
    client.post(address("import_store", project, batch.pk), {"version": now(batch).version, **said})
    work()
    return now(batch)


def shown(client: Client, project: Project, batch: ImportBatch, query: str = "") -> str:
    return client.get(address("import_detail", project, batch.pk) + query).content.decode()


def now(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def outcomes(batch: ImportBatch) -> dict[str, str]:
    return dict(ImportFile.objects.of(batch).values_list("name", "status"))
