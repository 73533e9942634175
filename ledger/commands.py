"""How the commands of Tifa refuse: in a sentence, with an exit status of docs/contract.md, and in JSON when asked."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from ledger.problems import Problem

REFUSED, USAGE = 1, 2  # exit statuses


class Refusal(CommandError):
    """A command that did nothing of what was asked, and why; `status` is the exit status, REFUSED or USAGE."""

    def __init__(self, message: str, *, status: int = REFUSED, rule: str = "invalid", field: str = "") -> None:
        super().__init__(message, returncode=status)
        self.problem = Problem(message, field=field)
        self.problem.rule = rule


class NotThere(Refusal):
    """Something named on the command line does not exist; `field` is the option that named it."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message, status=USAGE, rule="not-found", field=field)


class TifaCommand(BaseCommand):
    """A command that with --json ends with one line of JSON, also when it refuses. Problems of actions are refusals."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except Refusal as refused:
            self._end_with_json(refused.problem, options)
            raise
        except Problem as problem:
            self._end_with_json(problem, options)
            raise CommandError(problem.message.replace("; ", "\n"), returncode=REFUSED) from problem

    def voice(self, options: dict[str, Any]) -> OutputWrapper:
        """Where what is said goes."""
        return self.stdout

    def _end_with_json(self, problem: Problem, options: dict[str, Any]) -> None:
        if options.get("json"):
            said = {"error": {"rule": problem.rule, "message": problem.message, "field": problem.field}}
            self.voice(options).write(json.dumps(said, ensure_ascii=False))
