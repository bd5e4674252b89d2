"""Short ways to write a row of a workflow's table."""

from collections.abc import Iterable
from typing import Any

from engine.citation import Citation
from engine.words import Words
from engine.workflow import Ask, Kind, State, Step

Pair = tuple[str, str]


def state(name: str, owner: str, office: Pair, public: Pair, future: Pair, **more: Any) -> State:
    """A state; each name in English and French."""
    return State(name, owner, Words(*office), Words(*public), Words(*future), **more)


def final(name: str, office: Pair, public: Pair, future: Pair, **more: Any) -> State:
    """A state that nothing leaves."""
    return state(name, "", office, public, future, final=True, **more)


def ask(name: str, kind: Kind, en: str, fr: str, **more: Any) -> Ask:
    """An answer that a step needs."""
    return Ask(name, kind, Words(en, fr), **more)


def step(
    trigger: str,
    source: str,
    target: str,
    by: str | tuple[str, ...],
    event: Pair,
    cite: str,
    **more: Any,
) -> Step:
    """A step; `cite` reads "OD 54"."""
    roles = (by,) if isinstance(by, str) else by
    paragraph = Citation(*cite.split(" ", 1))
    return Step(trigger, source, target, roles, Words(*event), paragraph, **more)


def from_each(
    sources: Iterable[str],
    trigger: str,
    target: str | None,
    by: str | tuple[str, ...],
    event: Pair,
    cite: str,
    **more: Any,
) -> tuple[Step, ...]:
    """The same step from several states; without a target it leaves the dossier where it is."""
    return tuple(
        step(trigger, source, target or source, by, event, cite, **more) for source in sources
    )
