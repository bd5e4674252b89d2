"""The letters whose link opens a door: its token is in the letter that leaves, and nowhere else."""

from typing import Final

from engine.dossier import Facts
from engine.runtime.account_letters import INVITATION, RESET, TOKEN

LINK: Final = "link"
"""The fact that holds the link, with a mark where its token will stand."""


def opens_a_door(template: str) -> bool:
    """Whether such a letter lets its reader in."""
    return template in (INVITATION, RESET)


def with_token(facts: Facts, token: str) -> Facts:
    """What the letter tells when it leaves."""
    return {**facts, LINK: str(facts[LINK]).replace(TOKEN, token)}


def without_token(text: str, token: str) -> str:
    """What is kept of the letter that left."""
    return text.replace(token, TOKEN)
