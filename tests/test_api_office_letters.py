"""Programs of the office see what waits and what will leave, pause it, and word its letters."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from notifications.letters import original
from portal.api.scopes import SCOPES
from tests.holding import HADDAD, LIND, RL, incomplete
from tests.moves import GHANA, opened, taken
from tests.programs import AT, HOST, Programs, kinds

AUDITOR = Actor("M. Rossi", "auditor")
OTHER = "RL-2028-0002"
REMINDER = f"submission:{RL}:contact:2027-03-31-14d"
WORDING = "wording/submission_received/en"
ANEW = original("submission_received", "en").replace("Title: {{ title }}", "About {{ title }}")


@pytest.fixture
def programs(office, clock, tmp_path):
    clock.at = datetime(2027, 3, 10, 12, tzinfo=UTC)
    opened(office)
    opened(office, OTHER, title="Songs of the salt harvest")
    return Programs(office, tmp_path)


# --- the outbox --------------------------------------------------------------------------------


def test_the_outbox_counts_what_waits_and_names_what_is_paused(programs, office):
    officer = programs.of(LIND)
    assert officer.get("outbox").json() == {
        "counts": {}, "sent_today": 0, "released_by": 1, "pauses": [], "suspended": [],
    }  # fmt: skip
    given = {"reference": RL, "reason": "They are in touch."}
    for _ in range(2):
        told = officer.post("outbox/pause", json=given).json()
        assert [(one["reference"], one["why"], one["by"]) for one in told["pauses"]] == [
            (RL, "They are in touch.", LIND.name)
        ]
    assert officer.post("outbox/go-on", json={"reference": RL}).json()["pauses"] == []
    taken(office, "submit", GHANA)
    assert officer.get("outbox").json()["counts"] == {"waiting": 1}


def test_everything_is_paused_only_by_who_is_sure(programs):
    officer, given = programs.of(LIND), {"reason": "wrong dates"}
    unsure = officer.post("outbox/pause", json=given)
    assert kinds(unsure) == (422, "not-as-asked")
    assert unsure.json()["errors"][0]["pointer"] == "/sure"
    told = officer.post("outbox/pause", json={**given, "sure": True}).json()
    assert [one["reference"] for one in told["pauses"]] == [None]
    assert officer.post("outbox/go-on", json={}).json()["pauses"] == []


def test_a_pause_without_a_reason_or_of_nothing_is_refused(programs):
    officer = programs.of(LIND)
    for given in ({"reference": RL}, {"reference": "NONE", "reason": "so"}):
        assert kinds(officer.post("outbox/pause", json=given)) == (422, "unanswered")
    assert officer.get("outbox").json()["pauses"] == []
    gone = officer.post("outbox/resume", json={"address": "nobody@example.org"})
    assert gone.status_code == 200


def test_a_paragraph_is_saved_before_a_letter_leaves_and_nobodys_is_overwritten(programs, office):
    key = incomplete(office, "RL-2028-0003")
    officer = programs.of(LIND)
    saved = officer.post(f"letters/{key}/save", json={"paragraph": "Please call us.", "seen": 0})
    assert (saved.json()["paragraph"], saved.json()["paragraph_seen"]) == ("Please call us.", 1)
    assert "Please call us." in saved.json()["preview"]["text"]
    other = programs.of(HADDAD).post(f"letters/{key}/save", json={"paragraph": "No.", "seen": 0})
    assert kinds(other) == (409, "refused")
    assert officer.get(f"letters/{key}").json()["paragraph"] == "Please call us."
    for what in ("arrived", "again"):
        assert kinds(officer.post(f"letters/{key}/{what}", json={})) == (409, "refused")


# --- the forecast ------------------------------------------------------------------------------


def test_the_forecast_says_who_gets_what_when_and_how_it_is_merged(programs):
    told = programs.of(LIND).get("forecast").json()
    (one,) = told["messages"]
    assert (one["day"], one["address"], one["status"]) == (
        "2027-03-17", "osei@example.org", "goes",
    )  # fmt: skip
    assert [each["key"] for each in one["reminders"]] == [REMINDER, REMINDER.replace(RL, OTHER)]
    assert "31 March 2027" in one["reminders"][0]["deadline"]["en"]
    assert (told["days"], told["total"], told["next"]) == (14, 1, None)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"days": 6}, 0), ({"days": 7}, 1), ({"person": "OSEI@"}, 1), ({"person": "mensah"}, 0),
        ({"reference": RL}, 1), ({"reference": "NONE"}, 0),
    ],
)  # fmt: skip
def test_the_forecast_is_filtered_by_days_person_and_dossier(programs, asked, number):
    assert programs.of(LIND).get("forecast", params=asked).json()["total"] == number


def test_the_forecast_is_read_page_by_page(programs):
    program, found = programs.of(LIND), 0
    whole = program.get("forecast?days=60").json()
    following = f"{AT}/forecast?days=60&limit=1"
    while following:
        told = program.get(HOST + following).json()
        found += len(told["messages"])
        following = told["next"]
    assert found == whole["total"] > 1
    assert kinds(program.get("forecast?cursor=eA")) == (422, "not-as-asked")
    assert kinds(program.get("forecast?days=401")) == (422, "not-as-asked")


def test_one_reminder_is_held_back_with_a_reason_and_goes_on(programs):
    officer, at = programs.of(LIND), f"reminders/{REMINDER}"
    assert kinds(officer.post(f"{at}/hold", json={})) == (422, "unanswered")
    for _ in range(2):
        answer = officer.post(f"{at}/hold", json={"reason": "They have filed on paper."})
        assert answer.status_code == 204
    (held,) = [one for one in officer.get("forecast").json()["messages"] if one["status"] == "held"]
    assert [one["key"] for one in held["reminders"]] == [REMINDER]
    assert held["why"]["en"].endswith("They have filed on paper.")
    for _ in range(2):
        assert officer.post(f"{at}/go-on", json={}).status_code == 204
    assert officer.get("forecast").json()["total"] == 1
    assert kinds(officer.post("reminders/none/hold", json={"reason": "x"})) == (404, "not-there")


def test_what_a_dossier_will_be_reminded_of_is_told_to_the_office(programs, office):
    taken(office, "submit", GHANA)
    taken(office, "register", LIND, file_no="02345")
    told = programs.of(LIND).get(f"dossiers/{RL}/reminders").json()
    assert (told["reference"], told["pause"]) == (RL, None)
    assert all(one["about"]["fr"] and one["to"] for one in told["reminders"])
    assert kinds(programs.of(LIND).get(f"dossiers/{OTHER}/reminders")) == (404, "not-there")
    assert kinds(programs.of(GHANA).get(f"dossiers/{RL}/reminders")) == (403, "no-scope")


# --- wording -----------------------------------------------------------------------------------


def test_every_letter_has_its_wording_in_both_languages(programs):
    told = programs.of(LIND).get("wording").json()["letters"]
    languages = {one["language"] for one in told if one["key"] == "submission_received"}
    assert languages == {"en", "fr"}
    assert all(one["subject"] and one["version"] == 0 for one in told)


def test_a_letter_is_worded_otherwise_at_the_version_that_was_seen_and_restored(programs, office):
    taken(office, "submit", GHANA)
    officer = programs.of(LIND)
    first = officer.get(WORDING)
    assert (first.headers["etag"], first.json()["version"]) == ('"0"', 0)
    assert first.json()["read"]["text"].startswith("Title: Kente weaving")
    given = {"text": ANEW, "reason": "plainer"}
    assert kinds(officer.put(WORDING, json=given)) == (428, "no-version")
    dry = officer.put(f"{WORDING}?dry_run=true", json=given, headers={"If-Match": '"0"'})
    assert dry.json()["read"]["text"].startswith("About Kente weaving")
    assert officer.get(WORDING).json()["version"] == 0
    kept = officer.put(WORDING, json=given, headers={"If-Match": '"0"'})
    assert (kept.headers["etag"], kept.json()["version"]) == ('"1"', 1)
    assert [(one["by"], one["why"]) for one in kept.json()["versions"]] == [(LIND.name, "plainer")]
    stale = programs.of(HADDAD).put(WORDING, json=given, headers={"If-Match": '"0"'})
    assert kinds(stale) == (412, "stale")
    back = {"text": None, "reason": "as it was"}
    restored = officer.put(WORDING, json=back, headers={"If-Match": '"1"'}).json()
    assert (restored["version"], restored["text"]) == (0, restored["original"])
    assert [one["text"] is None for one in restored["versions"]] == [True, False]


def test_a_text_that_cannot_be_kept_is_told_line_by_line(programs):
    officer, seen = programs.of(LIND), {"If-Match": '"0"'}
    bad = {"text": ANEW.replace("{{ title }}", "{{ titel }}"), "reason": ""}
    answer = officer.put(WORDING, json=bad, headers=seen)
    assert kinds(answer) == (422, "not-as-asked")
    said = [one["sentence"]["en"] for one in answer.json()["errors"]]
    assert any(one.startswith("Line ") and "titel" in one for one in said)
    assert "Say why the wording changes." in said
    dry = officer.put(f"{WORDING}?dry_run=true", json=bad, headers=seen).json()
    assert (dry["read"], dry["faults"][0]["line"] > 0) == (None, True)
    assert officer.get(WORDING).json()["versions"] == []
    assert kinds(officer.get("wording/none/en")) == (404, "not-there")


def test_no_letter_is_shown_by_a_draft_that_its_reader_may_not_see(programs):
    officer = programs.of(LIND)
    for reference in ("", RL):
        answer = officer.get("wording/reminder_submission/en", params={"reference": reference})
        assert "Kente weaving" not in answer.text
        assert answer.json()["read"] is None
        assert answer.json()["faults"]


def test_letters_of_the_office_are_for_the_office_and_auditors_only_read_them(programs):
    for path in ("outbox", "forecast", "wording", WORDING):
        assert kinds(programs.of(GHANA, list(SCOPES)).get(path)) == (403, "not-yours")
        assert programs.of(AUDITOR).get(path).status_code == 200
    auditor = programs.of(AUDITOR)
    pause = auditor.post("outbox/pause", json={"reference": RL, "reason": "x"})
    word = auditor.put(WORDING, json={"text": None}, headers={"If-Match": '"0"'})
    hold = auditor.post(f"reminders/{REMINDER}/hold", json={"reason": "x"})
    assert [kinds(one) for one in (pause, word, hold)] == [(403, "not-yours")] * 3
