"""What is still asked of somebody after the first factor: a second one, or to set one up."""

from typing import Literal

from engine.runtime.accounts import Account
from engine.runtime.database import Link
from engine.runtime.second_factors import Factors, factors
from portal.settings import Settings
from workflows.roles import OFFICE

Step = Literal["in", "ask", "enrol"]


def next_step(connection: Link, settings: Settings, account: Account) -> Step:
    """`ask` where the account has a second factor, `enrol` where it must have one and has none,
    else `in`."""
    return step(factors(connection, account.number), mandatory(settings, account.role))


def step(has: Factors, must: bool) -> Step:
    """The same, of what is known already."""
    if has:
        return "ask"
    return "enrol" if must else "in"


def mandatory(settings: Settings, role: str) -> bool:
    """Whether somebody in that role must have a second factor."""
    if settings.second_factor == "staff":
        return role in OFFICE
    return settings.second_factor == "everyone"
