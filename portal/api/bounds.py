"""What may stand in an address: an instant of our time, a text that a database can be asked for."""

from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, StringConstraints

_FIRST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(3000, 1, 1, tzinfo=UTC)


def _of_our_time(instant: datetime) -> datetime:
    if _FIRST <= instant < _LAST:
        return instant
    raise ValueError(instant)


Instant = Annotated[AwareDatetime, AfterValidator(_of_our_time)]
"""An instant of the years 1900 to 2999: others no clock of ours can name."""

Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
"""One line of at most 200 characters."""
