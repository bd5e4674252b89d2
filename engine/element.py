"""What stands on a List or in the Register."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Element:
    """An inscribed element or a selected practice: `since` is the day from which it counts,
    `states` are in the order of the inscription."""

    file_no: str
    name: str
    list: str
    year: int
    since: date
    states: tuple[str, ...]
    decision: str = ""

    @property
    def national(self) -> bool:
        """Whether one State alone has it."""
        return len(self.states) == 1
