"""Random tokens: the person holds the token, the database only its hash."""

import secrets
from hashlib import sha256
from typing import Final

BYTES: Final = 32
"""256 bits. Whoever guessed a thousand million times a second, for as long as the Convention has
existed, would have a chance in 10^57 of meeting one: counting the guesses would protect nobody."""


def new_token() -> str:
    """A token that nobody can guess, for an address or a cookie: 43 letters, digits, - and _."""
    return secrets.token_urlsafe(BYTES)


def kept(token: str) -> str:
    """What the database keeps of a token; of any text at all, for it is a stranger who brings it.

    Rows are looked up by this hash, so what the time of a look-up could tell is of a hash alone.
    """
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
