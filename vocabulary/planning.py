"""What importing a codebook file would do to a project, seen before anything is done."""

from dataclasses import asdict, dataclass
from typing import Any

from vocabulary import differences
from vocabulary.checking import relations
from vocabulary.comparing import Target, compare
from vocabulary.content import About, CodebookContent
from vocabulary.models import CodebookVersion
from vocabulary.problems import InvalidCodebook
from vocabulary.states import Drafts


@dataclass(frozen=True)
class Plan:
    """The file's content, each theme as it should become, what the codebook says otherwise about itself.

    `number` is the latest published version that was looked at; 0 when there is none.
    """

    content: CodebookContent
    targets: list[Target]
    about: list[differences.Difference]
    number: int

    @property
    def added(self) -> list[Target]:
        return [target for target in self.targets if target.outcome == "added"]

    @property
    def changed(self) -> list[Target]:
        return [target for target in self.targets if target.outcome == "changed"]

    @property
    def retired(self) -> list[Target]:
        return [target for target in self.targets if target.outcome == "retired"]

    @property
    def unchanged(self) -> list[Target]:
        return [target for target in self.targets if target.outcome == "unchanged"]

    @property
    def work(self) -> list[Target]:
        """The themes that would be written."""
        return [*self.added, *self.changed, *self.retired]

    @property
    def changes_nothing(self) -> bool:
        return not self.work and not self.about


def plan(project: Any, content: CodebookContent) -> Plan:
    """Compare a file with the themes that are there, drafts included; raises InvalidCodebook where the two clash."""
    drafts = Drafts.of(project)
    now = {pk: drafts.content(theme) for pk, theme in drafts.themes.items()}
    targets = compare(now, content.themes)
    faults = list(relations.clashes([target.content for target in targets]))
    if faults:
        raise InvalidCodebook(faults)
    last = CodebookVersion.objects.published(project)
    before = last.snapshot["codebook"] if last else asdict(About())
    return Plan(content, targets, _about(before, asdict(content.about)), last.number if last else 0)


def _about(before: dict[str, Any], after: dict[str, Any]) -> list[differences.Difference]:
    return [
        differences.difference(name, before.get(name), value)
        for name, value in after.items()
        if before.get(name) != value
    ]
