"""A process of its own that begins an export, lets another connection write, finishes, and says what each saw."""

import json
import os
import threading

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from annotations.models import Assignment  # inline: after the apps are there
    from datasets.exporting import Export, Wish
    from datasets.formats import FORMATS
    from datasets.rows.passages import PASSAGES
    from datasets.selection import Selection
    from ledger.moment import one_moment
    from projects.models import Project
    from reports.moment import operation_number
    from tests.annotations.people import tag

    project, adas = Project.objects.get(slug="openness"), Assignment.objects.get(coder__name="ada")
    selection = Selection(project)
    export = Export(Wish(selection, PASSAGES, FORMATS[0]))
    head = next(export)
    writer = threading.Thread(target=lambda: tag(adas, "Security", "security"))
    writer.start()
    writer.join(timeout=15)
    has_waited = writer.is_alive()
    lines = (head + b"".join(export)).count(b"\r\n") - 1
    with one_moment():
        after = {"number": operation_number(project, None), "rows": PASSAGES.count(selection)}
    tag(adas, "technology", "bri")  # the moment is over: this connection can write again
    said = {"number": export.number, "rows": export.n_rows, "lines": lines, "has_waited": has_waited, "after": after}
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
