"""A changed definition strands no dossier: it is judged by its own until it is migrated."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from engine.citation import Citation
from engine.decide import Refused
from engine.dossier import Actor
from engine.rules import Rule
from engine.runtime import reading
from engine.runtime.definitions import Lawbook
from engine.runtime.migrate import impact, migrate
from engine.runtime.moves import Move, Moved
from engine.runtime.office import Office
from engine.runtime.trail import trail_of
from engine.runtime.verify import verify
from engine.workflow import State, Step, Workflow
from tests.toy import TOY, TOY_LAW, TOY_RULES, ask, step, words

SENDER, CLERK, CHIEF = Actor("Ann", "sender"), Actor("Bo", "clerk"), Actor("Cy", "head")


@pytest.fixture
def parcels(toy_office: Office) -> Office:
    """One parcel packed, one weighed, one signed for."""
    for number, grams in ((1, None), (2, 900), (3, 500)):
        reference = f"P-{number}"
        _make(toy_office, reference, "pack", SENDER, opens="parcel", address="Accra")
        if grams:
            _make(toy_office, reference, "weigh", CLERK, grams=grams)
    _make(toy_office, "P-3", "send", CLERK)
    _make(toy_office, "P-3", "sign", CLERK)
    return toy_office


def _make(
    office: Office, reference: str, trigger: str, actor: Actor, opens: str | None = None,
    **answers: object,
) -> Moved:  # fmt: skip
    outcome = office.execute(Move(reference, trigger, actor, answers, opens=opens))
    assert isinstance(outcome, Moved), str(outcome)
    return outcome


def under(
    office: Office, changed: Workflow | None, rules: Mapping[str, Rule] = TOY_RULES
) -> Office:
    """The same database under another definition, as a later version of the system has it."""
    workflows = {} if changed is None else {changed.name: changed}
    return Office(office.database, Lawbook(workflows, rules, TOY_LAW), office.clock).open_doors()


def told(office: Office) -> list[tuple[str, str, tuple[str, ...]]]:
    with office.database.connect() as connection:
        return [
            (one.dossier.reference, one.change, one.why) for one in impact(connection, office.book)
        ]


def holds(database: Engine) -> list[str]:
    with database.connect() as connection:
        return verify(trail_of(connection)).faults


def with_steps(*steps: Step, states: tuple[State, ...] = TOY.states, **more: object) -> Workflow:
    return replace(TOY, states=states, steps=steps, **more)  # type: ignore[arg-type]


REWEIGHED = with_steps(
    *(one for one in TOY.steps if one.trigger != "send"),
    step("send", "weighed", "sent", ("clerk",), "4", asks=(ask("stamp", "line"),)),
    step("repack", "weighed", "packed", ("clerk",), "8"),
)
"""Sending now asks for a stamp, and a weighed parcel can be packed again."""

RENAMED = with_steps(
    *(
        replace(
            one,
            source="on_the_scales" if one.source == "weighed" else one.source,
            target="on_the_scales" if one.target == "weighed" else one.target,
        )
        for one in TOY.steps
    ),
    states=tuple(
        replace(one, name="on_the_scales") if one.name == "weighed" else one for one in TOY.states
    ),
)


def test_under_an_unchanged_definition_nothing_changes_for_any_open_dossier(parcels: Office):
    assert told(parcels) == [("P-1", "nothing", ()), ("P-2", "nothing", ())]


def test_an_impact_report_says_for_each_open_dossier_what_would_change_and_why(parcels: Office):
    assert told(under(parcels, REWEIGHED)) == [
        ("P-1", "moves by itself", ("what changes lies elsewhere on its way",)),
        (
            "P-2",
            "moves by itself",
            ("repack becomes possible from here", "send changes: asks, notify"),
        ),
    ]


def test_a_dossier_is_judged_by_the_definition_it_was_opened_under(parcels: Office):
    later = under(parcels, REWEIGHED)
    refused = later.execute(Move("P-2", "repack", CLERK))
    assert isinstance(refused, Refused)
    assert "'repack' is no step of the workflow parcel" in refused.findings[0].sentence
    _make(later, "P-2", "send", CLERK)  # asks for no stamp


def test_migrating_makes_audited_moves_and_the_new_definition_judges(parcels: Office):
    later = under(parcels, REWEIGHED)
    moved = migrate(later, CHIEF, "the Parcel Act was amended")
    assert isinstance(moved, list)
    assert [(one.dossier.reference, one.change) for one in moved] == [
        ("P-1", "moves by itself"),
        ("P-2", "moves by itself"),
    ]
    assert told(later) == [("P-1", "nothing", ()), ("P-2", "nothing", ())]
    with later.database.connect() as connection:
        last = reading.entries(connection, "P-2")[-1]
    assert (last.trigger, last.source, last.target, last.actor, last.role, last.reason) == (
        "migrate", "weighed", "weighed", "Cy", "head", "the Parcel Act was amended",
    )  # fmt: skip
    assert last.definition == REWEIGHED.digest
    refused = later.execute(Move("P-2", "send", CLERK))
    assert isinstance(refused, Refused)
    assert [finding.sentence for finding in refused.findings] == ["stamp (stamp) is not given"]
    assert holds(later.database) == []


def test_a_closed_dossier_stays_under_its_own_definition(parcels: Office):
    later = under(parcels, REWEIGHED)
    migrate(later, CHIEF, "amended")
    with later.database.connect() as connection:
        signed = reading.dossiers(connection, ["P-3"])["P-3"]
    assert (signed.definition, signed.version) == (TOY.digest, 4)


def test_a_dry_run_finds_the_same_and_writes_nothing(parcels: Office):
    later = under(parcels, REWEIGHED)
    dry = migrate(later, CHIEF, "amended", dry_run=True)
    with later.database.connect() as connection:
        before = reading.dossiers(connection, ["P-1", "P-2"])
    assert {one.version for one in before.values()} == {1, 2}
    assert dry == migrate(later, CHIEF, "amended")


def test_a_migration_needs_a_written_reason(parcels: Office):
    refused = migrate(under(parcels, REWEIGHED), CHIEF, " ")
    assert isinstance(refused, Refused)
    assert str(refused) == "- migrate needs a written reason [House rule 5]"


def test_a_state_that_is_gone_blocks_its_dossiers_and_they_go_on_as_before(parcels: Office):
    later = under(parcels, RENAMED)
    why = ("its state weighed is no longer there, and nothing says what it became",)
    assert told(later) == [
        ("P-1", "moves by itself", ("weigh changes: target",)),
        ("P-2", "blocked", why),
    ]
    migrate(later, CHIEF, "renamed")
    _make(later, "P-2", "send", CLERK)
    assert holds(later.database) == []


def test_a_state_that_was_renamed_is_followed(parcels: Office):
    later = under(parcels, replace(RENAMED, renamed={"weighed": "on_the_scales"}))
    assert told(later)[1] == (
        "P-2", "moves by itself", ("its state weighed is now called on_the_scales",),
    )  # fmt: skip
    migrate(later, CHIEF, "renamed")
    with later.database.connect() as connection:
        assert reading.dossiers(connection, ["P-2"])["P-2"].state == "on_the_scales"
    _make(later, "P-2", "send", CLERK)
    assert holds(later.database) == []


def test_a_fact_that_a_state_now_needs_blocks_the_dossiers_without_it(parcels: Office):
    states = tuple(
        replace(one, needs=("grams", "insured")) if one.name == "weighed" else one
        for one in TOY.states
    )
    assert told(under(parcels, with_steps(*TOY.steps, states=states)))[1] == (
        "P-2", "blocked", ("weighed now needs insured, which the dossier does not have",),
    )  # fmt: skip


def test_a_workflow_that_is_gone_blocks_its_dossiers(parcels: Office):
    later = under(parcels, None)
    assert told(later)[0] == ("P-1", "blocked", ("the workflow parcel is no longer there",))
    _make(later, "P-2", "send", CLERK)


def test_a_rule_that_is_gone_refuses_until_the_dossier_is_migrated(parcels: Office):
    milder = replace(TOY, always=())
    later = under(parcels, milder, {n: r for n, r in TOY_RULES.items() if n != "not_a_thief"})
    refused = later.execute(Move("P-2", "send", CLERK))
    assert isinstance(refused, Refused)
    assert [(one.rule, str(one.citation)) for one in refused.findings] == [
        ("not_a_thief", "House rule 7")
    ]
    migrate(later, CHIEF, "the rule was repealed")
    _make(later, "P-2", "send", CLERK)
    assert holds(later.database) == []


def test_better_wording_is_not_another_definition(parcels: Office):
    reworded = replace(
        TOY,
        title=words("A parcel"),
        steps=tuple(replace(one, event=words("better said")) for one in TOY.steps),
    )
    assert reworded.digest == TOY.digest
    assert told(under(parcels, reworded)) == [("P-1", "nothing", ()), ("P-2", "nothing", ())]


@pytest.mark.parametrize(
    "changed",
    [
        replace(TOY.steps[3], cite=Citation("Parcel Act", "4a")),
        replace(TOY.steps[3], by=("clerk", "sender")),
        replace(TOY.steps[3], notify=()),
        replace(TOY.steps[3], held=True),
        replace(TOY.steps[3], needs_reason=True),
        replace(TOY.steps[3], stamps=("sent_at",)),
    ],
    ids=["paragraph", "roles", "letters", "held", "reason", "stamps"],
)
def test_whatever_binds_makes_another_definition(changed: Step):
    assert replace(TOY, steps=(*TOY.steps[:3], changed, *TOY.steps[4:])).digest != TOY.digest
