"""Programs of anybody read what is published: decisions, figures, where a file is; and whoever sees
all of a dossier takes it along, or looks at it as it stood."""

import json
from urllib.parse import quote

import pytest

from engine.dossier import Actor
from portal.filing.draft import begin, save
from tests.attachments import pdf
from tests.browsing import KENYA, OFFICER
from tests.decided_files import decided_files
from tests.filing import REFERENCE as R
from tests.filing import all_conform, attached, concluded, filed, under_check, written
from tests.holding import released
from tests.moves import GHANA, opened
from tests.programs import AT, HOST, Programs, kinds
from workflows.roles import AUDITOR, EVALUATION_BODY

BODY = Actor("The Rapporteur", EVALUATION_BODY)


@pytest.fixture
def decided(office, clock, tmp_path):
    return Programs(decided_files(office, clock), tmp_path)


@pytest.fixture
def programs(moved, tmp_path):
    return Programs(moved, tmp_path)


# --- decisions and figures ---------------------------------------------------------------------


def test_each_session_says_how_much_it_decided_in_which_way(decided):
    first, second, third = decided.of().get("decisions").json()["sessions"]
    assert (first["session"], first["year"], first["place"]["en"]) == ("20.COM", 2025, "New Delhi")
    assert first["outcomes"] == {
        "inscribed": 3, "not_inscribed": 1, "referred": 1, "selected": 1,
    }  # fmt: skip
    assert (second["session"], second["outcomes"]) == ("14.COM", {"inscribed": 2, "selected": 1})
    assert (third["session"], third["place"]) == ("3.COM", None)


def test_the_decisions_of_a_session_are_read_page_by_page(decided):
    program, found = decided.of(), []
    following = f"{AT}/decisions/20.COM?limit=4"
    while following:
        told = program.get(HOST + following).json()
        found += told["decisions"]
        following = told["next"]
    assert [one["file_no"] for one in found] == [f"{number:05}" for number in range(201, 207)]
    assert (found[0]["decision"], found[0]["outcome"]["en"]) == ("20.COM 7.b.12", "Inscribed")
    earlier = program.get("decisions/14.COM").json()["decisions"]
    assert [(one["reference"], one["outcome"]) for one in earlier] == [(None, None)] * 3
    for none in ("4.COM", "14", "%25"):
        assert kinds(program.get(f"decisions/{none}")) == (404, "not-there")
    assert kinds(program.get("decisions/20.COM?cursor=x")) == (422, "not-as-asked")


def test_the_figures_are_those_of_the_register_and_of_public_files(decided):
    told = decided.of().get("statistics").json()
    assert told["elements"] == sum(sum(one["lists"].values()) for one in told["by_year"]) == 7
    assert [one["year"] for one in told["by_year"]] == [2008, 2019, 2025]
    assert told["by_year"][0]["lists"]["RL"] == 1
    assert sum(one["dossiers"] for one in told["by_status"]) == 6


def test_files_under_process_are_listed_for_anybody_and_drafts_are_none_of_them(programs, decided):
    stranger = programs.of()
    told = stranger.get("dossiers?under_process=true").json()["dossiers"]
    assert [one["reference"] for one in told] == ["A"]
    mine = programs.of(KENYA).get("dossiers?under_process=true").json()["dossiers"]
    assert [one["reference"] for one in mine] == ["A", "B", "C", "E"]


# --- status ------------------------------------------------------------------------------------


def test_a_file_is_told_in_three_tenses(programs):
    told = programs.of().get("dossiers/02222/status").json()
    assert [one["said"]["en"] for one in told["was"]] == [
        "Received by the Secretariat", "Registered",
    ]  # fmt: skip
    assert told["status"]["en"] == "Registered"
    assert "will be given a place in the cycle" in [one["en"] for one in told["will"]]
    assert "completion" in [one["key"] for one in told["dates"]]
    assert all(one["cite"] for one in told["dates"])
    hidden, nothing = (programs.of(GHANA).get(f"dossiers/{one}/status") for one in ("B", "Z"))
    assert kinds(hidden) == (404, "not-there")
    assert hidden.json() == nothing.json()


# --- taken along -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "begins"), [("json", b"{"), ("docx", b"PK"), ("pdf", b"%PDF"), ("zip", b"PK")]
)
def test_a_file_is_taken_along_in_each_format(office, tmp_path, ending, begins):
    opened(office)
    written(office)
    filed(office)
    answer = Programs(office, tmp_path).of(GHANA).get(f"dossiers/{R}/export.{ending}?lang=fr")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"].endswith(f"{R}.{ending}")
    if ending == "json":
        assert json.loads(answer.content)["reference"] == R


def test_a_file_with_a_document_that_was_tampered_with_is_not_taken_along_in_part(office, tmp_path):
    programs = Programs(office, tmp_path)
    opened(office)
    written(office)
    document = pdf(pages=2)
    one = attached(office, programs.archive, "consent", "consent.pdf", document, "Ghana")
    filed(office)
    at = f"dossiers/{R}/export.zip"
    assert programs.of(GHANA).get(at).status_code == 200
    (tmp_path / "store" / one.sha256[:2] / one.sha256).write_bytes(document[:-1] + b"?")
    answer = programs.of(GHANA).get(at)
    assert kinds(answer) == (503, "silent")
    assert "consent.pdf, is no longer what was sent" in answer.json()["detail"]


def test_a_file_is_taken_along_only_by_those_who_read_all_of_it(programs):
    for who, status in ((None, 403), (GHANA, 403), (OFFICER, 200), (KENYA, 200)):
        assert programs.of(who).get("dossiers/A/export.json").status_code == status
    hidden, nothing = (
        programs.of(OFFICER).get(f"dossiers/{one}/export.json") for one in ("B", "Z")
    )
    assert kinds(hidden) == (404, "not-there")
    assert hidden.json() == nothing.json()
    assert kinds(programs.of(KENYA).get("dossiers/A/export.exe")) == (422, "not-as-asked")
    assert kinds(programs.of(KENYA).get("dossiers/A/export.json?filing=9")) == (404, "not-there")


def test_the_form_is_taken_along_in_word_and_brought_back_filled(office, tmp_path):
    opened(office)
    before = written(office)
    program, at = Programs(office, tmp_path).of(GHANA), f"dossiers/{R}/answers.docx"
    document, empty = (program.get(f"{at}?empty={one}") for one in ("false", "true"))
    assert document.content[:2] == empty.content[:2] == b"PK"
    assert "ICH-02.docx" in empty.headers["content-disposition"]
    question = next(name for name, one in before.given.items() if isinstance(one, str))
    tag = {"If-Match": f'"{before.draft.version}"'}
    cleared = program.patch(f"dossiers/{R}/answers", json={"answers": {question: None}},
                            headers=tag)  # fmt: skip
    assert question not in cleared.json()["answers"]

    def brought(content, headers):
        return program.post(at, files={"file": ("a.docx", content)}, headers=headers)

    assert kinds(brought(document.content, {})) == (428, "no-version")
    assert kinds(brought(document.content, tag)) == (412, "stale")
    now = {"If-Match": cleared.headers["etag"]}
    assert kinds(brought(b"no document", now)) == (422, "not-as-asked")
    assert kinds(program.post(at, json={}, headers=now)) == (415, "other-type")
    came = brought(document.content, now)
    assert came.status_code == 200, came.text
    assert came.json()["draft"]["answers"][question] == before.given[question]
    assert came.json()["unplaced"] == []


def test_what_was_changed_from_one_filing_to_the_next_is_told_in_words(office, tmp_path):
    opened(office)
    written(office)
    filed(office)
    program, at = Programs(office, tmp_path).of(GHANA), f"dossiers/{R}/changes"
    assert program.get(at).json() == {"reference": R, "changes": []}
    under_check(office)
    all_conform(office)
    concluded(office)
    released(office)
    of = begin(office, R, GHANA)
    question = next(name for name, one in of.given.items() if isinstance(one, str))
    save(office, of, {question: "Something else."}, of.draft.version, GHANA)
    filed(office)
    (change,) = program.get(at).json()["changes"]
    assert (change["before"], change["after"]) == (1, 2)
    assert "Something else." in change["report"]


# --- as it stood -------------------------------------------------------------------------------


def test_a_dossier_is_shown_as_it_stood_at_an_instant(programs):
    def then(at, who=KENYA, reference="A"):
        return programs.of(who).get(f"dossiers/{reference}?at={quote(at)}")

    now = programs.of(KENYA).get("dossiers/A").json()
    assert (now["state"], now["version"]) == ("registered", 3)
    before = then("2027-03-01T14:00:00+01:00")
    assert (before.json()["state"], before.json()["version"]) == ("submitted", 2)
    assert "etag" not in before.headers
    assert then("2027-03-01T12:59:59Z").json()["state"] == "draft"
    assert kinds(then("2027-03-01T11:59:59Z")) == (404, "not-there")
    assert kinds(then("2027-03-01T14:00:00")) == (422, "not-as-asked")
    assert kinds(then("2027-03-01T14:00:00Z", GHANA)) == (403, "not-yours")
    hidden, nothing = (then("2027-03-02T14:00:00Z", OFFICER, one) for one in ("B", "Z"))
    assert hidden.json() == nothing.json()


# --- openings ----------------------------------------------------------------------------------


def test_what_may_be_opened_is_told_with_what_it_asks_for(programs):
    told = programs.of(KENYA).get("openings").json()["openings"]
    (one,) = [each for each in told if each["workflow"] == "rl"]
    asks = {each["name"]: each["required"] for each in one["asks"]}
    assert asks["title"] is True
    assert "illustrative" not in asks
    for who in (BODY, Actor("P. Stone", AUDITOR)):
        assert kinds(programs.of(who).get("openings")) == (403, "not-yours")
    assert kinds(programs.of().get("openings")) == (401, "no-token")
