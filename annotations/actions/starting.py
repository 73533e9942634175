"""What a new project has of annotations: one open main round, so that nobody must learn the word first."""

from django.utils.translation import gettext as _

from annotations.actions import assigning
from ledger.write import Work
from projects.models import Project


def start_main_round(project: Project, work: Work) -> None:
    """The main round, inside the operation that founds the project."""
    assigning.begin(project, work, name=_("Main"), kind="main")
