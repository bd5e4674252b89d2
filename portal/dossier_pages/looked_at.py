"""What a rule looks at when it is asked: which answers, and which facts of the dossier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from engine.dossier import Fact
from engine.rules import Question, Rule

Value = TypeVar("Value")


@dataclass
class _Noting(Mapping[str, Value], Generic[Value]):
    """Some names with their values, which notes every name that it is asked for."""

    of: Mapping[str, Value]
    asked: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> Value:
        self.asked.add(name)
        return self.of[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.of)

    def __len__(self) -> int:
        return len(self.of)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The names of the answers and of the facts that a rule asked for."""

    answers: frozenset[str]
    facts: frozenset[str]


def looked_at(rule: Rule, question: Question) -> LookedAt:
    """What the rule looks at to answer this question; whatever it answers is left aside."""
    answers: _Noting[Fact] = _Noting(question.answers)
    facts: _Noting[Fact] = _Noting(question.dossier.facts)
    rule.ask(replace(question, answers=answers, dossier=replace(question.dossier, facts=facts)))
    return LookedAt(frozenset(answers.asked), frozenset(facts.asked))
