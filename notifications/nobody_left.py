"""The letter that tells the officer in charge that another found nobody to go to."""

from datetime import datetime
from typing import Final, Literal

from engine.runtime.posted import Posting

TEMPLATE: Final = "nobody_left"


def nobody_left(
    kind: Literal["letter", "reminder"],
    key: str,
    name: str,
    reference: str,
    role: str,
    now: datetime,
) -> Posting:
    """The letter about the one of that key: which it is (a template, or a rule of the plans), about
    which dossier, and for which kind of recipient it was. Told once."""
    facts = {"kind": kind, "name": name, "reference": reference, "role": role}
    return Posting(f"{TEMPLATE}:{key}", TEMPLATE, reference or None, None, None, now, facts)
