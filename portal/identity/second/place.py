"""Where passkeys are for: the host and the origin of the pages, if these can have any."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Place:
    """The host that passkeys are bound to, and the origin of the pages that may ask for them."""

    rp: str
    origin: str


def place(public_address: str) -> Place | None:
    """The place of the pages at that address; None where browsers give it no passkeys: it is a
    number (an IP address), or it is not encrypted and not this very machine.

    The machine's own number has a name: passkeys of http://127.0.0.1:8000 are those of
    http://localhost:8000, and made there.
    """
    try:
        parts = urlsplit(public_address)
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:  # it is no address at all
        return None
    if _is_number(host):
        if not ip_address(host).is_loopback:
            return None
        host = "localhost"
    here = host == "localhost" or host.endswith(".localhost")
    if parts.scheme != "https" and not here:
        return None
    return Place(host, f"{parts.scheme}://{host}{port}")


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
