"""`python -m corpus.sandbox.child`: reads one file after the other from its input, and answers with documents."""

import sys
from typing import IO, Any

from corpus.sandbox import frames, limits


def main() -> None:
    limits.leave_the_network()  # before anything is loaded that starts a thread
    from django.conf import settings

    settings.configure(USE_I18N=True, LOCALE_PATHS=["locale"])  # none of the site's own: no secret is here to be found
    import django

    django.setup()
    from corpus import importers, sentences

    sentences.split("Loaded once. Before the memory is counted.")
    limits.confine()
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    while (asked := frames.receive(questions)) is not None and (data := frames.receive(questions)) is not None:
        limits.renew_seconds()
        _answer(answers, importers.BY_NAME, frames.unpacked(asked), data)


def _answer(answers: IO[bytes], by_name: Any, asked: dict[str, str], data: bytes) -> None:
    """Documents, a refusal, or the name of what went wrong inside the importer."""
    from django.utils import translation

    from corpus.importers.base import Unreadable

    try:
        with translation.override(asked["language"]):
            body = frames.packed({"documents": list(by_name[asked["importer"]].read(data, asked["encoding"]))})
    except Unreadable as no:
        body = frames.packed({"refused": str(no), "rule": no.rule, "line": no.line, "column": no.column})
    except MemoryError:
        body = frames.packed({"failed": "memory"})
    except Exception as error:  # whatever a library stumbles over in a strange file, it is that file's fault
        body = frames.packed({"failed": type(error).__name__})
    frames.send(answers, body)


if __name__ == "__main__":
    main()
