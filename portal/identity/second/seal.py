"""Sealing the secret of one-time codes: the database alone gives it to nobody."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal.settings import Settings

NONCE: Final = 12
"""Bytes, drawn anew for each seal."""


class Unopened(ValueError):
    """What was sealed cannot be opened: by another key, for another account, or changed since."""


def can_seal(settings: Settings) -> bool:
    """Whether secrets may be kept here. In production not without a key; elsewhere an empty key
    seals as well, and hides the secret from nobody."""
    return bool(settings.secret_key) or not settings.production


def sealed(settings: Settings, account: int, secret: str) -> str:
    """The secret of that account, sealed."""
    nonce = os.urandom(NONCE)
    inside = AESGCM(_key(settings)).encrypt(nonce, secret.encode(), _bound(account))
    return urlsafe_b64encode(nonce + inside).decode()


def opened(settings: Settings, account: int, kept: str) -> str:
    """The secret, as it was sealed for that account. Unopened."""
    try:
        raw = urlsafe_b64decode(kept)
        inside = AESGCM(_key(settings)).decrypt(raw[:NONCE], raw[NONCE:], _bound(account))
    except (ValueError, InvalidTag) as fault:
        raise Unopened from fault
    return inside.decode()


def _key(settings: Settings) -> bytes:
    # The same setting may serve for other things: each has a key of its own, derived from it.
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ich-dossiers: one-time codes")
    return derived.derive(settings.secret_key.encode())


def _bound(account: int) -> bytes:
    # Whoever can write rows cannot give an account the secret of another.
    return str(account).encode()
