"""Which words of an address can be the id of a row."""

LONGEST = 18  # digits that fit every database's ids


def is_id(said: str) -> bool:
    """Whether it is a number no longer than any id; longer ones break the databases' drivers."""
    return said.isdecimal() and len(said) <= LONGEST
