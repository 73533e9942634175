"""Makes a token by which a program uses the API in a member's place, and prints it: it is told only this once."""

from datetime import timedelta
from typing import Any

from django.core.management.base import CommandParser

from ledger.commands import NotThere, TifaCommand
from projects.actions import tokens
from projects.models import Project, User
from projects.rights import Scope


class Command(TifaCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--project", required=True, help="its short name, as in addresses")
        parser.add_argument("--scopes", required=True, help=f"some of {','.join(Scope.values)}, with commas between")
        parser.add_argument("--name", default="command line", help="by which its owner knows it")
        parser.add_argument("--days", type=int, help="how long it is valid; without, until it is withdrawn")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username__iexact=options["username"]).first()
        if user is None:
            raise NotThere(f"There is no account {options['username']!r}.", field="username")
        project = Project.objects.filter(slug=options["project"]).first()
        if project is None:
            raise NotThere(f"There is no project {options['project']!r}.", field="project")
        scopes = [scope.strip() for scope in options["scopes"].split(",")]
        if unknown := [scope for scope in scopes if scope not in Scope.values]:
            raise NotThere(f"There is no scope {unknown[0]!r}.", field="scopes")
        valid_for = timedelta(days=options["days"]) if options["days"] is not None else None
        _token, secret = tokens.make_token(
            project=project, user=user, name=options["name"], scopes=scopes, valid_for=valid_for, actor=None
        )
        self.stdout.write(secret)
