"""How often somebody may try at a door: who guesses waits, and locks nobody else out for long."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Final

from fastapi import Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from engine.runtime.addresses import LONGEST, small


@dataclass(frozen=True, slots=True)
class Door:
    """How many tries are let through: of one address from one place, of one place, and of one
    address from all places together, which is the softest: others could use it up."""

    both: RateLimitItem
    place: RateLimitItem
    address: RateLimitItem


SIGN_IN: Final = "sign-in"
FORGOTTEN: Final = "forgotten"
SECOND: Final = "second"

DOORS: Final[Mapping[str, Door]] = {
    SIGN_IN: Door(parse("6/15minute"), parse("60/15minute"), parse("40/5minute")),
    FORGOTTEN: Door(parse("3/hour"), parse("20/hour"), parse("6/hour")),
    SECOND: Door(parse("6/15minute"), parse("60/15minute"), parse("20/5minute")),
}


class Knocks:
    """Counts the tries in the memory of this process. No person is named in it for longer than an
    hour, and what was typed is not in it."""

    def __init__(self) -> None:
        self._counted = MovingWindowRateLimiter(MemoryStorage())

    def wait(self, door: str, address: str, place: str, known: bool = False) -> int:
        """Count a try; the seconds after which the next one is let through for certain, 0 where
        this one is. Whoever comes from where the account was in before is `known`: what others try
        with the address does not count against them."""
        of, who, place = DOORS[door], _short(address), _network(place)
        limits = [(of.both, f"{who} {place}"), (of.place, place)]
        if not known:
            limits.append((of.address, who))
        for limit, name in limits:
            if not self._counted.hit(limit, door, name):
                return limit.get_expiry()
        return 0

    def right(self, door: str, address: str, place: str) -> None:
        """Forget the tries of somebody who has got in."""
        self._counted.clear(DOORS[door].both, door, f"{_short(address)} {_network(place)}")


def knocks_of(request: Request) -> Knocks:
    """The tries at the doors of this portal."""
    found: Knocks = request.app.state.knocks
    return found


def _network(place: str) -> str:
    """The place as it is counted: whoever has one address of IPv6 has a whole network of them."""
    try:
        one = ip_address(place)
    except ValueError:
        return place
    if isinstance(one, IPv4Address):
        return place
    return str(one.ipv4_mapped or IPv6Network((one, 64), strict=False))


def _short(address: str) -> str:
    return small(address)[:LONGEST]
