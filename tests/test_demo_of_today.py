"""The demonstration opens on an office of today, whenever today is: invented files, real rules."""

import re
from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from engine.runtime import queries, reading
from engine.runtime.database import writer
from engine.runtime.held_letters import held_letters
from engine.runtime.office import Office
from engine.runtime.register import add
from engine.runtime.trail import trail_of
from engine.runtime.verify import verify
from forms.catalogue import forms_of
from portal.assemble import delivery, foresight, lawbook
from portal.days import SimulatedClock
from portal.filing.draft import begin
from portal.illustrated.cycles import cycles_on
from portal.illustrated.lived import lived_until
from portal.places import selection
from portal.register import published
from portal.settings import Settings
from workflows.catalogue import workflows
from workflows.law import law
from workflows.selection.cut import Decision
from workflows.selection.selection import Selection

STATES = {state for one in workflows().values() for state in one.state}
IN_THE_ARCHIVE = {"inscribed", "not_inscribed", "selected"}
"""What the real cycle 2021 shows, and what no invented element is: it would be counted."""


def lived(database, tmp_path, now: datetime) -> Office:
    """An office over the register of 2021 that has lived through the invented files until now."""
    book = lawbook()
    clock = SimulatedClock(datetime(2021, 12, 20, 20, tzinfo=UTC))
    office = Office(database, book, clock, foresight(book)).open_doors()
    with writer(database).begin() as connection:
        add(connection, published())
    settings = Settings(_env_file=None, outbox=str(tmp_path / "outbox"))
    for _ in lived_until(office, clock, delivery(settings, office), now):
        pass
    return office


@pytest.mark.parametrize(
    "now", [datetime(2026, 11, 21, 12, tzinfo=UTC), datetime(2027, 8, 2, 9, tzinfo=UTC)], ids=str
)
def test_there_is_a_file_in_every_state_a_letter_held_and_a_tie_to_decide(
    sqlite_database, tmp_path, now
):
    office = lived(sqlite_database, tmp_path, now)
    cycles = cycles_on(office.book.law, now)
    with queries.looking(office.database) as connection:
        files = reading.dossiers_where(connection)
        held = held_letters(connection)
        found = verify(trail_of(connection))
    assert STATES - {one.state for one in files} <= IN_THE_ARCHIVE
    assert {one.text("illustrative") for one in files} == {
        "an invented file: no State has submitted it"
    }
    assert [one.template for one in held] == ["completeness"]
    assert found.faults == []
    assert not {"inscribed", "selected"} & {one.state for one in files}
    assert all(datetime.fromisoformat(e.at) <= now for f in files for e in entries(office, f))
    made = selection(office, cycles.placed, Decision())
    assert isinstance(made, Selection)
    assert made.counts()["undecided"] == 4
    assert made.counts()["selected"] == 58
    drafts = [one.cycle for one in files if one.state == "draft" and one.cycle == cycles.drafted]
    assert len(drafts) > 5
    under_way = forms_under_way(office, [one for one in files if one.state == "draft"])
    assert len(under_way) > 5
    for form in under_way:
        assert (form.filled.faults, form.filled.remarks, form.filled.beyond) == ((), (), ())
        assert 0 < len(form.filled.open) < form.filled.questions
        assert len(form.given) >= len(form.edition.fields) // 3
        assert {"(An invented text.)", "(Texte inventé.)"} & set(
            re.findall(r"\([^)]+\)", told(form))
        )


def forms_under_way(office, drafts):
    """The forms of these drafts, as an auditor reads them: nobody begins one by that."""
    auditor = Actor("I. Okafor", "auditor")
    return [begin(office, one.reference, auditor) for one in drafts if forms_of(one.workflow)]


def told(form):
    """All that a form says, in one text."""
    return " ".join(str(value) for value in form.given.values())


def entries(office, file):
    with queries.looking(office.database) as connection:
        return reading.entries(connection, file.reference)


@pytest.mark.parametrize(
    ("now", "drafted", "placed", "over"),
    [
        (datetime(2026, 11, 21, tzinfo=UTC), 2028, 2027, 2025),
        (datetime(2027, 3, 31, 12, tzinfo=UTC), 2028, 2027, 2025),
        (datetime(2027, 4, 2, tzinfo=UTC), 2029, 2028, 2025),
    ],
)
def test_which_cycles_an_office_has_before_it_follows_from_the_day(now, drafted, placed, over):
    found = cycles_on(law(), now)
    assert (found.drafted, found.placed, found.over) == (drafted, placed, over)
