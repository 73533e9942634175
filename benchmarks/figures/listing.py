"""Lists over HTTP, beside a bare read of the rows they show."""

from django.db import connection
from django.urls import reverse

from figures.site import Site
from figures.table import row, share, timed

LISTS = (
    (
        "the documents of the project",
        "document_list",
        "SELECT id, title, author, published, language FROM corpus_document WHERE project_id = %s ORDER BY title, id"
        " LIMIT 50",
    ),
    (
        "what is assigned to me",
        "assignment_list",
        "SELECT a.id, a.document_id, a.handed_in_at FROM annotations_assignment a JOIN annotations_round r"
        " ON r.id = a.round_id WHERE r.project_id = %s ORDER BY a.id LIMIT 50",
    ),
    (
        "passages",
        "passage_list",
        "SELECT p.id, p.quote, p.start FROM annotations_passage p JOIN annotations_round r ON r.id = p.round_id"
        " WHERE r.project_id = %s ORDER BY p.document_id, p.paragraph_id, p.start LIMIT 50",
    ),
    (
        "themes by document (coverage)",
        "coverage_detail",
        "SELECT u.theme_id, u.document_id, COUNT(*) FROM annotations_unittheme u JOIN annotations_round r"
        " ON r.id = u.round_id WHERE r.project_id = %s GROUP BY u.theme_id, u.document_id",
    ),
)


def measure(site: Site) -> None:
    reader = site.reader(site.ada)
    for name, route, sql in LISTS:
        address = reverse(route, args=[site.project.slug])
        ours = timed(lambda address=address: reader.get(address), times=15)
        raw = timed(lambda sql=sql: _read(sql, site.project.pk), times=15)
        row(f"list {name}, p50", share(ours, 0.5), share(raw, 0.5))


def _read(sql: str, project: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [project])
        cursor.fetchall()
