"""A rule: a pure question with its paragraph, answered by a sentence or by nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engine.citation import Citation
from engine.dossier import Actor, Dossier, Facts
from engine.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Question:
    """What a rule may look at: the dossier, who asks for which step with which answers, when,
    and the law; at an opening also the dossier it is to succeed. No clock, no database."""

    dossier: Dossier
    trigger: str
    answers: Facts
    actor: Actor
    now: datetime
    law: Parameters
    predecessor: Dossier | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason against a step: a sentence a diplomat can read, and its paragraph."""

    rule: str
    sentence: str
    citation: Citation

    def __str__(self) -> str:
        return f"{self.sentence} [{self.citation}]"


@dataclass(frozen=True, slots=True)
class Rule:
    """A requirement with its paragraph. `ask` returns the sentence the State will read, or None."""

    name: str
    citation: Citation
    requirement: str
    ask: Callable[[Question], str | None]


def rule(source: str, paragraph: str) -> Callable[[Callable[[Question], str | None]], Rule]:
    """Make a rule of a function: its name, its paragraph, and its docstring as the requirement."""

    def named(ask: Callable[[Question], str | None]) -> Rule:
        requirement = (ask.__doc__ or "").strip()
        if not requirement:
            raise ValueError(f"the rule {ask.__name__} does not say what it requires")
        return Rule(ask.__name__, Citation(source, paragraph), requirement, ask)

    return named
