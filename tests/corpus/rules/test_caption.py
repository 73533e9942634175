"""Credits of photographers are found behind the questions that are asked first."""

import pytest

from corpus.rules import caption


@pytest.mark.parametrize(
    "credit",
    [
        "He opens it. (Photo: Our Archive.",
        "He opens it. AP/John Smith.",
        "He opens it. [Illustration Ann Example]",
        "The port at night. Image courtesy of the port",
        "港口夜景。图片来源：本报",
        "The port at night. PORT AUTHORITY / OUR ARCHIVE",
    ],
)
def test_a_credit_is_found_behind_what_is_asked_first(credit: str) -> None:
    assert caption._is_credited(credit)
    assert caption._is_credited(f"{'Long before it. ' * 40}{credit}")
