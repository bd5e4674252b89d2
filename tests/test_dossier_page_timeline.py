"""What has happened to a dossier: narrowed, linked, dated back, and whose hands it was in."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from engine.runtime.letters_about import letters_about
from engine.runtime.queries import looking
from portal.assemble import delivery
from portal.dossier_pages.as_of import as_of, instant_of
from portal.dossier_pages.held_for import held_for
from portal.dossier_pages.phases import may_follow, phases
from portal.dossier_pages.timeline import counted, narrowed, timeline
from portal.settings import Settings
from tests.browsing import AUDITOR, file_of, words_of
from tests.filing import REFERENCE, under_check
from tests.moves import BODY, GHANA, OFFICER, opened, taken
from tests.signed_in import Portal
from workflows.catalogue import workflows

HERE = f"/dossiers/{REFERENCE}"
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
JUST = timedelta(microseconds=1)


def definition(entry):
    return workflows()[entry.workflow]


def pinned(name, _):
    return workflows()[name]


@pytest.fixture
def portal(office, clock, tmp_path, monkeypatch):
    """A file that is under check, whose letters have left but the last."""
    monkeypatch.chdir(tmp_path)
    opened(office)
    clock.later(days=10)
    taken(office, "submit", GHANA)
    clock.later(days=3)
    under_check(office)
    delivery(Settings(outbox=str(tmp_path / "outbox")), office)()
    clock.later(days=2)
    taken(office, "request_completion", OFFICER, missing="the consent")
    clock.later(hours=1)
    return Portal(office, tmp_path)


def test_the_timeline_is_narrowed_by_links_that_say_how_many(portal):
    lind = portal.browser(OFFICER)
    page = lind.get(HERE)
    links = re.findall(r'href="([^"]*#timeline)"[^>]*>(\w+) <span class="count">(\d+)', page.text)
    assert [(name, count) for _, name, count in links] == [
        ("All", "6"), ("Steps", "6"), ("Letters", "4"),
    ]  # fmt: skip
    narrow = lind.get(links[2][0])
    assert re.findall(r'<li id="entry-(\d)"', narrow.text) == ["6", "4", "3", "2"]
    assert 'aria-current="true">Letters' in narrow.text


def test_every_entry_is_found_under_an_address_of_its_own(portal):
    page = portal.browser(OFFICER).get(HERE).text
    numbers = re.findall(r'<li id="entry-(\d)"', page)
    assert numbers == ["6", "5", "4", "3", "2", "1"]
    for number in numbers:
        assert f'<a href="#entry-{number}">entry {number}</a>' in page


def test_what_happened_at_one_instant_keeps_its_order(moved):
    entries = file_of(moved, "A").entries
    same = [entry.__class__(**{**entry.record(), "at": entries[0].at}) for entry in entries]
    lines = timeline(same, [], pinned)
    assert [line.happened.entry.number for line in lines if line.happened] == [3, 2, 1]


def test_a_state_reads_its_letters_as_they_left_and_no_held_one(office, portal):
    ghana = portal.browser(GHANA)
    page = ghana.get(HERE)
    links = re.findall(rf'href="({HERE}/letters/[^"]+)"', page.text)
    assert len(links) == 3
    copy = ghana.get(links[0])
    assert copy.status_code == 200
    assert "Madam, Sir," in copy.text
    assert "osei@example.org" in copy.text
    held = ghana.get(f"{HERE}/letters/{REFERENCE}:completeness:6")
    assert held.status_code == 404
    assert "held for release" not in words_of(page)


def test_the_office_goes_to_the_letter_and_an_auditor_reads_its_copy(portal):
    assert (
        f'href="/letters/{REFERENCE}%3Acompleteness%3A6"' in portal.browser(OFFICER).get(HERE).text
    )
    auditor = portal.browser(AUDITOR)
    assert "held for release" in words_of(auditor.get(HERE))
    kept = auditor.get(f"{HERE}/letters/{REFERENCE}:completeness:6")
    assert (kept.status_code, "This letter has not left yet." in words_of(kept)) == (200, True)
    assert auditor.get(f"{HERE}/letters/nothing").status_code == 404
    assert auditor.get(f"{HERE}/letters/a%00b").status_code == 404


def test_the_evaluation_body_reads_no_letters_and_not_whom_they_went_to(office, portal):
    opened(office, "RL-2028-0002")
    taken(office, "submit", GHANA, "RL-2028-0002")
    for step, more in (
        ("register", {"file_no": "02223"}), ("include", {"place": "inside"}), ("start_check", {}),
        ("find_complete", {}), ("transmit", {}),
    ):  # fmt: skip
        taken(office, step, OFFICER, "RL-2028-0002", **more)
    page = portal.browser(BODY).get("/dossiers/RL-2028-0002")
    assert page.status_code == 200
    assert "/letters/" not in page.text
    assert "osei@example.org" not in page.text
    assert "recorded, not shown here" in words_of(page)


def test_letters_of_a_dossier_say_whom_they_are_for(office, portal):
    with looking(office.database) as connection:
        found = letters_about(connection, REFERENCE)
    assert [(one.template, one.status, one.alone) for one in found] == [
        ("submission_received", "sent", True), ("registered", "sent", True),
        ("included", "sent", True), ("completeness", "held", True),
    ]  # fmt: skip


def test_the_dossier_is_shown_as_it_stood_at_an_instant(portal):
    lind = portal.browser(OFFICER)
    page = words_of(lind.get(f"{HERE}?at=2027-03-12T10:00"))
    assert "As it stood on 12 March 2027, 10:00 (Paris time) 2027-03-12 09:00 UTC ." in page
    assert "This is version 2 of 6. See it as it stands now" in page
    assert "Received, to be registered Secretariat" in page
    assert "Nothing can be done in the past." in page
    assert "Registered Secretariat since" not in page
    french = words_of(lind.get(f"{HERE}?at=2027-03-12T10:00&lang=fr"))
    assert "Tel qu'il était au 12 mars 2027 à 10 h 00" in french


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2020-01-01T00:00", "Nothing had been recorded of this dossier by 1 January 2020"),
        ("yesterday", "“yesterday” is not an instant like 2027-07-01T18:00"),
        ("2027-02-30", "is not an instant"),
        ("0001-01-01T00:00+14:00", "is not an instant"),
        ("<b>", "“<b>” is not an instant"),
    ],
)
def test_an_instant_that_is_none_is_said_and_the_dossier_shown_as_it_is(portal, at, said):
    answer = portal.browser(OFFICER).get(HERE, params={"at": at})
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "What can be done now Asked of the rules" in words_of(answer)
    assert "<b>" not in answer.text


def test_the_instant_of_an_entry_is_the_first_at_which_it_shows(moved):
    file = file_of(moved, "A")
    at = datetime.fromisoformat(file.entries[1].at)
    moments = (NOON - JUST, NOON, at - JUST, at, at.replace(year=2030))
    then = [as_of(file, moment).file for moment in moments]
    assert [one and one.dossier.version for one in then] == [None, 1, 1, 2, 3]
    assert then[-1] is not None
    assert then[-1].dossier == file.dossier


def test_instants_without_a_zone_are_those_of_paris():
    assert instant_of("2027-07-01T18:00") == datetime(2027, 7, 1, 16, tzinfo=UTC)
    assert instant_of("2027-07-01T18:00Z") == datetime(2027, 7, 1, 18, tzinfo=UTC)
    assert instant_of(" 2027-12-01 ") == datetime(2027, 11, 30, 23, tzinfo=UTC)
    assert instant_of("") is None


def test_whose_hands_it_was_in_is_counted_in_days_and_shares(office, portal):
    entries = file_of(office, REFERENCE).entries
    found = held_for(entries, definition, NOON + timedelta(days=25))
    assert [(one.role, one.days, one.now) for one in found] == [
        ("state_party", 20, True), ("secretariat", 5, False),
    ]  # fmt: skip
    assert [round(one.share) for one in found] == [80, 20]
    assert sum(one.share for one in found) == pytest.approx(100)


def test_what_is_closed_is_in_nobodys_hands(office, portal):
    taken(office, "withdraw", GHANA)
    entries = file_of(office, REFERENCE).entries
    soon, late = (held_for(entries, definition, NOON + timedelta(days=n)) for n in (20, 400))
    assert soon == late
    assert [one for one in late if one.now] == []
    assert held_for((), definition, NOON) == []


def test_phases_say_from_when_to_when_and_by_whom(office, portal):
    entries = file_of(office, REFERENCE).entries
    found = list(phases(entries, definition, NOON + timedelta(days=17)))
    assert [(one.state.name, one.days, one.entry.actor) for one in found] == [
        ("draft", 10, "N. Osei"), ("submitted", 3, "N. Osei"), ("registered", 0, "A. Lind"),
        ("included", 0, "A. Lind"), ("checking", 2, "A. Lind"), ("incomplete", 2, "A. Lind"),
    ]  # fmt: skip
    assert [one.until is None for one in found] == [False] * 5 + [True]
    following = [one.name for one in may_follow(workflows()["rl"], "incomplete")]
    assert following == ["resubmitted", "returned", "withdrawn"]


def test_the_list_one_came_from_leads_on(office, portal):
    opened(office, "RL-2028-0002")
    taken(office, "submit", GHANA, "RL-2028-0002")
    page = portal.browser(OFFICER).get(f"{HERE}?from=-turn:closed")
    assert re.search(
        r'rel="(?:prev|next)" href="/dossiers/RL-2028-0002\?from=-turn%3Aclosed"', page.text
    )
    assert "of 2" in words_of(page)
    for said in ("state:nowhere", "(((", "", "x" * 5000):
        assert 'rel="next"' not in portal.browser(OFFICER).get(HERE, params={"from": said}).text
    assert 'rel="next"' not in portal.browser(GHANA).get(f"{HERE}?from=-turn:closed").text


def test_lines_are_counted_by_kind(office, portal):
    with looking(office.database) as connection:
        letters = letters_about(connection, REFERENCE)
    lines = timeline(file_of(office, REFERENCE).entries, letters, pinned)
    assert counted(lines) == {"steps": 6, "letters": 4, "revisions": 0, "reminders": 0}
    assert narrowed(lines, "nothing known") == lines
