"""The check in a real office: captions as they were attached, and requests that are of no cycle."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.runtime import attachments as rows
from engine.runtime.moves import Move
from portal.filing.draft import begin
from portal.filing.filing import forewarned
from portal.filing.sheet import sheet_of, tick, told
from tests.filing import (
    REFERENCE,
    all_conform,
    archive_in,
    attach_all,
    concluded,
    filed,
    written,
)  # fmt: skip
from tests.moves import GHANA, OFFICER, made, opened, taken
from workflows.check.check import Seen

REQUEST = {"title": "Workshops", "states": ["Ghana"], "contact": "osei@example.org", "amount": 9000}


@pytest.fixture
def archive(tmp_path):
    return archive_in(tmp_path)


def missing(office: Any) -> list[tuple[str, str]]:
    """What a draft is told to be missing."""
    found = forewarned(office, begin(office, REFERENCE, GHANA)).checked.missing
    return [(one.item.code, one.sentence.en) for one in found]


def under_check(office: Any, archive: Any, workflow: str = "assistance_bureau", **more: Any) -> Any:
    """A complete request for assistance on the desk of its officer."""
    made(office, Move(REFERENCE, "open", GHANA, {**REQUEST, **more}, opens=workflow))
    of = written(office)
    attach_all(office, archive, of.edition)
    assert missing(office) == []
    filed(office)
    return of


def test_a_photograph_without_caption_or_credit_is_told_by_its_name(office, archive):
    opened(office)
    of = written(office)
    attach_all(office, archive, of.edition)
    assert missing(office) == []
    with office.database.begin() as connection:
        there = rows.attachments(connection, REFERENCE)
        numbers = [one.number for one in there if one.document == "photographs"]
        rows.describe(connection, REFERENCE, numbers[0], "", "A. Photographer")
        rows.describe(connection, REFERENCE, numbers[1], "Weavers", "")
    assert missing(office) == [
        ("IMAGES", "1.jpg: it has no caption"),
        ("IMAGES", "2.jpg: photographer and copyright are not named"),
    ]


@pytest.mark.parametrize(
    ("workflow", "more", "form"),
    [
        ("assistance_bureau", {}, "ICH-04"),
        ("assistance_emergency", {"emergency": "the floods of the Volta in July 2026"}, "ICH-04"),
        ("assistance_preparatory", {"cycle": 2029}, "ICH-05"),
    ],
)
def test_a_complete_request_for_assistance_is_found_complete(
    office, archive, workflow: str, more: dict[str, Any], form: str
):
    of = under_check(office, archive, workflow, **more)
    if "cycle" in more:
        taken(office, "register", OFFICER, file_no="02222")
        taken(office, "start_check", OFFICER)
    else:
        taken(office, "start_check", OFFICER, file_no="02222")
    sheet = sheet_of(office, REFERENCE)
    assert (of.form.code, sheet.form, sheet.edition) == (form, form, of.edition.name)
    assert sheet.follows.en.startswith("The request is decided once it is complete; ")
    assert [one.code for one in sheet.checked.unseen] == [
        "LANGUAGE", "SIGNATURE", "BUDGET", "PLACE", "NEUTRALITY",
    ]  # fmt: skip
    all_conform(office)
    assert concluded(office).dossier.state == "complete"


def test_what_does_not_apply_is_on_the_sheet_as_such_and_takes_no_tick(office, archive):
    under_check(office, archive)
    taken(office, "start_check", OFFICER, file_no="02222")
    sheet = sheet_of(office, REFERENCE)
    aside = {row.item.code for row in sheet.rows if not row.applies}
    assert aside == {
        "RECEIPT", "CONSENT", "INVENTORY", "IMAGES", "MULTINATIONAL", "ORDER", "NAME",
    }  # fmt: skip
    assert {told(row)["code"] for row in sheet.rows if not told(row)["applies"]} == aside
    seen = [Seen("IMAGES", "missing", "no photograph"), Seen("BUDGET", "conform")]
    (fault,) = tick(office, REFERENCE, seen, OFFICER)
    assert fault.en == "IMAGES does not apply to this file: its form asks for nothing of it"
    assert [row.tick for row in sheet_of(office, REFERENCE).rows] == [None] * 17


def test_a_request_stays_on_the_edition_of_its_year_and_comes_again_on_the_new_one(
    office, archive, clock
):
    clock.at = datetime(2023, 12, 31, 22, 59, tzinfo=UTC)
    under_check(office, archive)
    clock.later(days=40)
    sheet = sheet_of(office, REFERENCE)
    assert (sheet.edition, sheet.checked.missing) == ("2014", ())
    taken(office, "start_check", OFFICER, file_no="02222")
    all_conform(office, BUDGET="the sums differ")
    assert concluded(office).dossier.state == "incomplete"
    begin(office, REFERENCE, GHANA)
    assert filed(office).dossier.state == "resubmitted"
    sheet = sheet_of(office, REFERENCE)
    assert (sheet.edition, sheet.checked.missing) == ("2024", ())


def test_a_draft_of_the_year_before_is_told_of_the_new_edition(office, archive, clock):
    clock.at = datetime(2023, 12, 31, 22, 59, tzinfo=UTC)
    made(office, Move(REFERENCE, "open", GHANA, REQUEST, opens="assistance_bureau"))
    of = written(office)
    attach_all(office, archive, of.edition)
    assert forewarned(office, of).checked.missing == ()
    clock.later(minutes=1)
    assert [one.item.code for one in forewarned(office, of).checked.missing] == ["EDITION"]
    assert (of.edition.name, begin(office, REFERENCE, GHANA).edition.name) == ("2014", "2024")
    assert missing(office) == []
