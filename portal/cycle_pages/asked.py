"""What a person asks for on the page of the ranking, and what is wrong with how it was asked."""

from dataclasses import dataclass
from typing import Final, Literal, cast

from starlette.datastructures import FormData

from portal.cycle_pages.seen import NOTHING, Seen, read
from portal.filing_pages.fields import text
from workflows.selection.cut import NO_DECISION, Decision, Ties

MOST_PLACES: Final = 10_000
MOST_LETTERS: Final = 4_000
"""Of a written reason."""

Fault = tuple[str, Literal["ceiling", "tie", "reason"]]
"""The words that say it, and the field it belongs to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields as they were typed; `sure` where the person has seen what follows."""

    tie: str = ""
    picks: tuple[str, ...] = ()
    ceiling: str = ""
    reason: str = ""
    mark: str = ""
    saw: Seen = NOTHING
    sure: bool = False

    @property
    def decision(self) -> Decision:
        """What it decides. ValueError where there are faults."""
        if not (self.tie or self.ceiling):
            return NO_DECISION
        return Decision(
            int(self.ceiling) if self.ceiling else None,
            cast(Ties, self.tie) if self.tie in _WHOLE else None,
            self.picks if self.tie == "pick" else (),
            self.reason,
        )

    def faults(self) -> list[Fault]:
        """Everything that is wrong, in the order of the fields."""
        found: list[Fault] = []
        if self.ceiling and not _is_number(self.ceiling):
            found.append(("cycle_fault_ceiling", "ceiling"))
        if self.tie not in ("", *_WHOLE, "pick"):
            found.append(("cycle_fault_tie", "tie"))
        if self.tie == "pick" and not self.picks:
            found.append(("cycle_fault_pick", "tie"))
        if (self.tie or self.ceiling) and not self.reason.strip():
            found.append(("cycle_fault_reason", "reason"))
        if len(self.reason) > MOST_LETTERS:
            found.append(("cycle_fault_long", "reason"))
        return found


_WHOLE: Final = ("include", "leave")


def asked(form: FormData) -> Asked:
    """What was posted."""
    picks = tuple(one for one in form.getlist("pick") if isinstance(one, str))
    return Asked(
        text(form, "tie"),
        picks,
        text(form, "ceiling").strip(),
        text(form, "reason"),
        text(form, "mark"),
        read(text(form, "saw")),
        text(form, "sure") == "yes",
    )


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 6 and int(typed) <= MOST_PLACES
