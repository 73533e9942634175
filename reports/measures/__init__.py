"""Coefficients of agreement, one a file: pure functions from what coders said to a number, or a reason why not."""

from reports.measures.ac1 import AC1
from reports.measures.alpha import ALPHA
from reports.measures.base import Measure, NotEstimable, Ratings
from reports.measures.f1 import F1
from reports.measures.kappa import KAPPA
from reports.measures.percent import PERCENT

__all__ = ["MEASURES", "Measure", "NotEstimable", "Ratings"]

# In the order of the page.
MEASURES = (PERCENT, ALPHA, KAPPA, F1, AC1)
