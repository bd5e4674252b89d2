"""`dossiers letters forecast`, `pause`, `go-on`, `pauses`, `search` and `show`."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from engine.runtime.office import Office
from tests.conftest import Run, ToldClock
from tests.foretelling import deliver, incomplete
from tests.moves import GHANA as GHANA_STATE
from tests.moves import held_keys, taken
from tests.on_record import BY

ONE, TWO = "RL-2028-0001", "RL-2028-0002"
KEY = f"completion:{ONE}:contact:2027-09-30-14d"


@pytest.fixture
def waiting(office: Office, clock: ToldClock, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Two dossiers of which what is missing is due in two weeks; the commands see that day."""
    incomplete(office, clock, ONE)
    incomplete(office, clock, TWO)
    deliver(office)
    clock.at = datetime(2027, 8, 31, 12, tzinfo=UTC)
    deliver(office)
    clock.at = datetime(2027, 9, 14, 12, tzinfo=UTC)
    monkeypatch.setattr("portal.assemble.now", clock)
    monkeypatch.setattr("portal.assemble.office.__defaults__", (clock,))
    monkeypatch.setenv("COLUMNS", "200")
    return office


def data(run: Run, *arguments: str) -> Any:
    status, out, err = run("letters", *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


# --- the forecast --------------------------------------------------------------------------------


def test_the_forecast_is_a_table_a_day(run: Run, waiting: Office):
    status, out, _ = run("letters", "forecast", "--days", "9")
    assert status == 0
    assert [line.strip() for line in out.splitlines() if "2027" in line] == [
        "Thursday 16 September 2027", "Thursday 23 September 2027",
    ]  # fmt: skip
    (row,) = {" ".join(line.split()) for line in out.splitlines() if "osei" in line}
    assert row == (
        "09:00 osei@example.org (contact, en) completion of 02001; completion of 02002 2 goes"
    )
    assert out.endswith("2 messages leave in 9 days; 0 kept back or for nobody.\n")


def test_the_forecast_as_data_says_everything(run: Run, waiting: Office):
    (one,) = data(run, "forecast", "--days", "2")
    assert (one["at"], one["day"]) == ("2027-09-16T07:00:00+00:00", "2027-09-16")
    assert (one["address"], one["template"], one["merged"]) == ("osei@example.org", "digest", 2)
    assert (one["status"], one["why"], one["letter"]) == ("goes", None, None)
    assert one["dossiers"] == [ONE, TWO]
    assert [item["key"] for item in one["reminders"]] == [KEY, KEY.replace(ONE, TWO)]
    assert one["reminders"][0]["deadline"]["fr"] == "30 septembre 2027 à 23 h 59 (heure de Paris)"


def test_the_forecast_of_one_address_or_one_dossier(run: Run, waiting: Office):
    assert data(run, "forecast", "--to", "nobody@example.org") == []
    assert len(data(run, "forecast", "--to", "OSEI@example.org", "--days", "2")) == 1
    assert len(data(run, "forecast", "--dossier", "02002", "--days", "2")) == 1


@pytest.mark.parametrize("days", ["-1", "401"])
def test_a_forecast_of_too_many_days_is_refused_in_a_sentence(run: Run, waiting: Office, days: str):
    said = f"a forecast looks 0 to 400 days ahead, not {days}\n"
    assert run("letters", "forecast", "--days", days) == (1, "", said)
    none = "0 messages leave today; 0 kept back or for nobody.\n"
    assert run("letters", "forecast", "--days", "0") == (0, none, "")


def test_a_message_of_many_reminders_names_the_first_and_whoever_stands_for_somebody(
    run: Run, waiting: Office, clock: ToldClock
):
    for number in range(3, 6):
        at = clock.at
        incomplete(waiting, clock, f"RL-2028-000{number}")
        clock.at = at
    out = run("letters", "forecast", "--days", "2")[1]
    assert "completion of 02003; and 2 more" in " ".join(out.split())
    assert "nobody" in run("letters", "forecast", "--days", "30")[1]


# --- paused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (("--dossier", "02001"), f"the letters about {ONE}"),
        (("--all",), "all letters of the office"),
    ],
)
def test_letters_are_paused_and_go_on(run: Run, waiting: Office, what: tuple[str, ...], said: str):
    why = ("--reason", "A new address", "--name", BY)
    assert run("letters", "pause", *what, *why) == (0, f"{said} are paused\n", "")
    assert run("letters", "pause", *what, *why) == (0, f"{said} were paused already\n", "")
    (line,) = run("letters", "pauses")[1].splitlines()
    assert line == f"{said} are paused since 2027-09-14 12:00 UTC by {BY}: A new address"
    assert data(run, "pauses")["paused"][0]["why"] == "A new address"
    assert {one["status"] for one in data(run, "forecast") if ONE in one["dossiers"]} == {"paused"}
    assert run("letters", "go-on", *what, "--name", BY) == (0, f"{said} leave again\n", "")
    assert run("letters", "go-on", *what, "--name", BY) == (1, "", f"{said} are not paused\n")


def test_a_reminder_is_held_and_goes_on(run: Run, waiting: Office):
    why = ("--reason", "The Bureau meets", "--name", BY)
    kept = f"Held by {BY} on 2027-09-14 12:00 UTC: The Bureau meets"
    assert run("letters", "pause", "--key", KEY, *why) == (0, f"{KEY}: {kept}\n", "")
    (line,) = run("letters", "pauses")[1].splitlines()
    assert line == f"{KEY}  due 2027-09-16 07:00 UTC  {kept}"
    assert data(run, "pauses") == {
        "paused": [],
        "held": [{"key": KEY, "due": "2027-09-16T07:00:00+00:00", "why": kept}],
    }
    planned = f"{KEY} is planned again\n"
    assert run("letters", "go-on", "--key", KEY, "--name", BY) == (0, planned, "")
    again = f"{KEY}: it is not held\n"
    assert run("letters", "go-on", "--key", KEY, "--name", BY) == (1, "", again)


def test_a_letter_is_held_and_goes_on_once_enough_people_released_it(
    run: Run, waiting: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DOSSIERS_RELEASED_BY", "2")
    taken(waiting, "resubmit", GHANA_STATE, ONE)
    (key,) = (one["key"] for one in data(run, "search", "--status", "waiting")["letters"])
    why = ("--reason", "A check", "--name", BY)
    status, out, _ = run("letters", "pause", "--key", key, *why)
    assert (status, out) == (0, f"{key}: held by {BY} on 2027-09-14 12:00 UTC: A check\n")
    assert held_keys(waiting) == [key]
    assert run("letters", "go-on", "--key", key, "--name", BY)[1] == (
        f"{key} is released by {BY}; 2 people are needed\n"
    )
    assert run("letters", "go-on", "--key", key, "--name", "R. Haddad")[1] == f"{key} released\n"
    assert run("letters", "pause", "--key", "nothing", *why)[::2] == (
        1, "there is no letter nothing [House rule 3]\n",
    )  # fmt: skip
    assert run("letters", "go-on", "--key", "nothing", "--name", BY)[0] == 1


def test_one_thing_is_paused_at_a_time_and_with_a_reason(run: Run, waiting: Office):
    why = ("--reason", "A check", "--name", BY)
    for command in (("pause", *why), ("pause", "--all", "--key", KEY, *why), ("go-on", *why[2:])):
        status, _, err = run("letters", *command)
        assert (status, "--dossier, --key and --all" in err) == (2, True)
    assert run("letters", "pause", "--all", "--reason", " ", "--name", " ") == (
        1, "", "it is not said who says so\nno reason is given\n",
    )  # fmt: skip


# --- kept ----------------------------------------------------------------------------------------


def test_letters_are_searched(run: Run, waiting: Office):
    found = data(run, "search", "KENTE signature", "--dossier", "02001")["letters"]
    assert [(one["template"], one["address"]) for one in found] == [
        ("digest", "osei@example.org"), ("completeness", "osei@example.org"),
    ]  # fmt: skip
    (digest,) = data(run, "search", "--template", "digest")["letters"]
    assert digest["dossiers"] == [ONE, TWO]
    line = run("letters", "search", "--template", "digest")[1]
    assert line.startswith(f"{digest['key']}  2027-08-31 12:00 UTC  sent  osei@example.org  ")


def test_letters_are_searched_by_days_of_paris_and_page_by_page(run: Run, waiting: Office):
    assert data(run, "search", "--since", "2027-08-31", "--until", "2027-08-31")["letters"]
    assert not data(run, "search", "--since", "2027-09-01")["letters"]
    status, out, err = run("letters", "search", "--most", "1")
    assert (status, err) == (0, f"There are more: --after {out.split()[0]}\n")
    following = run("letters", "search", "--most", "1", "--after", out.split()[0])
    assert following[1] != out


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (("--status", "lost"), 2),
        (("--since", "soon"), 2),
        (("--until", "9999-12-31"), 1),
        (("--since", "0001-01-01"), 1),
        (("--most", "0"), 2),
        (("--dossier", "nothing"), 1),
    ],
)
def test_what_cannot_be_searched_is_said(
    run: Run, waiting: Office, asked: tuple[str, ...], status: int
):
    found, out, err = run("letters", "search", *asked)
    assert (found, out, bool(err)) == (status, "", True)


def test_a_letter_that_left_is_shown_as_it_left(run: Run, waiting: Office):
    (digest,) = data(run, "search", "--template", "digest")["letters"]
    lines = run("letters", "show", digest["key"])[1].splitlines()
    assert lines[0] == f"{digest['key']}: sent, sent 2027-08-31 12:00 UTC, 1 attempt."
    assert lines[1] == f"About {ONE}, {TWO}; wording: digest."
    assert lines[2:4] == [f"Reminder completion:{one}:contact:2027-09-30-30d" for one in (ONE, TWO)]
    assert f"Subject: {digest['subject']}" in lines
    assert "To: osei@example.org" in lines
