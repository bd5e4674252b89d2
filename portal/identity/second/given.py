"""Whether what somebody typed is a second factor of theirs: a one-time code or a recovery code."""

from datetime import datetime
from typing import Literal

from engine.runtime import recovery_codes, second_factors
from engine.runtime.database import Link
from portal.identity.second import codes
from portal.identity.second.seal import Unopened, opened
from portal.settings import Settings

How = Literal["code", "recovery"]


def given(
    connection: Link, settings: Settings, account: int, typed: str, now: datetime
) -> How | None:
    """By what it was given, which is used up; None where it is neither."""
    if _is_code(connection, settings, account, typed, now):
        return "code"
    return "recovery" if recovery_codes.take(connection, account, typed, now) else None


def _is_code(connection: Link, settings: Settings, account: int, typed: str, now: datetime) -> bool:
    kept = second_factors.codes(connection, account)
    if kept is None or kept.confirmed_at is None:
        return False
    try:
        step = codes.step_of(opened(settings, account, kept.sealed), typed, now)
    except Unopened:  # the key of the installation was changed: only other factors are left
        return False
    return step is not None and second_factors.take_step(connection, account, step)
