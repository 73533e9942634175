"""Dates: full, partial, unknown."""

import pytest

from corpus import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-17", "2024-06-17"),
        ("2024/6/7", "2024-06-07"),
        ("2024年11月12日 08:30", "2024-11-12"),
        ("2024年11月", "2024-11"),
        ("June 17, 2024", "2024-06-17"),
        ("17 June 2024", "2024-06-17"),
        ("Nov. 2024", "2024-11"),
        ("2024", "2024"),
        ("2024-02-30", ""),
        ("Zebra 17, 2024", ""),
        ("soon", ""),
    ],
)
def test_find(text: str, expected: str) -> None:
    assert dates.find(text) == expected


@pytest.mark.parametrize("text", ["", "2024", "2024-11", "2024-11-12", " 2024 "])
def test_check_accepts(text: str) -> None:
    assert dates.check(text) == text.strip()


@pytest.mark.parametrize(
    "text", ["24", "2024-13", "2023-02-29", "2024-1-2", "0000", "12.11.2024", "２０２４x", "today"]
)
def test_check_refuses(text: str) -> None:
    with pytest.raises(ValueError):
        dates.check(text)


def test_year_of_an_unknown_date_is_zero() -> None:
    assert [dates.year_of(text) for text in ("2024-11", "2024", "")] == [2024, 2024, 0]
