"""A part of an archive that bears a given instant, and nothing of the machine that made it."""

from datetime import UTC, datetime
from typing import Final
from zipfile import ZipInfo

_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16


def dated(name: str, at: datetime) -> ZipInfo:
    """A part of that name. An archive knows no zone: the instant is told in UTC."""
    year, month, day, hour, minute, second, *_ = at.astimezone(UTC).timetuple()
    part = ZipInfo(name, (year, month, day, hour, minute, second))
    part.create_system, part.external_attr = _UNIX, _READABLE
    return part
