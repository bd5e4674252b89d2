"""What a notice says, and its signature by the Standard Webhooks scheme. The only importer of
`standardwebhooks`."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from secrets import token_bytes
from typing import Final

from standardwebhooks import Webhook

from engine.content import canonical
from engine.runtime.notices import Notice

BEGINS: Final = "whsec_"
_BYTES: Final = 32


def new_secret() -> str:
    """A secret that nobody can guess."""
    return f"{BEGINS}{b64encode(token_bytes(_BYTES)).decode()}"


def event_of(one: Notice) -> str:
    """What kind of thing happened: `dossier.submit`, ..."""
    return f"dossier.{one.trigger}"


def body_of(one: Notice, site: str) -> bytes:
    """What is told: that a step was taken, of which dossier, and where to read it. No more: whoever
    wants to know asks, and is shown what they may see."""
    reference = one.dossier.reference
    told = {
        "type": event_of(one),
        "timestamp": f"{one.at:%Y-%m-%dT%H:%M:%S.%fZ}",
        "data": {
            "reference": reference,
            "number": one.number,
            "url": f"{site}/api/v1/dossiers/{reference}",
        },
    }
    return canonical(told).encode()


def headers_of(one: Notice, secret: str, body: bytes, now: datetime) -> Mapping[str, str]:
    """Its headers. The identifier is the same at every attempt, so that nothing is taken twice."""
    name = f"{one.webhook}.{one.dossier.reference}.{one.number}"
    return {
        "Content-Type": "application/json",
        "User-Agent": "ich-dossiers",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(name, now, body.decode()),
    }
