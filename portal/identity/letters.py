"""The letters that the door has written: what opens it, and what tells of what was done at it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from engine.content import stamp
from engine.runtime import account_letters, invitations
from engine.runtime.account_letters import NEW_DEVICE, PASSWORD_CHANGED, TOKEN
from engine.runtime.accounts import Account
from engine.runtime.database import Link
from engine.runtime.invitations import Invitation
from engine.runtime.on_the_way import call_back, wait_for
from engine.runtime.sign_ins import Visitor
from engine.words import Language
from portal.settings import Settings

RESET: Final = "reset"
"""The purpose of those who are to choose a new password."""

RESET_LASTS: Final = timedelta(hours=1)


def invitation(
    connection: Link,
    settings: Settings,
    invited: Invitation,
    by: str,
    language: Language,
    now: datetime,
) -> str:
    """Invite somebody by a letter; its key."""
    facts = {
        "name": invited.actor.name, "language": language, "invited_by": by,
        "link": _address(settings, language, f"enter/{TOKEN}"), "until": stamp(invited.until),
    }  # fmt: skip
    return invitations.invite_by_letter(connection, invited, by, facts, now)


def reset(
    connection: Link,
    settings: Settings,
    account: Account,
    now: datetime,
    lasts: timedelta = RESET_LASTS,
) -> None:
    """Let somebody choose a new password by a letter; an earlier one opens nothing any more."""
    call_back(connection, account.number, RESET, now)
    link = _address(settings, account.language, f"reset/{TOKEN}")
    facts = {"asked_at": stamp(now), "link": link, "until": stamp(now + lasts)}
    key = _write(connection, account_letters.RESET, account, facts, now)
    wait_for(connection, key, RESET, account.number, {}, now, lasts)


def password_changed(connection: Link, settings: Settings, account: Account, now: datetime) -> None:
    """Tell somebody that their password was changed."""
    page = _address(settings, account.language, "sign-in/forgotten")
    _write(connection, PASSWORD_CHANGED, account, {"changed_at": stamp(now), "page": page}, now)


def new_device(
    connection: Link, settings: Settings, account: Account, visitor: Visitor, now: datetime
) -> None:
    """Tell somebody that their account was used from where it had not been used before."""
    facts = {
        "entered_at": stamp(now), "remote": visitor.remote or "-", "agent": visitor.agent or "-",
        "page": _address(settings, account.language, "account"),
    }  # fmt: skip
    _write(connection, NEW_DEVICE, account, facts, now)


def _write(
    connection: Link, template: str, account: Account, facts: Mapping[str, Any], now: datetime
) -> str:
    told = {"name": account.name, "language": account.language, **facts}
    return account_letters.write_to(connection, template, account.address, told, now)


def _address(settings: Settings, language: Language, path: str) -> str:
    query = "" if language == "en" else f"?lang={language}"
    return f"{settings.public_address.rstrip('/')}/{path}{query}"
