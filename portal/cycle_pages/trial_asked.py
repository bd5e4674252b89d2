"""What the simulator is asked, as its address says it: two policies and what is changed in one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from portal.cycle_pages.asked import MOST_PLACES
from workflows.selection.policies import LAW
from workflows.selection.policy import LEVELS

MOST: Final = 40
"""Changes, and files taken out, in one trial."""

MOST_LETTERS: Final = 3_000
"""Of all the changes together."""

ORDERS: Final = tuple(",".join(order) for order in permutations(LEVELS))
"""Every order in which the levels can come."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The fields of the form; an empty one changes nothing."""

    against: str = LAW
    rules: str = LAW
    ceiling: str = ""
    levels: str = ""
    changes: str = ""
    without: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """All of them, as a form or an address has them."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @property
    def changed(self) -> list[str]:
        """What is changed, a NAME=VALUE each."""
        given = [("ceiling", self.ceiling), ("levels", self.levels)]
        own = [f"{name}={value}" for name, value in given if value]
        return own + [line.strip() for line in self.changes.splitlines() if line.strip()]

    @property
    def withdrawn(self) -> list[str]:
        """The numbers of the files taken out."""
        return self.without.replace(",", " ").split()

    def faults(self, policies: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """What is wrong with it: the words, and the field."""
        for name in ("against", "rules"):
            if getattr(self, name) not in policies:
                yield "cycle_fault_policy", name
        if self.ceiling and not _is_number(self.ceiling):
            yield "cycle_fault_ceiling", "ceiling"
        if self.levels not in ("", *ORDERS):
            yield "cycle_fault_levels", "levels"
        if len(self.changed) > MOST or len(self.changes) > MOST_LETTERS:
            yield "cycle_fault_changes", "changes"
        if len(self.withdrawn) > MOST or not all(map(_is_file_no, self.withdrawn)):
            yield "cycle_fault_without", "without"


def trial(query: Mapping[str, str]) -> Trial | None:
    """What an address asks; None where it asks nothing."""
    known = Trial.__dataclass_fields__
    given = {name: value.strip() for name, value in query.items() if name in known}
    return Trial(**given) if given else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6 and int(text) <= MOST_PLACES


def _is_file_no(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 5
