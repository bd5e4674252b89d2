"""Programs read the published forms: the list, an edition as data, the schema of its answers."""

import json

import pytest
from starlette.testclient import TestClient

from forms.catalogue import edition_for, forms
from forms.schema import json_schema
from portal.api.kinds import KINDS
from portal.api.routes import api
from portal.pages import pages
from portal.words import words
from tests.browsing import say_about
from tests.conftest import Run
from tests.filing import archive_in

FORMS = "/api/v1/forms"
EVERY = [
    (form.code, edition.from_cycle, edition.name)
    for form in forms().values()
    for edition in form.editions
]


@pytest.fixture
def program(office, tmp_path):
    return TestClient(pages(office, say_about, None, archive_in(tmp_path)), "https://testserver")


def told(answer):
    """The status, the kind of answer and what it says."""
    return answer.status_code, answer.headers["content-type"], answer.json()


def problem(kind, detail, language="en"):
    status, title = KINDS[kind]
    return status, "application/problem+json", {
        "type": f"/api/v1/problems/{kind}", "title": title.spoken(language), "status": status,
        "detail": detail,
    }  # fmt: skip


# --- what is published -------------------------------------------------------------------------


def test_a_stranger_reads_the_list_as_the_command_gives_it(program, command: Run):
    told = json.loads(command("forms", "list", "--json")[1])
    answer = program.get(FORMS)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == told


@pytest.mark.parametrize(("code", "cycle", "name"), EVERY)
def test_every_edition_is_read_with_all_its_questions_as_the_command_gives_it(
    program, command: Run, code, cycle, name
):
    told = json.loads(command("forms", "show", code, "--cycle", str(cycle), "--json")[1])
    read = program.get(f"{FORMS}/{code}", params={"cycle": cycle}).json()
    assert read == told
    edition = edition_for(forms()[code], cycle)
    assert (read["code"], read["edition"], read["edition"]) == (code, name, edition.name)
    asked = [field["name"] for section in read["sections"] for field in section["fields"]]
    assert asked == [field.name for field in edition.fields]
    assert [one["document"] for one in read["attached"]] == [
        one.document for one in edition.attached
    ]


def test_a_question_says_what_it_asks_how_long_and_under_which_text(program):
    read = program.get(f"{FORMS}/ICH-02", params={"cycle": "2028"}).json()
    fields = {one["name"]: one for section in read["sections"] for one in section["fields"]}
    edition = edition_for(forms()["ICH-02"], 2028)
    for field in edition.fields:
        one = fields[field.name]
        assert (one["kind"], one["required"], one["per_state"], one["criterion"] or "") == (
            field.kind, field.required, field.per_state, field.criterion,
        )  # fmt: skip
        assert (one["label"], one["help"]) == (field.label._asdict(), field.help._asdict())
        limit = field.limit
        assert one["limit"] == (
            None if limit is None
            else {"unit": limit.unit, "least": limit.least, "most": limit.most,
                  "cite": limit.cite, "mark": limit.mark}
        )  # fmt: skip
        assert one["choices"] == [
            {"value": value, "label": said._asdict()} for value, said in field.choices
        ]
    known = words()["mark"]
    assert {one["mark"] for one in read["attached"]} <= set(known)


def test_the_schema_is_that_of_the_states_that_are_named_once_each_in_their_order(program):
    asked = {"cycle": "2028", "states": " Togo ;Ghana;; Togo"}
    answer = program.get(f"{FORMS}/ICH-02/schema", params=asked)
    schema = json_schema(edition_for(forms()["ICH-02"], 2028), ["Togo", "Ghana"])
    assert told(answer) == (200, "application/schema+json", json.loads(json.dumps(schema)))


# --- kept by whoever has it --------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [FORMS, f"{FORMS}/ICH-02?cycle=2028", f"{FORMS}/ICH-02/schema?cycle=2028&states=Ghana"],
)
def test_what_was_read_is_not_sent_again_until_it_changes(program, address):
    first = program.get(address)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=300"
    for named in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = program.get(address, headers={"If-None-Match": named})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["cache-control"] == "public, max-age=300"
    assert program.get(address, headers={"If-None-Match": '"other"'}).content == first.content


def test_two_editions_have_two_tags(program):
    tags = {
        program.get(f"{FORMS}/{code}", params={"cycle": cycle}).headers["etag"]
        for code, cycle, _ in EVERY
    }
    assert len(tags) == len(EVERY)


def test_only_the_head_of_an_answer_can_be_asked_for(program):
    head = program.head(FORMS)
    assert (head.status_code, head.headers["etag"]) == (200, program.get(FORMS).headers["etag"])


# --- what cannot be answered -------------------------------------------------------------------


def test_a_form_that_is_none_is_told_with_those_there_are(program):
    known = ", ".join(forms())
    for more in ("", "/schema"):
        assert told(program.get(f"{FORMS}/ICH-99{more}")) == problem(
            "no-form", f"There is no form “ICH-99”; there are {known}."
        )
    assert told(program.get(f"{FORMS}/<b>?lang=fr")) == problem(
        "no-form", f"Il n'y a pas de formulaire « <b> » ; il existe {known}.", "fr"
    )


@pytest.mark.parametrize("cycle", ["", "28", "20280", "next", "٢٠٢٨", "2028.0", "-2028"])
def test_a_cycle_that_is_no_year_is_told_so(program, cycle):
    detail = "The edition follows from the cycle: name it as a year, like ?cycle=2028."
    for more in ("", "/schema"):
        answer = program.get(f"{FORMS}/ICH-02{more}", params={"cycle": cycle})
        assert told(answer) == problem("no-cycle", detail)


def test_the_first_cycle_of_a_form_has_an_edition_and_the_one_before_has_none(program):
    form = forms()["ICH-02"]
    first = form.editions[0].from_cycle
    assert program.get(f"{FORMS}/ICH-02", params={"cycle": first}).status_code == 200
    english = program.get(f"{FORMS}/ICH-02", params={"cycle": first - 1})
    french = program.get(f"{FORMS}/ICH-02", params={"cycle": first - 1, "lang": "fr"})
    for answer, sentence in (
        (english, f"Form ICH-02 has no edition for the cycle of {first - 1}; it has that of "),
        (french, f"Le formulaire ICH-02 n'a pas d'édition pour le cycle {first - 1} ; il existe "),
    ):
        assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/problems/no-edition")
        assert answer.json()["detail"].startswith(sentence)
        assert answer.json()["detail"].endswith("].")


def test_a_form_that_was_closed_says_under_which_paragraph(program):
    for form in (one for one in forms().values() if one.closed):
        last = form.editions[-1].to_cycle or 0
        assert program.get(f"{FORMS}/{form.code}", params={"cycle": last}).status_code == 200
        answer = program.get(f"{FORMS}/{form.code}", params={"cycle": last + 1})
        assert answer.status_code == 404
        assert answer.json()["detail"].endswith(f"that of {last} [{form.closed}].")


def test_states_are_named_and_are_states(program):
    address = f"{FORMS}/ICH-02/schema?cycle=2028"
    for nobody in ("", "&states=", "&states=%20;;"):
        assert told(program.get(address + nobody)) == problem(
            "no-state",
            "Name the submitting States, between semicolons, like ?states=Ghana;Togo.",
        )
    assert told(program.get(f"{address}&states=Ghana;Atlantis%00")) == problem(
        "no-state", "No State is named “AtlantisU+0000”; States have UNESCO's English names."
    )


def test_an_address_that_is_none_and_one_that_cannot_be_written_to_are_told_so(program):
    here = {"Sec-Fetch-Site": "same-origin"}
    nowhere = "Nothing is to be found at this address; the forms are at /api/v1/forms."
    assert told(program.get("/api/v1/nothing")) == (404, "application/problem+json", {
        "type": "about:blank", "title": "Not Found", "status": 404, "detail": nowhere,
    })  # fmt: skip
    refused = program.post(f"{FORMS}?lang=fr", headers=here)
    assert told(refused) == (405, "application/problem+json", {
        "type": "about:blank", "title": "Method Not Allowed", "status": 405,
        "detail": "Cette adresse ne peut être que lue.",
    })  # fmt: skip
    assert "GET" in refused.headers["allow"]
    assert refused.headers["cache-control"] == "no-store"


def test_the_type_of_a_problem_leads_to_what_it_means(program):
    for name, (status, title) in KINDS.items():
        address = f"/api/v1/problems/{name}"
        assert told(program.get(address)) == (
            200, "application/json", {"type": address, "title": title._asdict(), "status": status},
        )  # fmt: skip
    assert program.get("/api/v1/problems/none").json()["detail"] == "No problem has that name."


def test_a_fault_of_ours_is_a_problem_without_a_trace():
    made = api()

    def failing():
        raise RuntimeError("secret")

    made.get("/failing")(failing)
    answer = TestClient(made, raise_server_exceptions=False).get("/failing")
    assert told(answer) == (500, "application/problem+json", {
        "type": "about:blank", "title": "Internal Server Error", "status": 500,
        "detail": "Something went wrong here; it has been noted.",
    })  # fmt: skip
