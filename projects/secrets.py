"""What somebody may show to be let in: made at random, told once, kept as its SHA-256."""

import hashlib
import secrets


def new_secret() -> str:
    """256 random bits, for addresses and headers."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a secret: the SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
