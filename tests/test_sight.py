"""Who sees which dossier: one description, asked of a dossier and of the rows alike."""

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from engine.dossier import Actor, Dossier
from engine.runtime.in_sight import in_sight
from engine.runtime.tables import definition, dossier, party
from engine.sight import EVERYTHING, Reach, covers
from portal.access import files, rooms
from portal.access.sight import PUBLIC, view, visible, whole
from workflows.catalogue import workflows
from workflows.roles import OFFICE, PEOPLE

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
NAMES = ("Kenya", "Ghana", "Niger", "Nigeria")
STATES = sorted({state for one in workflows().values() for state in one.state})
FACTS = {"received_at": "2027-03-01T12:00:00+00:00", "file_no": "02222", "decision": "21.COM 8.b.1"}

everybody = st.none() | st.builds(
    Actor, st.just("N. N."), st.sampled_from(PEOPLE), st.frozensets(st.sampled_from(NAMES))
)
some = st.none() | st.frozensets(st.sampled_from(STATES), max_size=3)
reaches = st.builds(
    Reach,
    workflows=st.none() | st.frozensets(st.sampled_from(sorted(workflows())), max_size=3),
    stands_in=some,
    never_in=st.frozensets(st.sampled_from(STATES), max_size=3),
    parties=st.none() | st.frozensets(st.sampled_from(NAMES), max_size=2),
    not_of=st.frozensets(st.sampled_from(NAMES), max_size=2),
    received=st.none() | st.booleans(),
    numbered=st.none() | st.booleans(),
    decided=st.none() | st.booleans(),
)


def of(workflow: str, state: str, *names: str, reference: str = "A", **facts: str) -> Dossier:
    return Dossier(reference, workflow, state=state, facts={"states": [*names], **facts})


@pytest.fixture
def every_kind(database: Engine) -> list[Dossier]:
    """A dossier in each state of three mechanisms, of one State or two, with few or many facts."""
    kinds = product(
        ("rl", "assistance_bureau", "periodic_report"), (("Kenya",), ("Ghana", "Niger"))
    )
    made = [
        of(workflow, state, *names, reference=f"R-{i}-{j}-{len(facts)}", **dict(facts))
        for i, (workflow, names) in enumerate(kinds)
        for j, state in enumerate(workflows()[workflow].state)
        for facts in ((), tuple(FACTS.items())[:1], tuple(FACTS.items()))
    ]
    with database.begin() as connection:
        connection.execute(
            insert(definition).values(
                hash="d" * 64, kind="workflow", name="rl", document={}, stored_at=AT
            )
        )
        for number, one in enumerate(made):
            row = _row(one, number)
            try:
                with connection.begin_nested():
                    connection.execute(insert(dossier).values(row))
            except IntegrityError:  # the schema allows no such state without its facts
                made[number] = of("", "", reference="none")
                continue
            rows = [{"reference": one.reference, "state": name} for name in one.states]
            connection.execute(insert(party), rows)
    kept = [one for one in made if one.workflow]
    assert len(kept) > 100, len(kept)
    return kept


def _row(one: Dossier, number: int) -> dict[str, Any]:
    facts = dict(one.facts)
    if "file_no" in facts:
        facts["file_no"] = f"{number:05}"
    promoted = {name: facts.get(name) for name in ("file_no", "decision")}
    received = AT if "received_at" in facts else None
    return {
        "reference": one.reference, "workflow": one.workflow, "definition": "d" * 64,
        "state": one.state, "version": 1, "head": "h" * 64, "facts": facts, "opened_at": AT,
        "moved_at": AT, "received_at": received, **promoted,
    }  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sight=st.lists(reaches, max_size=3).map(tuple))
def test_the_rows_in_sight_are_the_dossiers_in_sight(every_kind, database, sight):
    with database.connect() as connection:
        found = set(connection.scalars(select(dossier.c.reference).where(in_sight(sight))))
    assert found == {one.reference for one in every_kind if covers(sight, one)}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(who=everybody)
def test_what_a_list_shows_somebody_is_what_they_may_open_one_by_one(every_kind, database, who):
    with database.connect() as connection:
        listed = set(connection.scalars(select(dossier.c.reference).where(in_sight(visible(who)))))
        read = set(connection.scalars(select(dossier.c.reference).where(in_sight(whole(who)))))
    assert listed == {one.reference for one in every_kind if files.knows(who, one)}
    assert read == {one.reference for one in every_kind if files.reads(who, one) is None}


@given(who=everybody, workflow=st.sampled_from(sorted(workflows())), number=st.booleans())
def test_a_draft_is_known_to_its_own_state_and_to_auditors_alone(who, workflow, number):
    draft = of(workflow, "draft", "Kenya", **({"predecessor": "B"} if number else {}))
    of_kenya = (
        who is not None and who.role in ("state_party", "delegation") and "Kenya" in who.states
    )
    known = of_kenya or (who is not None and who.role == "auditor")
    assert files.knows(who, draft) is known


@pytest.mark.parametrize(
    "who", [None, *(Actor("N. N.", role, frozenset({"Ghana"})) for role in PEOPLE)]
)
def test_a_draft_that_was_withdrawn_before_it_was_filed_stays_as_unknown_as_it_was(who):
    gone = of("rl", "withdrawn", "Kenya")
    assert files.knows(who, gone) is (who is not None and who.role == "auditor")


def test_nobody_evaluates_a_file_of_their_own_state():
    of_kenya = of("rl", "under_evaluation", "Kenya", **FACTS)
    member = Actor("A member", "evaluation_body", frozenset({"Kenya"}))
    assert view(member, of_kenya) == "public"
    assert view(Actor("Another", "evaluation_body", frozenset({"Ghana"})), of_kenya) == "whole"


def test_the_public_learns_of_a_file_once_it_has_a_number_and_of_a_request_once_it_is_decided():
    assert view(None, of("rl", "submitted", "Kenya")) == "nothing"
    assert view(None, of("rl", "registered", "Kenya", file_no="02222")) == "public"
    request = of("assistance_bureau", "on_the_agenda", "Kenya", file_no="02222")
    assert view(None, request) == "nothing"
    decided = of("assistance_bureau", "approved", "Kenya", **FACTS)
    assert view(None, decided) == "public"


def test_whoever_sees_everything_in_a_file_but_is_not_of_it_sees_no_letters():
    file = of("rl", "published", "Kenya", **FACTS)
    roles = {
        role: files.reads_letters(Actor("N. N.", role, frozenset({"Kenya"})), file) is None
        for role in PEOPLE
    }
    assert {role for role, may in roles.items() if may} == {
        "state_party", "delegation", "secretariat", "head", "auditor",
    }  # fmt: skip
    assert files.reads_letters(None, file) is not None


@pytest.mark.parametrize("room", rooms.ROOMS)
def test_no_room_is_open_to_the_public_and_an_auditor_writes_in_none_but_their_own(room):
    assert rooms.reads_in(None, room) is not None
    assert rooms.writes_in(None, room) is not None
    auditor = Actor("An auditor", "auditor")
    assert (rooms.writes_in(auditor, room) is None) is (room == "own")
    assert set(rooms.ROOMS[room].writes) <= set(rooms.ROOMS[room].reads)


def test_only_a_focal_point_of_a_state_that_submits_writes_its_answers():
    draft = of("rl", "draft", "Kenya", "Ghana")
    may = [
        (role, name)
        for role in PEOPLE
        for name in NAMES
        if files.writes_answers(Actor("N. N.", role, frozenset({name})), draft) is None
    ]
    assert may == [("state_party", "Kenya"), ("state_party", "Ghana")]


def test_a_state_is_confirmed_by_its_focal_point_or_its_delegation_and_by_no_other_state():
    draft = of("rl", "draft", "Niger", "Ghana")
    may = [
        (role, name)
        for role in PEOPLE
        for name in NAMES
        if files.confirms(Actor("N. N.", role, frozenset({name})), draft, "Niger") is None
    ]
    assert may == [("state_party", "Niger"), ("delegation", "Niger")]
    nigeria = Actor("N. N.", "state_party", frozenset({"Nigeria"}))
    assert files.confirms(nigeria, draft, "Nigeria") is not None


def test_officers_act_in_the_place_of_a_state_and_not_while_they_do_already():
    may = [r for r in PEOPLE if files.acts_in_the_place_of(Actor("N. N.", r)) is None]
    assert may == [*OFFICE]
    acting = Actor("N. N.", "secretariat", through="A. Lind, secretariat")
    assert files.acts_in_the_place_of(acting) is not None


def test_auditors_see_everything_and_the_sight_of_nobody_is_the_public_one():
    assert whole(Actor("An auditor", "auditor")) == EVERYTHING
    assert visible(None) == PUBLIC
