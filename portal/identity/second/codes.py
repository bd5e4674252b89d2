"""One-time codes (TOTP, RFC 6238): the secret, its picture for a telephone, and which code fits."""

import io
from datetime import datetime
from hmac import compare_digest
from typing import Final

import pyotp
import segno

ISSUER: Final = "ich-dossiers"

AROUND: Final = (0, -1, 1)
"""Steps of thirty seconds: clocks may differ by one, either way."""


def new_secret() -> str:
    """A secret of 160 bits, in capital letters and digits."""
    return pyotp.random_base32()


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """The time step whose code somebody typed, spaces or not; None where it is none of now."""
    codes = pyotp.TOTP(secret)
    plain = "".join(typed.split())
    current = codes.timecode(now)
    fits = [
        current + by
        for by in AROUND
        if compare_digest(codes.generate_otp(current + by).encode(), plain.encode())
    ]
    return fits[0] if fits else None


def picture(secret: str, address: str) -> bytes:
    """The picture (SVG) that a telephone reads the secret from; it calls it by the address."""
    told = pyotp.TOTP(secret).provisioning_uri(name=address, issuer_name=ISSUER)
    drawn = io.BytesIO()
    # White of its own: on a dark page a telephone would not find the corners.
    segno.make(told, micro=False).save(drawn, kind="svg", scale=5, border=4, light="white")
    return drawn.getvalue()


def in_groups(secret: str) -> str:
    """The secret as one copies it by hand: "ABCD EFGH"."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
