"""A decision with ten guards, against one trigger of `transitions` on a shared machine."""

from collections.abc import Iterator
from datetime import UTC, datetime
from timeit import Timer

from transitions import Machine

from bench.databases import Place
from bench.rounds import in_turns
from bench.rows import Row, Target, microseconds
from engine.citation import Citation
from engine.decide import Accepted, Asked, decide
from engine.dossier import Actor, Dossier
from engine.parameters import Parameters
from engine.rules import Question, Rule
from engine.words import Words
from engine.workflow import Ask, State, Step, Workflow

_SAID = Words("said", "dit")
_UNTITLED = Words("it has no title", "il n'a pas de titre")
_PARAGRAPH = Citation("OD", "54")
TIMES = 2_000


class _Model:
    __slots__ = ("state",)

    def __init__(self) -> None:
        self.state = "here"


def _guard(number: int) -> Rule:
    def ask(question: Question) -> Words | None:
        return None if question.dossier.text("title") else _UNTITLED

    return Rule(f"guard_{number}", _PARAGRAPH, Words("It has a title.", "Il a un titre."), ask)


def _workflow() -> Workflow:
    state = State("here", "officer", _SAID, _SAID, _SAID)
    step = Step(
        "move", "here", "here", ("officer",), _SAID, _PARAGRAPH,
        asks=(Ask("missing", "text", _SAID),), guards=tuple(map(_guard, range(10))),
        stamps=("moved_at",),
    )  # fmt: skip
    return Workflow("toy", _SAID, (state,), (step,))


def deciding(place: Place) -> Iterator[Row]:
    """Time per decision."""
    toy, law = _workflow(), Parameters({}, {})
    dossier = Dossier("1", "toy", toy.digest, "here", 1, "", {"title": "A title"})
    asked = Asked("move", Actor("A", "officer"), {"missing": "a photograph"})
    now = datetime(2026, 3, 2, tzinfo=UTC)
    if not isinstance(verdict := decide(toy, dossier, asked, now, law), Accepted):
        raise RuntimeError(str(verdict))
    machine = Machine(
        model=None, states=["here"], initial=None, auto_transitions=False, send_event=True,
        transitions=[{"trigger": "move", "source": "here", "dest": "here"}],
    )  # fmt: skip
    event = machine.events["move"]
    ours = Timer(lambda: decide(toy, dossier, asked, now, law))
    other = Timer(lambda: event.trigger(_Model()))
    compared = in_turns(lambda: ours.timeit(TIMES) / TIMES, lambda: other.timeit(TIMES) / TIMES)
    note = "against one trigger, throw-away model"
    yield compared.row("decide with ten guards", microseconds, Target("<=", 8), note)
