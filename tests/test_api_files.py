"""A State writes its file by a program: answers, documents, what is missing, filing, confirming."""

import io

import pytest

from engine.dossier import Actor
from tests import attachments as made
from tests.filing import under_check
from tests.moves import BODY, CHIEF, GHANA, OFFICER, held_keys, opened, taken
from tests.programs import Programs, kinds
from workflows.roles import AUDITOR, DELEGATION

R = "RL-2028-0001"
TOGO = Actor("K. Mensah", "state_party", frozenset({"Togo"}))
TOGO_ABROAD = Actor("A. Lawson", DELEGATION, frozenset({"Togo"}))
BOTH = ("Ghana", "Togo")


@pytest.fixture
def programs(office, tmp_path):
    opened(office, states=list(BOTH))
    return Programs(office, tmp_path)


def sent(program, reference=R, document="letter", name="a.pdf", body=None, **more):
    content = made.pdf(pages=1) if body is None else body
    return program.post(
        f"dossiers/{reference}/attachments",
        files={"file": (name, io.BytesIO(content))}, data={"document": document, **more},
    )  # fmt: skip


# --- answers -----------------------------------------------------------------------------------


def test_answers_are_read_saved_and_told_with_what_is_missing(programs):
    ghana = programs.of(GHANA)
    first = ghana.get(f"dossiers/{R}/answers")
    assert (first.status_code, first.headers["etag"]) == (200, '"0"')
    assert first.json()["form"] == "ICH-02"
    assert first.json()["missing"]
    names = programs.of().get("forms/ICH-02?cycle=2028").json()["sections"]
    question = next(
        field["name"] for section in names for field in section["fields"]
        if field["kind"] in ("text", "line") and not field["per_state"]
    )  # fmt: skip
    given = {"answers": {question: "Kente weaving"}}
    saved = ghana.patch(f"dossiers/{R}/answers", json=given, headers={"If-Match": '"0"'})
    assert (saved.status_code, saved.headers["etag"]) == (200, '"1"')
    assert saved.json()["answers"] == {question: "Kente weaving"}
    stale = programs.of(TOGO).patch(
        f"dossiers/{R}/answers", json=given, headers={"If-Match": '"0"'}
    )
    assert kinds(stale) == (412, "stale")
    assert (stale.json()["seen"], stale.json()["current"]) == (0, 1)
    without = ghana.patch(f"dossiers/{R}/answers", json=given)
    assert kinds(without) == (428, "no-version")
    cleared = ghana.patch(
        f"dossiers/{R}/answers", json={"answers": {question: None}}, headers={"If-Match": '"1"'}
    )
    assert cleared.json()["answers"] == {}


def test_an_answer_without_a_place_is_told_and_the_others_are_kept(programs):
    ghana = programs.of(GHANA)
    ghana.get(f"dossiers/{R}/answers")
    given = {"answers": {"nothing_of_the_kind": "x"}, "replies": {"RECEIPT": "We know."}}
    answer = ghana.patch(f"dossiers/{R}/answers", json=given, headers={"If-Match": '"0"'})
    assert kinds(answer) == (422, "unanswered")
    assert "'nothing_of_the_kind' has no place" in answer.json()["errors"][0]["sentence"]["en"]
    assert answer.headers["etag"] == '"1"'
    assert ghana.get(f"dossiers/{R}/answers").json()["replies"] == {"RECEIPT": "We know."}


def test_answers_are_read_by_its_states_and_written_by_their_focal_points_alone(programs, office):
    abroad, address = programs.of(TOGO_ABROAD, ["read", "draft"]), f"dossiers/{R}/answers"
    assert kinds(abroad.get(address)) == (404, "not-there")  # nobody has begun the form
    written = programs.of(GHANA).get(address).json()
    assert abroad.get(address).json() == written
    saved = abroad.patch(address, json={"answers": {}}, headers={"If-Match": '"0"'})
    assert kinds(saved) == (403, "not-yours")
    assert kinds(programs.of(OFFICER).get(address)) == (404, "not-there")


def test_a_file_that_was_withdrawn_has_no_form_to_begin(programs, office):
    taken(office, "withdraw", GHANA)
    assert kinds(programs.of(GHANA).get(f"dossiers/{R}/answers")) == (404, "not-there")


# --- filing ------------------------------------------------------------------------------------


def test_a_file_is_handed_in_once_its_state_knows_what_is_missing(programs, office):
    ghana, seen = programs.of(GHANA), {"If-Match": '"1"'}
    untold = ghana.post(f"dossiers/{R}/filings", json={}, headers=seen)
    assert kinds(untold) == (422, "missing")
    known = untold.json()["known_as"]
    assert known == ghana.get(f"dossiers/{R}/answers").json()["known_as"]
    assert all(one["cite"] for one in untold.json()["errors"])
    other = ghana.post(f"dossiers/{R}/filings", json={"knowing": "x"}, headers=seen)
    assert kinds(other) == (422, "missing")
    without = ghana.post(f"dossiers/{R}/filings", json={"knowing": known})
    assert kinds(without) == (428, "no-version")
    stale = ghana.post(
        f"dossiers/{R}/filings", json={"knowing": known}, headers={"If-Match": '"4"'}
    )
    assert kinds(stale) == (412, "stale")
    key = {**seen, "Idempotency-Key": "file-it"}
    first, again = (
        ghana.post(f"dossiers/{R}/filings", json={"knowing": known}, headers=key) for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (200, 200), first.text
    assert (first.json()["again"], again.json()["again"]) == (False, True)
    assert first.json()["dossier"]["state"] == "submitted"
    (filing,) = programs.of(OFFICER).get(f"dossiers/{R}/filings").json()["filings"]
    assert (filing["number"], filing["trigger"], filing["form"]) == (1, "submit", "ICH-02")
    closed = ghana.patch(f"dossiers/{R}/answers", json={}, headers={"If-Match": '"0"'})
    assert kinds(closed) == (409, "closed")


# --- documents ---------------------------------------------------------------------------------


def test_a_document_is_sent_listed_described_handed_out_and_taken_out(programs):
    ghana = programs.of(GHANA)
    body = made.pdf(pages=1)
    answer = sent(ghana, body=body, caption="A letter")
    assert answer.status_code == 201, answer.text
    one = answer.json()
    assert (one["number"], one["document"], one["caption"]) == (1, "letter", "A letter")
    (listed,) = programs.of(TOGO).get(f"dossiers/{R}/attachments").json()["attachments"]
    assert listed == one
    content = ghana.get(f"dossiers/{R}/attachments/1")
    assert content.content == body
    assert content.headers["content-type"] == "application/octet-stream"
    assert content.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert content.headers["repr-digest"].startswith("sha-256=:")
    said = ghana.patch(f"dossiers/{R}/attachments/1", json={"caption": "Another"})
    assert said.json()["caption"] == "Another"
    assert ghana.delete(f"dossiers/{R}/attachments/1").status_code == 204
    for method in ("GET", "PATCH", "DELETE"):
        gone = ghana.request(method, f"dossiers/{R}/attachments/1", json={})
        assert kinds(gone) == (404, "not-there")


def test_what_was_never_filed_is_shown_to_its_states_alone(programs, office):
    sent(programs.of(GHANA))
    for who in (Actor("P. Stone", AUDITOR), TOGO_ABROAD):
        assert programs.of(who).get(f"dossiers/{R}/attachments").json()["attachments"] == []
        assert kinds(programs.of(who).get(f"dossiers/{R}/attachments/1")) == (404, "not-there")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"document": "nothing"}, (422, "not-as-asked")),
        ({"document": "letter", "state": "Kenya"}, (422, "not-as-asked")),
        ({"document": "letter", "caption": "x" * 2001}, (422, "not-as-asked")),
        ({"document": "photographs"}, (422, "not-as-asked")),
    ],
)
def test_a_document_that_is_not_taken_is_told_why(programs, given, told):
    answer = sent(programs.of(GHANA), **given)
    assert kinds(answer) == told
    assert answer.json()["errors"][0]["cite"].startswith("House rule 8")


def test_a_document_is_sent_as_a_form_with_one_file_and_not_without_end(programs):
    ghana, at = programs.of(GHANA), f"dossiers/{R}/attachments"
    assert kinds(ghana.post(at, json={})) == (415, "other-type")
    empty = ghana.post(at, files={"other": ("", b"")}, data={"document": "letter"})
    assert kinds(empty) == (422, "not-as-asked")
    huge = {"Content-Length": str(10**12), "Content-Type": "multipart/form-data; boundary=x"}
    assert kinds(ghana.post(at, content=b"", headers=huge)) == (413, "too-large")


# --- confirming --------------------------------------------------------------------------------


def test_each_state_of_a_file_confirms_what_it_was_shown(programs, office):
    programs.of(GHANA).get(f"dossiers/{R}/answers")
    abroad = programs.of(TOGO_ABROAD)
    shown = abroad.get(f"dossiers/{R}/confirmations").json()
    assert [(one["state"], one["stands"]) for one in shown["confirmations"]] == [
        ("Ghana", False), ("Togo", False),
    ]  # fmt: skip
    given = {"states": ["Togo"], "shown": shown["shown"]}
    done = abroad.post(f"dossiers/{R}/confirmations", json=given)
    assert [(one["state"], one["stands"], one["by"]) for one in done.json()["confirmations"]] == [
        ("Ghana", False, None), ("Togo", True, TOGO_ABROAD.name),
    ]  # fmt: skip
    other = abroad.post(f"dossiers/{R}/confirmations", json={**given, "shown": "x"})
    assert kinds(other) == (409, "closed")
    theirs = abroad.post(f"dossiers/{R}/confirmations", json={**given, "states": ["Ghana"]})
    assert kinds(theirs) == (403, "not-yours")


# --- around ------------------------------------------------------------------------------------


def test_letters_are_found_read_and_released_by_officers(programs, office):
    taken(office, "submit", GHANA)
    under_check(office)
    taken(office, "request_completion", OFFICER, missing="photographs")
    (key,) = held_keys(office)
    officer = programs.of(OFFICER)
    assert [one["key"] for one in officer.get("letters?status=held").json()["letters"]] == [key]
    first = officer.get("letters?limit=1")
    assert first.json()["next"].startswith("/api/v1/letters?limit=1&cursor=")
    one = officer.get(f"letters/{key}").json()
    unread = officer.post(f"letters/{key}/release", json={"mark": "x"})
    assert kinds(unread) == (409, "refused")
    no_reason = officer.post(f"letters/{key}/cancel", json={})
    assert kinds(no_reason) == (422, "unanswered")
    released = officer.post(f"letters/{key}/release", json={"mark": one["preview"]["mark"]})
    assert (released.status_code, released.json()["status"]) == (200, "waiting"), released.text
    assert released.json()["released_by"] == [OFFICER.name]
    auditor = programs.of(Actor("P. Stone", AUDITOR))
    assert auditor.get(f"letters/{key}").status_code == 200
    assert kinds(auditor.post(f"letters/{key}/hold", json={})) == (403, "not-yours")
    assert kinds(officer.get("letters/nothing")) == (404, "not-there")


def test_cycles_are_counted_in_sight_and_have_their_calendar_and_ranking(programs, office):
    stranger, ghana = programs.of(), programs.of(GHANA)
    assert stranger.get("cycles").json() == {"cycles": []}
    assert kinds(stranger.get("cycles/2028")) == (404, "not-there")
    (one,) = ghana.get("cycles").json()["cycles"]
    assert (one["cycle"], one["dossiers"], one["url"]) == (2028, 1, "/api/v1/cycles/2028")
    counted = ghana.get("cycles/2028").json()
    assert [(each["workflow"], each["dossiers"]) for each in counted["counts"]] == [("rl", 1)]
    calendar = stranger.get("cycles/2028/calendar").json()
    assert "submission" in [each["key"] for each in calendar["entries"]]
    assert all(each["cite"] for each in calendar["entries"])
    assert kinds(stranger.get("cycles/2009/calendar")) == (404, "not-there")
    ranking = programs.of(CHIEF).get("cycles/2028/ranking")
    assert ranking.status_code == 200, ranking.text
    assert kinds(programs.of(BODY).get("cycles/2028/ranking")) == (403, "not-yours")


def test_the_law_the_states_and_the_register_are_for_anybody(programs, office):
    stranger = programs.of()
    law = stranger.get("law").json()
    assert law["digest"] == office.book.law.digest
    assert [one["key"] for one in law["parameters"]] == list(office.book.law.names())
    assert all(one["requirement"]["fr"] and one["cite"] for one in law["rules"])
    key = law["parameters"][0]["key"]
    assert stranger.get(f"law/{key}").json() == law["parameters"][0]
    assert kinds(stranger.get("law/nothing")) == (404, "not-there")
    names = [one["name"] for one in stranger.get("states-parties").json()["states"]]
    assert {"Ghana", "Togo"} <= set(names)
    assert stranger.get("elements?on=2027-01-01").json() == {"day": "2027-01-01", "elements": []}
