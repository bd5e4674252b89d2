"""How many requests a program may send: so many a minute for a token, fewer for a stranger."""

from dataclasses import dataclass, field
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

OF_A_TOKEN: Final = RateLimitItemPerMinute(600, namespace="token")
OF_A_STRANGER: Final = RateLimitItemPerMinute(120, namespace="stranger")
"""By the address of its network, as the server has it."""

WAIT: Final = 60
"""Seconds after which there is always room again."""


@dataclass(frozen=True)
class Pace:
    """Counts requests in this process, those of a token and those of a stranger apart."""

    token: RateLimitItem = OF_A_TOKEN
    stranger: RateLimitItem = OF_A_STRANGER
    _counted: MovingWindowRateLimiter = field(
        default_factory=lambda: MovingWindowRateLimiter(MemoryStorage())
    )

    def lets(self, who: str, *, known: bool) -> bool:
        """Whether there is room for one more request of this one."""
        return self._counted.hit(self.token if known else self.stranger, who)
