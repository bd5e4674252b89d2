"""Plausible answers to everything that the occasions ask, and what their letters then know."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from engine.calendar import Deadline
from engine.decide import Refused
from engine.dossier import Dossier, Fact
from engine.runtime.correspondents import Correspondent, Post, bound
from notifications.occasions.addressed import Roll
from notifications.recipients import Addresses
from notifications.written import Asked, Matter, Written, written
from portal.occasions import occasions
from tests.bilingual import faults_of_all
from workflows.law import law
from workflows.timetable import calendar

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
CYCLE = 2028
ADDRESSES = Addresses("office@example.org", "body@example.org")
NGO: Mapping[str, str] = {"organization": "Les Amis du conte"}
NAME: Mapping[str, str] = {"file_number": "00981", "current_name": "Sewn boats"}
ROLL = Roll(
    bound(
        [Correspondent("delegation@example.org", "Delegation of Ghana")],
        [Post("delegation", "Ghana", "delegation@example.org")],
    ),
    ADDRESSES,
    ("Ghana",),
)

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "cycle_opened": {"forms_at": "https://ich.example/en/forms"},
    "conflict_of_interest": {
        "declare_by": "2027-04-15",
        "files_to_evaluate": "02211 Building and sailing of sewn boats\n02345 Kente weaving",
    },
    "third_party_correspondence": {
        "sender": "the Association of Boat Builders of Lamu",
        "came_on": "2026-12-01",
        "correspondence": "Dear Sir,\nour guild was not consulted.",
        "meets_on": "2027-06-21",
    },
    "inscription_certificate": {"handed_over": "at the Permanent Delegation, in Paris"},
    "ngo_received": {**NGO, "came_on": "2027-01-08", "session_year": "2027"},
    "ngo_incomplete": {
        **NGO,
        "missing_items": "The statutes.\nThe list of active members.",
        "answer_by": "2027-04-30",
    },
    "ngo_complete": {**NGO, "session_year": "2027"},
    "ngo_recommended": {
        **NGO,
        "committee_decision": "20.COM 14",
        "committee_on": "2025-12-12",
        "committee_says": "recommended",
        "assembly": "11.GA",
    },
    "ngo_result": {
        **NGO,
        "resolution": "11.GA 9",
        "assembly_on": "2026-06-18",
        "assembly_says": "accredited",
    },
    "ngo_report_called": {
        **NGO,
        "accredited_in": "2022",
        "report_by": "2027-02-15",
        "session_year": "2027",
    },
    "name_change_received": {
        **NAME,
        "requested_name": "Sewn boats of the coast",
        "came_on": "2027-01-08",
    },
    "name_change_policy": NAME,
}


def matter(key: str, dossier: Dossier | None = None) -> Matter:
    """What the letter of that key is about."""
    if occasions()[key].about == "cycle":
        dues = (one.due for one in calendar(law(), CYCLE))
        return Matter(None, CYCLE, {due.key: due for due in dues if isinstance(due, Deadline)})
    return Matter(dossier)


def asked(key: str, **more: str) -> Asked:
    """What an officer answers, with these answers on top."""
    to = "ngo@example.org" if "address" in occasions()[key].to else ""
    return Asked({**ANSWERS[key], **more}, "A. Lind", to)


def letters(key: str, of: Matter | None = None, roll: Roll = ROLL, **more: str) -> Written:
    """The letters of an occasion, which must not be refused."""
    outcome = written(occasions()[key], asked(key, **more), of or matter(key), roll, NOW)
    assert not isinstance(outcome, Refused), str(outcome)
    return outcome


@cache
def of_no_dossier() -> Mapping[str, Mapping[str, Fact]]:
    """What the letters know that are about no dossier."""
    keys = [key for key, one in occasions().items() if one.about != "dossier"]
    return {key: letters(key).postings[0].facts for key in keys}


def refusal(key: str, of: Matter | None = None, now: datetime = NOW, on: Roll = ROLL,
            by: Asked | None = None, **more: str) -> list[str]:  # fmt: skip
    """Why the letter of an occasion is refused; it is said in both languages."""
    outcome = written(occasions()[key], by or asked(key, **more), of or matter(key), on, now)
    assert isinstance(outcome, Refused)
    assert faults_of_all([outcome]) == []
    return [str(one) for one in outcome.findings]
