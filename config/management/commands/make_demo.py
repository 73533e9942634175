"""Makes the demo project from seeds/, once, and prints who can sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from config import demo


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-missing", action="store_true", help="say little when the demo is there already")

    def handle(self, *args: Any, **options: Any) -> None:
        made = demo.make()
        if made:
            self._tell(made)
        elif not options["if_missing"]:
            self.stdout.write(f"The demo project {demo.SLUG} is there already; nothing was changed.")
        if not made:
            self.stdout.write(f"Tifa: {settings.TIFA_ORIGIN}/  (a new password: manage.py set_password USERNAME)")

    def _tell(self, made: list[demo.SignIn]) -> None:
        rows = [
            ("sign in as", "password", "who is"),
            *((row.username, row.password or "as before", row.role) for row in made),
        ]
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        self.stdout.write(f"The demo is ready: {settings.TIFA_ORIGIN}/\n\n")
        for name, password, role in rows:
            self.stdout.write(f"  {name:{widths[0]}}  {password:{widths[1]}}  {role}")
        self.stdout.write("\nThese passwords are shown only now. A new one: manage.py set_password USERNAME")
