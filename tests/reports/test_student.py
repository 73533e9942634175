"""Quantiles of Student's t beside scipy's."""

import math

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from reports.student import student, students


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 10, 29, 120, 199])
def test_student_is_what_scipy_says(freedom: int) -> None:
    assert math.isclose(student(freedom), stats.t.ppf(0.975, freedom), rel_tol=1e-9)


def test_students_are_that_of_each() -> None:
    assert students(np.array([3, 900, 3])).tolist() == [student(3), student(200), student(3)]
