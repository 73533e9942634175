"""Text of an import that is not stored yet: how it gets there, and the pages that show it."""

import uuid

from django.urls import reverse

from corpus.actions import choosing, previewing, receiving
from corpus.drafting import File
from corpus.sandbox.reader import Reader
from tests.security.world import World


def name_of_a_file_to_import(place: World, text: str) -> object:
    """And what is said of it before it is imported."""
    mira, words = place.users["mira"], f"A title\n\nSome words {uuid.uuid4()}.\n"
    batch = receiving.open_import(project=place.own, actor=mira)
    receiving.add_files(batch=batch, files=[File(f"{text}.txt", words.encode())], actor=mira)
    receiving.begin_reading(batch=batch, actor=mira, has_job=False)
    with Reader() as reader:
        previewing.read_some(batch=batch, reader=reader)
    file = batch.files.get()
    said = {"fields": {"title": text, "author": text}, "version": 1}
    return choosing.describe_document(file=file, part="", actor=mira, **said)


def last_import(place: World) -> str:
    return reverse("import_detail", args=["openness", place.own.import_batches.latest("pk").pk])


def last_import_file(place: World) -> str:
    return reverse("import_file_detail", args=["openness", place.own.import_batches.latest("pk").pk, 1])
