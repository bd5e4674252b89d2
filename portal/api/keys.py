"""The key that makes one request, sent twice, one step: each account has its own."""

from typing import Annotated

from fastapi import Header

from portal.api.caller import Signed

IdempotencyKey = Annotated[
    str | None,
    Header(
        pattern=r"^[!-~]{1,150}$",
        description="Any text of your own: the same request under the same key is done once.",
        examples=["8e03978e-40d5-43e8-bc93-6894a57f9324"],
    ),
]


def request_of(given: str | None, signed: Signed) -> str | None:
    """The key as the rows know it: that of another account is another one."""
    return None if given is None else f"api:{signed.account}:{given}"
