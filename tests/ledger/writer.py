"""One of many writing processes: says "ready", waits for a line, then writes COUNT operations through the ledger."""

import os
import sys

import django


def main(count: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from ledger.write import write  # inline: after the apps are there

    print("ready", flush=True)
    sys.stdin.readline()
    for index in range(count):
        with write(project=None, actor=None, verb="write") as work:
            work.record("line", f"{os.getpid()}-{index}", None, {"index": index})


if __name__ == "__main__":
    main(int(sys.argv[1]))
