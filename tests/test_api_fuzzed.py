"""Whatever a program sends: no fault of ours, and no answer that the description does not have."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from limits import RateLimitItemPerSecond
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from engine.dossier import Actor
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Office
from portal.api.pace import Pace
from portal.assemble import foresight
from tests.browsing import KENYA, OFFICER
from tests.programs import AT, Programs
from workflows.catalogue import rules, workflows
from workflows.law import law
from workflows.roles import AUDITOR, DELEGATION, EVALUATION_BODY, HEAD

CHECKS = (
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
)  # fmt: skip
PEOPLE = (
    KENYA,
    OFFICER,
    Actor("R. Haddad", HEAD),
    Actor("W. Njoroge", DELEGATION, frozenset({"Kenya"})),
    Actor("P. Stone", AUDITOR),
    Actor("The Rapporteur", EVALUATION_BODY),
)
KNOWN = st.sampled_from(["A", "B", "C", "D", "E", "02222", "Z"])
EXAMPLES = 16
"""Requests of each operation: a slow machine has a minute for all of them."""


@pytest.fixture
def office(sqlite_database, clock) -> Office:
    """What is asked here does not depend on the kind of database."""
    book = Lawbook(workflows(), rules(), law())
    return Office(sqlite_database, book, clock, foresight(book)).open_doors()


@pytest.fixture
def programs(moved, tmp_path) -> Programs:
    made = Programs(moved, tmp_path)
    plenty = RateLimitItemPerSecond(1_000_000)
    made.app.state.pace = Pace(plenty, plenty)
    return made


def operations(programs: Programs) -> Iterator[Any]:
    schema: Any = schemathesis.openapi.from_asgi(f"{AT}/openapi.json", programs.app)
    for found in schema.get_all_operations():
        yield found.ok()


def asked(operation: Any, tokens: list[str | None]) -> None:
    """Send some requests of that operation, most of them about dossiers that are there."""

    @seed(2003)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(
        case=operation.as_strategy(), who=st.sampled_from(tokens), reference=KNOWN,
        there=st.integers(0, 3), seen=st.sampled_from(['"1"', '"3"', "*", '"x"']),
    )  # fmt: skip
    def sent(case: Any, who: str | None, reference: str, there: int, seen: str) -> None:
        if there and "reference" in (case.path_parameters or {}):
            case.path_parameters["reference"] = reference
        headers = {} if who is None else {"Authorization": f"Bearer {who}"}
        if there and operation.method.upper() in ("POST", "PATCH"):
            headers["If-Match"] = seen
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)

    sent()


def test_every_operation_answers_as_it_is_described_whoever_calls(programs):
    tokens = [None, "none", *(programs.token(who) for who in PEOPLE)]
    faults, seen = [], 0
    for operation in operations(programs):
        seen += 1
        try:
            asked(operation, tokens)
        except (Exception, FailureGroup) as fault:  # all are told, not the first one
            several = getattr(fault, "exceptions", (fault,))
            told = "; ".join(f"{type(one).__name__} {one}" for one in several)
            faults.append(f"{operation.method.upper()} {operation.path}: {told}")
    assert faults == [], "\n\n".join(faults)
    assert seen == len(list(operations(programs)))
