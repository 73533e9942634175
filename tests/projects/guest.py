"""One process of a race: `python -m tests.projects.guest USER SECRET` accepts the invitation with this secret."""

import os
import sys

import django


def main(user: int, secret: str) -> str:
    """What became of it: joined or gone."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from projects.actions import inviting  # inline: after the apps are there
    from projects.models import User

    guest = User.objects.get(pk=user)
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        inviting.accept(secret=secret, user=guest)
    except inviting.InvitationGone:
        return "gone"
    return "joined"


if __name__ == "__main__":
    print(main(int(sys.argv[1]), sys.argv[2]))
