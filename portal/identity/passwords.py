"""Passwords: which one may be chosen, how it is kept, and whether one is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from engine.words import Words
from portal.settings import Passwords

SHORTEST: Final = 12
LONGEST: Final = 1000
"""Characters of a password: of what they are is left to the person."""

_COMMON: Final = Path(__file__).parent / "common_passwords.txt"

_SHORT: Final = Words(
    f"The password has fewer than {SHORTEST} characters.",
    f"Le mot de passe compte moins de {SHORTEST} caractères.",
)
_LONG: Final = Words(
    f"The password has more than {LONGEST} characters.",
    f"Le mot de passe compte plus de {LONGEST} caractères.",
)
_COMMONEST: Final = Words(
    "The password is one of those that are tried first; please choose another.",
    "Ce mot de passe est l'un de ceux que l'on essaie en premier ; veuillez en choisir un autre.",
)
_OWN: Final = Words(
    "The password is your address or your name; please choose another.",
    "Ce mot de passe est votre adresse ou votre nom ; veuillez en choisir un autre.",
)


def faults(password: str, own: tuple[str, ...] = ()) -> list[Words]:
    """Everything that stands against choosing this password; `own` are the address and the name of
    whoever chooses it."""
    return list(_faults(password, own))


def _faults(password: str, own: tuple[str, ...]) -> Iterator[Words]:
    if len(password) < SHORTEST:
        yield _SHORT
    if len(password) > LONGEST:
        yield _LONG
    plain = password.casefold()
    if plain in _common() or _repeats(plain):
        yield _COMMONEST
    if plain in {one.casefold() for one in own}:
        yield _OWN


def _repeats(text: str) -> bool:
    """Whether a short piece makes all of it, again and again: "abcabcabcabc"."""
    return 0 < (text + text).find(text, 1) <= _PIECE and len(text) >= SHORTEST


_PIECE: Final = 4


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text("utf-8").split())


@dataclass(frozen=True)
class Verdict:
    """Whether a password is right, and the hash to keep from now on where that has become
    stronger."""

    right: bool
    again: str | None = None


class Locks:
    """What keeps passwords, at the price that the settings name. A few at a time: each takes its
    memory, and many who try at once must not take all there is."""

    def __init__(self, given: Passwords) -> None:
        self._hasher = PasswordHasher(given.passes, given.memory, parallelism=1)
        self._turns = BoundedSemaphore(given.at_once)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("nobody has this password")

    def kept(self, password: str) -> str:
        """What is kept of a password."""
        with self._turns:
            return self._hasher.hash(_bytes(password))

    def judged(self, kept: str | None, password: str) -> Verdict:
        """Whether it is the password of which that is kept. Of nobody it takes just as long."""
        with self._turns:
            right = self._fits(self._nobodys if kept is None else kept, password[: LONGEST + 1])
        if kept is None or not right:
            return Verdict(False)
        weak = self._hasher.check_needs_rehash(kept)
        return Verdict(True, self.kept(password) if weak else None)

    def _fits(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
