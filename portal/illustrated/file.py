"""An invented file: what it is called, who submits it, and what an honest person answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from engine.dossier import Actor
from engine.workflow import Ask, Step
from workflows.roles import BUREAU, STATE_PARTY
from workflows.states_parties import states_parties

ILLUSTRATIVE: Final = "an invented file: no State has submitted it"

WRITES_FRENCH: Final = frozenset(
    {"Algeria", "Belgium", "Benin", "Burkina Faso", "France", "Haiti", "Luxembourg", "Madagascar",
     "Mali", "Monaco", "Morocco", "Niger", "Senegal", "Togo", "Tunisia"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """One invented file. `known` are answers that hold for it alone, by the name of their question;
    `session` is the name of the session that decides."""

    reference: str
    workflow: str
    number: str
    title: str
    states: tuple[str, ...]
    cycle: int
    session: str
    known: Mapping[str, Any] = field(default_factory=dict)

    @property
    def focal_point(self) -> Actor:
        """Who acts for the first State."""
        state = self.states[0]
        return Actor(f"Focal point of {state}", STATE_PARTY, frozenset({state}))

    def _decision(self, step: Step, at: datetime) -> str:
        """A number that a decision of that day could bear."""
        place = int(self.number)
        if BUREAU in step.by:  # it meets several times in the year of a session
            return f"{at.year - 2005}.COM {1 + place % 4}.BUR {3 + place % 5}"
        return f"{self.session} 7.B.{1 + place % 40}"

    def answers(self, step: Step, at: datetime) -> dict[str, Any]:
        """What is answered to the questions of a step at that instant."""
        about = {
            "title": self.title,
            "states": list(self.states),
            "cycle": self.cycle,
            "contact": f"{states_parties()[self.states[0]].iso3.lower()}@focal-points.invalid",
            "language": "fr" if self.states[0] in WRITES_FRENCH else "en",
            "illustrative": ILLUSTRATIVE,
            "file_no": self.number,
            "decision": self._decision(step, at),
            "missing": "the consent evidence of one community is not dated; the film is too short",
            "questions": "How do the bearers take part in the safeguarding plan?",
            **self.known,
        }
        return {
            ask.name: about.get(ask.name, _plain(ask, at))
            for ask in step.asks
            if ask.required or ask.name in about
        }


def _plain(ask: Ask, at: datetime) -> Any:
    """An answer of its kind, where nothing is known."""
    by_kind: Mapping[str, Any] = {
        "text": "as the community wrote and the State confirmed",
        "line": "as agreed",
        "number": 1,
        "amount": 60_000,
        "day": at.date().isoformat(),
        "instant": at.isoformat(),
        "yes_no": True,
        "choice": ask.choices[0] if ask.choices else "",
        "texts": ["as agreed"],
    }
    return by_kind[ask.kind]
