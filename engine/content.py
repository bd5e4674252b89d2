"""The one text of a content, and the hash that names it."""

import json
from datetime import UTC, datetime
from hashlib import sha256

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


def canonical(content: object) -> str:
    """The one JSON text of a content: sorted keys, no spaces, so that equal contents hash alike."""
    return _encode(content)


def digest(content: object) -> str:
    """SHA-256 of the canonical text, 64 hexadecimal digits."""
    return sha256(_encode(content).encode()).hexdigest()


def stamp(moment: datetime) -> str:
    """An instant as it is stored and hashed: UTC, `2027-03-31T16:00:00.000000+00:00`."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
