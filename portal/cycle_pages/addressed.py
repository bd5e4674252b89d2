"""Which cycle an address names."""

from portal.rendered import Unknown
from portal.words import OUTSIDE


def cycle_of(address: str) -> int | None:
    """The cycle; None for what belongs to none. Unknown for what is neither."""
    return None if address == OUTSIDE else year_of(address)


def year_of(address: str) -> int:
    """The year of the cycle. Unknown where the address is no year."""
    if len(address) == 4 and address.isdecimal() and address.isascii() and int(address):
        return int(address)
    raise Unknown("no_cycle", address)
