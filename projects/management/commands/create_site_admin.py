"""Makes a site admin, or makes an existing account one; through the history, unlike Django's own command."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from projects.actions import accounts, people
from projects.models import User
from projects.passwords import typed_password


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["username"]
        user = User.objects.filter(username__iexact=name).first()
        if user is None:
            password = typed_password(User(username=name, email=options["email"]))
            people.create_user(
                username=name, password=password, actor=None, email=options["email"], is_superuser=True, is_staff=True
            )
        else:
            accounts.change_account(user=user, actor=None, is_superuser=True, is_active=True)
        self.stdout.write(f"{name} is a site admin.")
