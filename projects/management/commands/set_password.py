"""Sets the password of an account, typed twice or piped in, and ends its sessions."""

from typing import Any

from django.core.management.base import CommandParser

from ledger.commands import NotThere, TifaCommand
from projects.actions import accounts
from projects.models import User
from projects.passwords import typed_password


class Command(TifaCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username__iexact=options["username"]).first()
        if user is None:
            raise NotThere(f"There is no account {options['username']!r}.", field="username")
        accounts.change_password(user=user, password=typed_password(user), actor=None)
        self.stdout.write(f"{user.username} has a new password.")
