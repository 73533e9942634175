"""Migration operations that make rows immutable by trigger, on SQLite and on PostgreSQL."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MESSAGE = "this row is immutable"
SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE {of} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE {of} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
)


class Immutable(migrations.RunPython):
    """Refuse UPDATE (of the named columns, or of any) and DELETE of a table's rows."""

    def __init__(self, table: str, columns: tuple[str, ...] = ()) -> None:
        self.table, self.columns = table, columns
        super().__init__(self._create, self._drop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table, self.columns], {}

    def _create(self, apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
        of = f"OF {', '.join(self.columns)}" if self.columns else ""
        for statement in statements:
            schema_editor.execute(statement.format(table=self.table, of=of, message=MESSAGE), params=None)

    def _drop(self, apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {self.table}"
        for name in ("no_update", "no_delete"):
            schema_editor.execute(f"DROP TRIGGER {self.table}_{name}{on}", params=None)
