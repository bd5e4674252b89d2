"""A file as it stands in a cycle beside the others that ask for a place."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CycleFile:
    """A nomination, proposal or request of a cycle.

    `mechanism` is USL, RL, GSP or IA; `kind` new, extension, reduction, transfer_usl_rl or
    transfer_rl_usl. `states` are in their agreed order. `order` is the submitting State's own rank
    of the file among its files, None where it gave none; `named_by` the State that names this
    multinational file as its priority file, or empty. `treated` says of a past cycle whether the
    file was given a place, inside or outside the ceiling.
    """

    file_no: str
    name: str
    mechanism: str
    kind: str
    states: tuple[str, ...]
    received_at: datetime | None = None
    order: int | None = None
    named_by: str = ""
    treated: bool = False

    @property
    def national(self) -> bool:
        """Whether one State alone submits it."""
        return len(self.states) == 1
