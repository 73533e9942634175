"""Four processes accept one invitation at the same moment, on a database of their own: one gets in."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PREPARE = """
from projects.actions import founding, inviting, people
project = founding.create_project(slug="p", name="P", actor=None)
mira = people.create_user(username="mira", password=None, actor=None)
for n in range(4):
    people.create_user(username=f"u{n}", password=None, actor=None)
print("secret", inviting.invite(project=project, role="reader", actor=mira)[1])
"""
ACCEPT = """
import os, time
from pathlib import Path
from projects.actions import inviting
from projects.models import User
user = User.objects.get(username=os.environ["WHO"])
Path(os.environ["READY"]).touch()
while not Path(os.environ["GO"]).exists():
    time.sleep(0.001)
try:
    inviting.accept(secret=os.environ["SECRET"], user=user)
    print("joined")
except inviting.InvitationGone:
    print("gone")
"""
COUNT = "from projects.models import Membership; print('members', Membership.objects.count())"


def test_one_of_four_at_once_gets_in(tmp_path):
    environ = {**os.environ, "TIFA_DATA": str(tmp_path)}
    environ.pop("DATABASE_URL", None)

    def start(*arguments: str, **more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env={**environ, **more}, stdout=subprocess.PIPE, text=True)

    def said(*arguments: str) -> str:
        return start(*arguments).communicate(timeout=120)[0]

    said("migrate", "--verbosity", "0")
    secret = said("shell", "-c", PREPARE).split("secret ")[1].strip()
    go, ready = tmp_path / "go", [tmp_path / f"ready{n}" for n in range(4)]
    racers = [
        start("shell", "-c", ACCEPT, WHO=f"u{n}", SECRET=secret, GO=str(go), READY=str(ready[n])) for n in range(4)
    ]
    while not all(path.exists() for path in ready) and all(racer.poll() is None for racer in racers):
        time.sleep(0.01)
    go.touch()
    results = sorted(racer.communicate(timeout=120)[0].strip().splitlines()[-1] for racer in racers)
    assert results == ["gone", "gone", "gone", "joined"]
    assert "members 1" in said("shell", "-c", COUNT)
