"""Where a webhook may lead: by https to a public address, and nowhere inside this network."""

from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import SOCK_STREAM, gaierror, getaddrinfo
from typing import Final
from urllib.parse import SplitResult, urlsplit

from engine.words import Words

LONGEST: Final = 500

Resolved = Callable[[str, int], Sequence[str]]
"""The network addresses of a host, as it is called now; OSError where it is not known."""


class NotSent(OSError):
    """Nothing was sent: the words say why."""


def against(url: str, *, strict: bool) -> Words | None:
    """Why a webhook may not lead there, by its address alone; None where it may. `strict` is in
    production: by https alone."""
    parts = _parts(url)
    if parts is None:
        return Words(
            "This is no address of a web server, such as https://example.org/hook.",
            "Ceci n'est pas l'adresse d'un serveur web, comme https://example.org/hook.",
        )
    if parts.username or parts.password:
        return Words(
            "The address holds a name or a password; the signature proves who sends.",
            "L'adresse contient un nom ou un mot de passe ; la signature prouve qui envoie.",
        )
    if strict and parts.scheme != "https":
        return Words(
            "In production a webhook is told by https alone.",
            "En production, un webhook n'est appelé que par https.",
        )
    if strict and (literal := _literal(parts.hostname or "")) and not public(literal):
        return _inside()
    return None


def port_of(parts: SplitResult) -> int:
    """The port that an address means."""
    usual = 443 if parts.scheme == "https" else 80
    return usual if parts.port is None else parts.port


def reachable(url: str, resolved: Resolved, *, strict: bool) -> tuple[SplitResult, str]:
    """The parts of the address, and the network address that is to be called, which is asked for at
    this moment: what a name leads to may have changed. NotSent where it may not be called."""
    if fault := against(url, strict=strict):
        raise NotSent(fault.en)
    parts = urlsplit(url)
    found = list(resolved(parts.hostname or "", port_of(parts)))
    if not found:
        raise NotSent("the host has no address")
    if strict and not all(public(ip_address(one)) for one in found):
        raise NotSent(_inside().en)
    return parts, found[0]


def resolve(host: str, port: int) -> list[str]:
    """The network addresses of a host. OSError where it is not known."""
    try:
        found = getaddrinfo(host, port, type=SOCK_STREAM)
    except (gaierror, UnicodeError) as fault:
        raise NotSent(f"the host {host} is not known") from fault
    return list(_each(str(one[4][0]) for one in found))


def public(one: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the whole world; what an IPv6 address carries inside counts."""
    if isinstance(one, IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if inner is not None:
            return public(inner)
        if one in _NAT64:
            return public(IPv4Address(int(one) & 0xFFFFFFFF))
    return one.is_global and not one.is_multicast


_NAT64: Final = ip_network("64:ff9b::/96")


def _each(addresses: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(one.partition("%")[0] for one in addresses)


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _parts(url: str) -> SplitResult | None:
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and port_of(parts) > 0
    except ValueError:
        return None
    return parts if known else None


def _inside() -> Words:
    return Words(
        "The address leads into a private network; a webhook is told over the public one.",
        "L'adresse mène à un réseau privé ; un webhook est appelé par le réseau public.",
    )
