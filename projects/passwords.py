"""Asking for a password on the command line."""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from projects.models import User


def typed_password(user: User) -> str:
    """A password for `user`, typed twice, or one line of standard input; raises CommandError when it is too weak."""
    if sys.stdin.isatty():
        password = getpass("Password: ")
        if password != getpass("Again: "):
            raise CommandError("The two passwords differ.")
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise CommandError(" ".join(refused.messages)) from refused
    return password
