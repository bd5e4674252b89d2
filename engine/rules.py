"""A rule: a pure question with its paragraph, answered by a sentence or by nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engine.bilingual import cited
from engine.citation import Citation
from engine.dossier import Actor, Dossier, Facts
from engine.parameters import Parameters
from engine.words import Language, Words


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
    said: Words
    citation: Citation

    @property
    def sentence(self) -> str:
        """The sentence in English, as commands and logs say it."""
        return self.said.en

    def spoken(self, language: Language) -> str:
        """The sentence in that language, without its paragraph."""
        return self.said.spoken(language)

    def cited(self, language: Language) -> str:
        """Its paragraph as that language cites it: OD 54, DO 54."""
        return cited(str(self.citation)).spoken(language)

    def __str__(self) -> str:
        return f"{self.sentence} [{self.citation}]"


Objection = Callable[[Question], Words | None]
"""How a rule is asked: the reason against the step, or None where there is none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A requirement with its paragraph. `ask` returns the sentence the State will read, or None."""

    name: str
    citation: Citation
    requirement: Words
    ask: Objection


def rule(source: str, paragraph: str, fr: str) -> Callable[[Objection], Rule]:
    """Make a rule of a function: its name, its paragraph, and as the requirement its docstring,
    with the French that is given. ValueError where either is empty."""

    def named(ask: Objection) -> Rule:
        requirement = Words(" ".join((ask.__doc__ or "").split()), fr)
        if not all(requirement):
            raise ValueError(f"the rule {ask.__name__} does not say what it requires")
        return Rule(ask.__name__, Citation(source, paragraph), requirement, ask)

    return named
