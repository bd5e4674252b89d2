"""Whoever asks for whatever, a dossier travels only as its table says."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine.decide import Accepted, Asked, Refused, decide
from engine.dossier import NEW, Actor, Dossier
from engine.events import fold
from engine.runtime.database import connect
from engine.runtime.definitions import Lawbook
from engine.runtime.moves import Move, Moved, Outcome
from engine.runtime.office import Office
from engine.runtime.queries import File, file, looking
from engine.workflow import Step, Workflow
from tests.bilingual import faults_of
from tests.conftest import ToldClock
from tests.parcels import faults
from tests.test_travels import ALL, on_file, travel
from tests.travelling import ACTORS, REASON, beginning, plausible, who_takes
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.roles import ROLES, STATE_PARTY
from workflows.states_parties import states_parties

FOREIGN = [
    Actor("The delegation of Kenya", STATE_PARTY, frozenset({"Kenya"})),
    Actor("A delegation of no State", STATE_PARTY),
    Actor("A visitor", "visitor", frozenset({"Ghana"})),
]
ANYBODY = st.sampled_from([*ACTORS.values(), *FOREIGN])
ODD = st.sampled_from(
    [
        None, "", "   ", "x" * 20_001, "a\0b", "\ud800", "\u202e", "é" * 300, "-1", -1, 0, True,
        10**12, 3.5, [], ["Ghana", "Ghana"], ["Atlantis"], "Ghana;Kenya", "2027-02-30", "20250101",
        "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00", "2025-05-05T00:00:00", "yes",
        "inside", "en", "2211", "20.COM 7.b.12", "19.COM 3.BUR 4", {"a": 1}, b"bytes", "none",
    ]
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "colour", "", "state", "version",
        *sorted({ask.name for w in workflows().values() for step in w.steps for ask in step.asks}),
    ]
)  # fmt: skip
TRIGGERS = st.sampled_from(
    [
        "", "migrate", "to_inscribed", "initial", "OPEN", "open ", "\0", "inscrire",
        *sorted({trigger for one in workflows().values() for trigger in one.triggers}),
    ]
)  # fmt: skip
REASONS = st.sampled_from(["", "  ", REASON, "x" * 20_001, "\0", "l'État partie l'a demandé\n— ✓"])


class Journey(RuleBasedStateMachine):
    """A dossier somewhere on its way, and a run of requests; at its end, another one."""

    office: Office
    clock: ToldClock
    workflow: Workflow
    count = 0

    def __init__(self) -> None:
        super().__init__()
        self.take_up()

    def take_up(self) -> None:
        """Turn to a dossier that does not exist yet."""
        type(self).count += 1
        self.number = type(self).count
        self.reference = f"{self.workflow.name}.{self.number}"
        self.known: File | None = None

    @property
    def state(self) -> str:
        return self.known.dossier.state if self.known else NEW

    def allows(self, step: Step, actor: Actor | None = None) -> bool:
        """Whether the rules allow the step now, to that actor or to who ordinarily takes it. Pure:
        no row is read."""
        dossier = self.known.dossier if self.known else Dossier(self.reference, self.workflow.name)
        asked = Asked(step.trigger, actor or who_takes(step), self.answers(step), REASON)
        verdict = decide(self.workflow, dossier, asked, self.clock.at, law())
        return isinstance(verdict, Accepted)

    def draw(self, data: st.DataObject, steps: Sequence[Step] = ()) -> Step:
        """One of the steps; else a step from here; else, at its end, one it can no longer take."""
        steps = steps or self.workflow.steps_from(self.state) or self.workflow.steps
        named = {f"{step.trigger} from {step.source}": step for step in steps}
        return named[data.draw(st.sampled_from(sorted(named)), label="step")]

    def answers(self, step: Step) -> dict[str, Any]:
        return plausible(self.workflow, step, self.clock.at, f"{self.number:05}")

    def ask(
        self, trigger: str, actor: Actor, answers: dict[str, Any], reason: str, seen: int | None
    ) -> Outcome:
        """Hand in the move, and see that what came of it was allowed, or left no trace."""
        opens = None if self.known else self.workflow.name
        before = self.known
        move = Move(self.reference, trigger, actor, answers, reason, seen, opens=opens)
        outcome = self.office.execute(move)
        with looking(self.office.database) as connection:
            self.known = file(connection, self.reference)
        if isinstance(outcome, Moved):
            assert self.known is not None
            self.was_allowed(outcome, actor, before, self.known)
        else:
            assert outcome.findings
            for finding in outcome.findings:
                assert faults_of(finding.said, actor.name, *states_parties()) == []
                assert finding.citation.source
                assert finding.citation.paragraph
            assert self.known == before
        return outcome

    def was_allowed(self, outcome: Moved, actor: Actor, before: File | None, after: File) -> None:
        entry = outcome.entry
        step = self.workflow.step[entry.trigger, entry.source]
        assert entry.source == (before.dossier.state if before else NEW)
        assert entry.target == step.target == after.dossier.state
        assert actor.role in step.by
        assert actor.role != STATE_PARTY or actor.states & set(after.dossier.states)
        assert after.entries == (*(before.entries if before else ()), entry)
        assert after.dossier == outcome.dossier
        promised = {f"{self.reference}:{letter}:{entry.number}" for letter in step.notify}
        written_before = {post.key for post in before.letters} if before else set()
        assert {post.key for post in after.letters} - written_before == promised

    def is_at_its_end(self) -> bool:
        return self.known is not None and self.workflow.state[self.state].final

    @initialize(data=st.data())
    def a_dossier_is_taken_up(self, data: st.DataObject) -> None:
        self.take_up()
        self.clock.at = beginning(self.workflow)
        unfinished = [state.name for state in self.workflow.states if not state.final]
        state = data.draw(st.sampled_from([NEW, *unfinished]), label="state")
        travel(self.office, self.clock, self.reference, self.number, state)
        if state != NEW:
            self.known = on_file(self.office, self.reference)

    @precondition(is_at_its_end)
    @rule(data=st.data())
    def another_is_taken_up(self, data: st.DataObject) -> None:
        self.a_dossier_is_taken_up(data)

    @rule(data=st.data(), steps=st.integers(1, 6))
    def it_goes_some_steps_of_its_way(self, data: st.DataObject, steps: int) -> None:
        for _ in range(steps):
            allowed = [step for step in self.workflow.steps_from(self.state) if self.allows(step)]
            onward = [step for step in allowed if not self.workflow.state[step.target].final]
            if not allowed:
                return
            step = self.draw(data, onward or allowed)
            outcome = self.ask(step.trigger, who_takes(step), self.answers(step), REASON, None)
            assert isinstance(outcome, Moved)

    @rule(data=st.data())
    def somebody_asks_for_a_step_that_may_be_too_early_or_too_late(
        self, data: st.DataObject
    ) -> None:
        step = self.draw(data)
        actor = ACTORS[data.draw(st.sampled_from(step.by), label="role")]
        allowed = self.allows(step, actor)
        outcome = self.ask(step.trigger, actor, self.answers(step), REASON, None)
        assert isinstance(outcome, Moved) == allowed

    @rule(data=st.data(), actor=ANYBODY, reason=REASONS, off=st.sampled_from([None, 0, 0, -1, 1]))
    def anybody_asks_for_a_step(
        self, data: st.DataObject, actor: Actor, reason: str, off: int | None
    ) -> None:
        step = self.draw(data)
        version = self.known.dossier.version if self.known else 0
        seen = None if off is None else version + off
        outcome = self.ask(step.trigger, actor, self.answers(step), reason, seen)
        if actor.role not in step.by or off in (-1, 1) or "\0" in reason:
            assert isinstance(outcome, Refused)

    @rule(data=st.data(), odd=st.dictionaries(NAMES, ODD | st.text(max_size=40), max_size=3))
    def somebody_gives_odd_answers(self, data: st.DataObject, odd: dict[str, Any]) -> None:
        step = self.draw(data)
        missing = data.draw(st.sets(st.sampled_from([a.name for a in step.asks] or [""])))
        given = {**self.answers(step), **odd}
        kept = {name: value for name, value in given.items() if name not in missing - set(odd)}
        outcome = self.ask(step.trigger, who_takes(step), kept, REASON, None)
        required = {ask.name for ask in step.asks if ask.required}
        asked = {ask.name for ask in step.asks}
        if not required <= set(kept) or not set(kept) <= asked:
            assert isinstance(outcome, Refused)

    @rule(trigger=TRIGGERS, actor=ANYBODY)
    def anybody_asks_for_anything(self, trigger: str, actor: Actor) -> None:
        step = self.workflow.step.get((trigger, self.state))
        outcome = self.ask(trigger, actor, self.answers(step) if step else {}, REASON, None)
        assert step is not None or isinstance(outcome, Refused)

    @rule(days=st.integers(0, 200), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.clock.at += timedelta(days=days, hours=hours)

    @precondition(lambda self: self.known is not None)
    @invariant()
    def it_is_the_sum_of_its_entries_and_has_the_facts_its_state_rests_on(self) -> None:
        assert self.known is not None
        dossier, entries = self.known.dossier, self.known.entries
        assert fold(self.reference, entries) == dossier
        assert {(e.trigger, e.source, e.target) for e in entries} <= {
            (step.trigger, step.source, step.target) for step in self.workflow.steps
        }
        assert all(dossier.text(fact) for fact in self.workflow.state[dossier.state].needs)

    def teardown(self) -> None:
        with looking(self.office.database) as connection:
            assert file(connection, self.reference) == self.known


# The same requests at every run: a failure found here is found again, and no other by chance.
# Travelling to the state in which a run begins takes many moves; that is slow on purpose.
CAREFUL = settings(
    derandomize=True,
    deadline=None,
    print_blob=False,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def run(office: Office, clock: ToldClock, name: str, runs: int) -> None:
    journey = type(
        "Journey",
        (Journey,),
        {"office": office, "clock": clock, "workflow": workflows()[name], "count": 0},
    )
    run_state_machine_as_test(journey, settings=settings(CAREFUL, max_examples=runs))
    assert faults(office.database) == []


@pytest.fixture
def sqlite_office(sqlite_template: Path, tmp_path: Path, clock: ToldClock) -> Iterator[Office]:
    path = tmp_path / "travels.sqlite"
    shutil.copy(sqlite_template, path)
    engine = connect(f"sqlite:///{path}", clients=2)
    yield Office(engine, Lawbook(workflows(), rules(), law()), clock).open_doors()
    engine.dispose()


@pytest.mark.parametrize("name", ALL)
def test_whoever_asks_for_whatever_a_dossier_travels_only_as_its_table_says(
    sqlite_office: Office, clock: ToldClock, name: str
) -> None:
    run(sqlite_office, clock, name, runs=25)


@pytest.mark.parametrize("name", ["rl", "assistance_bureau", "assistance_committee"])
def test_so_it_does_on_either_database(office: Office, clock: ToldClock, name: str) -> None:
    run(office, clock, name, runs=10)


def test_there_is_an_actor_for_every_role() -> None:
    assert set(ACTORS) == set(ROLES)
