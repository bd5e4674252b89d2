"""Days and instants at the ends of all calendars are answered with a page, in every list."""

import pytest

from engine.dossier import Actor
from tests.browsing import OFFICER
from tests.programs import Programs
from tests.signed_in import Portal
from workflows.roles import HEAD

ENDS = ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "9999-12-31", "0001-01-01")

PAGES = (
    "/desk?after={}~A", "/desk?q=due:>{}", "/desk?q=due:<{}", "/audit?from={}", "/audit?until={}",
    "/audit?after={}~A~1", "/letters/search?since={}", "/letters/search?until={}",
    "/dossiers/A?at={}", "/law?on={}", "/state/letters?after={}",
)  # fmt: skip

PROGRAMS = (
    "dossiers?due_after={}", "dossiers?due_before={}", "dossiers.csv?due_after={}",
    "letters?since={}", "letters?until={}", "elements?on={}", "audit?since={}", "audit?until={}",
    "desk?q=due:>{}", "dossiers/A?at={}",
)  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_no_day_is_too_early_or_too_late_for_a_page(moved, tmp_path, end):
    assert _faults(Portal(moved, tmp_path).browser(OFFICER), PAGES, end) == {}


@pytest.mark.parametrize("end", ENDS)
def test_nor_for_a_program(moved, tmp_path, end):
    program = Programs(moved, tmp_path).of(Actor("R. Haddad", HEAD))
    assert _faults(program, PROGRAMS, end) == {}


def _faults(browser, addresses, end) -> dict[str, int]:
    """The answers that are neither a page nor a refusal in words."""
    said = {one: browser.get(one.format(end.replace("+", "%2B"))).status_code for one in addresses}
    return {one: status for one, status in said.items() if status not in (200, 403, 422)}
