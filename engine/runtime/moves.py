"""What somebody asks for, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.decide import Refused
from engine.dossier import NO_FACTS, Actor, Dossier
from engine.events import Entry


@dataclass(frozen=True, slots=True)
class Move:
    """A step asked for. `seen` is the version the actor looked at; `request` is the key that makes
    one request, sent twice, move the dossier once; `opens` names the workflow of a dossier that
    does not exist yet."""

    reference: str
    trigger: str
    actor: Actor
    answers: Mapping[str, Any] = field(default_factory=lambda: NO_FACTS)
    reason: str = ""
    seen: int | None = None
    request: str | None = None
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The move was made. `again`: it had been made before, under the same request key."""

    dossier: Dossier
    entry: Entry
    again: bool = False


Outcome = Moved | Refused
