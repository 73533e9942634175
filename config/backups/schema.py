"""The tables of the installation: which migrations made them, what they hold, whether they are still empty."""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config.backups.manifest import Scope, Table

Node = tuple[str, str]  # app and name of a migration

APPLIED = "django_migrations"
# What the installation fills by itself, before anybody did anything.
OWN = {APPLIED, "django_content_type", "auth_permission", "django_session", settings.CACHES["default"]["LOCATION"]}
OWN |= {"jobs_job", "jobs_schedule", "jobs_worker"}
COUNT = "SELECT COUNT(*) FROM {}"  # a quoted name
SCOPES = """
    SELECT project_id, COUNT(DISTINCT ledger_operation.id), COUNT(ledger_event.id)
    FROM ledger_operation LEFT JOIN ledger_event ON ledger_event.operation_id = ledger_operation.id GROUP BY project_id
"""


def applied() -> list[Node]:
    """The migrations that made the tables, in order of app and name; empty when there are no tables."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def is_behind() -> bool:
    """Whether migrations of this Tifa wait to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def unknown(nodes: Iterable[Node]) -> list[Node]:
    """Those migrations that this Tifa does not have: a newer one has made them."""
    known = MigrationLoader(None).disk_migrations or {}
    return [node for node in nodes if node not in known]


def migrate_to(nodes: Iterable[Node]) -> None:
    """Bring empty tables to where exactly these migrations, no more, have been applied."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    wanted = {node for node in nodes if node in graph.nodes}
    followed = {parent.key for node in wanted for parent in graph.node_map[node].parents if parent.key[0] == node[0]}
    executor.migrate(sorted(wanted - followed))


def names() -> list[str]:
    """Every table there is, in order; what the cache keeps is no data and left out."""
    with connection.cursor() as cursor:
        found = connection.introspection.table_names(cursor)
    return sorted(set(found) - {settings.CACHES["default"]["LOCATION"]})


def known_names() -> list[str]:
    """Those tables of this Tifa that are there, that of its migrations among them."""
    found = {*connection.introspection.django_table_names(only_existing=True, include_views=False), APPLIED}
    return sorted(found & set(names()))


def filled() -> list[str]:
    """The tables in which somebody's work stands; empty in an empty installation."""
    return [name for name, table in counted().items() if table.rows and name not in OWN]


def counted(only: Iterable[str] | None = None) -> dict[str, Table]:
    """How many rows each table has."""
    wanted = names() if only is None else only
    return {name: Table(rows=_one(COUNT.format(connection.ops.quote_name(name)))) for name in wanted}


def scopes() -> list[Scope]:
    """How far the history of the site and of each project goes, in one moment when asked within one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, slug FROM projects_project ORDER BY id")
        projects = cursor.fetchall()
        cursor.execute("SELECT scope, number FROM ledger_counter")
        numbers = dict(cursor.fetchall())
        cursor.execute(SCOPES)
        counts = {project or 0: (operations, events) for project, operations, events in cursor.fetchall()}
    seals = _seals()
    return [
        Scope(
            project=slug,
            number=numbers.get(pk, 0),
            operations=counts.get(pk, (0, 0))[0],
            events=counts.get(pk, (0, 0))[1],
            seal=seals.get(pk, ""),
        )
        for pk, slug in [(0, None), *projects]
    ]


def originals() -> list[str]:
    """The SHA-256 of each imported file that the database knows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sha256 FROM corpus_original ORDER BY sha256")
        return [row[0] for row in cursor.fetchall()]


def _seals() -> dict[int, str]:
    """The last seal of each scope; none where tables are older than seals."""
    if "ledger_seal" not in names():
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(project_id, 0), sha256 FROM ledger_seal ORDER BY from_number")
        return dict(cursor.fetchall())


def _one(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])
