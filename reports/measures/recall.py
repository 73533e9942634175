"""Recall: of the units that have the theme in the key, to how many does a coder give it?"""

from django.utils.translation import gettext_lazy

from reports.measures.base import Measure, Ratings, Value
from reports.measures.patterns import Floats, Patterns
from reports.measures.precision import share, share_many


def recall(ratings: Ratings, positive: Value = 1) -> float:
    """Units with the value in key and coder ÷ those of the key, in [0, 1]. Rows are (key, coder).

    van Rijsbergen 1979, Information Retrieval, 2nd ed., ch. 7. Units that one of the two left out do not count. Raises
    NotEstimable for rows of another length, and where the key has the value nowhere.
    """
    return share(ratings, positive, of=0)


def recall_many(patterns: Patterns, counts: Floats) -> Floats:
    """`recall` of each row of counts, nan where it has none."""
    return share_many(patterns, counts, 1, of=0)


RECALL = Measure(
    name="recall",
    title=gettext_lazy("Recall"),
    question=gettext_lazy("Of what has the theme in the key, how much does the coder give it?"),
    source="van Rijsbergen 1979",
    compute=recall,
    compute_many=recall_many,
    most=2,
)
