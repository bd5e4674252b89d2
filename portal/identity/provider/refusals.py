"""Why nobody is let in by another provider."""

from typing import Final


class NotVouched(Exception):
    """The provider does not vouch for anybody who may come in; the name of the sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


LATE: Final = "late"
DECLINED: Final = "declined"
SILENT: Final = "silent"
UNPROVEN: Final = "unproven"
EXPIRED: Final = "expired"
UNVERIFIED: Final = "unverified"
NOBODY: Final = "nobody"
SOMEBODY_ELSE: Final = "somebody-else"
TOO_OFTEN: Final = "too-often"

SAID: Final = {
    LATE: "provider_late",
    DECLINED: "provider_declined",
    SILENT: "provider_silent",
    UNPROVEN: "provider_unproven",
    EXPIRED: "provider_expired",
    UNVERIFIED: "provider_unverified",
    NOBODY: "provider_nobody",
    SOMEBODY_ELSE: "provider_somebody_else",
    TOO_OFTEN: "second_too_often",
}
"""The sentence of each."""
