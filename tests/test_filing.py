"""A State fills in, attaches and files; it is told what is missing, and what it filed stays."""

from datetime import UTC, datetime

import pytest

from engine.dossier import Actor
from engine.runtime import attachments as rows
from engine.runtime import drafts, papers
from engine.runtime.drafts import Closed
from engine.runtime.moves import Move, Moved
from portal.filing.draft import NotThere, begin, save
from portal.filing.filing import NotKnowing, file, forewarned
from portal.filing.revisions import changed, revisions
from tests.filing import (
    REFERENCE,
    all_conform,
    archive_in,
    attach_all,
    concluded,
    filed,
    under_check,
    written,
)  # fmt: skip
from tests.moves import GHANA, OFFICER, opened, taken

TOGO = Actor("A. Mensah", "state_party", frozenset({"Togo"}))
AMA = Actor("Ama", "state_party", frozenset({"Ghana"}))


@pytest.fixture
def archive(tmp_path):
    return archive_in(tmp_path)


def test_a_draft_is_taken_up_again_where_it_was_left(office, clock):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    kept = save(office, of, {"name_of_element": "Kente", "states": ["Ghana"]}, 0, GHANA)
    clock.later(days=3)
    again = begin(office, REFERENCE, AMA)
    assert (kept.version, kept.conflicts, kept.strange) == (1, (), ())
    assert again.given == {"name_of_element": "Kente", "states": ["Ghana"]}
    assert (again.draft.saved_by, again.draft.version) == ("N. Osei", 1)
    assert again.form.code == "ICH-02"


def test_two_people_who_save_other_answers_lose_nothing(office):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    save(office, of, {"name_of_element": "Kente"}, 0, GHANA)
    save(office, of, {"location": "Bonwire"}, 0, AMA)
    assert begin(office, REFERENCE, GHANA).given == {
        "name_of_element": "Kente", "location": "Bonwire",
    }  # fmt: skip


def test_who_changes_what_somebody_else_has_changed_meanwhile_is_told_and_overwrites_nothing(
    office,
):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    save(office, of, {"name_of_element": "Kente"}, 0, GHANA)
    kept = save(office, of, {"name_of_element": "Kente cloth", "location": "Bonwire"}, 0, AMA)
    (conflict,) = kept.conflicts
    assert (conflict.place, conflict.theirs.given, conflict.theirs.by, conflict.mine) == (
        ("name_of_element", ""), "Kente", "N. Osei", "Kente cloth",
    )  # fmt: skip
    assert begin(office, REFERENCE, GHANA).given == {
        "name_of_element": "Kente", "location": "Bonwire",
    }  # fmt: skip
    assert save(office, of, {"name_of_element": "Kente"}, 0, AMA).conflicts == ()
    assert save(office, of, {"name_of_element": "Kente cloth"}, 3, AMA).conflicts == ()


def test_what_has_no_place_on_the_form_is_told_and_the_rest_is_saved(office):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    kept = save(
        office,
        of,
        {"no\x00such": 1, "contact": {"Mars": {}}, "location": "\x00\ud800\u202e"},
        0,
        GHANA,
    )
    assert [one.en for one in kept.strange] == [
        "'no\\x00such' has no place on the form", "'contact / Mars' has no place on the form",
    ]  # fmt: skip
    assert begin(office, REFERENCE, GHANA).given == {"location": "\x00\ud800\u202e"}


def test_another_state_and_the_office_write_nothing(office):
    opened(office)
    of = begin(office, REFERENCE, GHANA)
    for stranger in (TOGO, OFFICER):
        with pytest.raises(NotThere):
            save(office, of, {"location": "Lomé"}, 0, stranger)
        with pytest.raises(NotThere):
            begin(office, REFERENCE, stranger)


def test_an_incomplete_file_is_filed_by_a_state_that_knows_what_is_missing(office, archive):
    opened(office)
    written(office, name_of_element=None)
    told = file(office, REFERENCE, GHANA, knowing=False)
    assert isinstance(told, NotKnowing)
    assert "name_of_element" not in begin(office, REFERENCE, GHANA).given
    items = [one.item.code for one in told.forewarned.checked.missing]
    assert sorted(set(items)) == ["CONSENT", "IMAGES", "INVENTORY", "SECTIONS", "SIGNATURE"]
    moved = filed(office)
    with office.database.connect() as connection:
        paper = papers.kept(connection, moved.dossier.text("filing"))
    assert paper is not None
    assert [one["item"] for one in paper.content["told"]] == items
    assert paper.content["follows"]["en"].startswith("If what is missing arrives by ")
    assert moved.dossier.state == "submitted"


def test_a_late_file_is_filed_too_and_is_told_the_deadline_it_missed(office, clock):
    opened(office)
    written(office)
    clock.at = datetime(2027, 3, 31, 16, 0, tzinfo=UTC)
    of = begin(office, REFERENCE, GHANA)
    assert "RECEIPT" not in [one.item.code for one in forewarned(office, of).checked.missing]
    clock.later(seconds=1)
    missing = forewarned(office, of).checked.missing
    assert next(one.sentence.en for one in missing if one.item.code == "RECEIPT").startswith(
        "received 31 March 2027, 18:00:01 (Paris time), after the deadline of 31 March 2027, 18:00"
    )
    assert filed(office).dossier.state == "submitted"


def test_a_complete_file_needs_no_knowledge_and_is_closed_once_filed(office, archive):
    opened(office)
    of = written(office)
    attach_all(office, archive, of.edition)
    moved = file(office, REFERENCE, GHANA, knowing=False)
    assert isinstance(moved, Moved)
    with pytest.raises(Closed, match="submitted"):
        save(office, of, {"location": "Accra"}, of.draft.version, GHANA)


def test_filing_twice_under_one_key_files_once(office):
    opened(office)
    written(office)
    first = file(office, REFERENCE, GHANA, knowing=True, request="k")
    assert isinstance(first, Moved)
    again = office.execute(
        Move(REFERENCE, "submit", GHANA, {"filing": first.dossier.text("filing")}, request="k")
    )
    assert isinstance(again, Moved)
    assert (first.again, again.again, again.dossier.version) == (False, True, 2)


def test_a_step_cannot_refer_to_a_paper_that_is_not_kept_or_not_of_this_dossier(office):
    opened(office)
    opened(office, "RL-2028-0002")
    with office.database.begin() as connection:
        other = papers.keep(connection, "filing", "RL-2028-0002", {}, office.clock())
        sheet = papers.keep(connection, "sheet", REFERENCE, {}, office.clock())
    for name in ("x", "0" * 64, other, sheet, "\x00"):
        refused = office.execute(Move(REFERENCE, "submit", GHANA, {"filing": name}))
        assert [one.rule for one in refused.findings if one.rule == "paper"] == ["paper"]


def test_the_whole_way_from_a_draft_to_a_complete_file_and_both_revisions_stay(
    office, archive, clock
):
    opened(office)
    of = written(office, location="Bonwire in the Ashanti Region")
    attach_all(office, archive, of.edition)
    filed(office)
    under_check(office)
    all_conform(office, CONSENT="the consent of the weavers of Bonwire is not dated")
    letter = concluded(office).dossier
    assert letter.state == "incomplete"
    assert letter.text("missing") == (
        "7. Evidence of consent [OD 1-2]\n"
        "   - missing: the consent of the weavers of Bonwire is not dated.\n"
        "   Please send evidence of the free, prior and informed consent of the communities named, "
        "dated, with a translation into English or French."
    )
    clock.later(days=20)
    again = begin(office, REFERENCE, GHANA)
    assert again.given["location"] == "Bonwire in the Ashanti Region"
    save(
        office, again, {"location": "Bonwire and Adanwomase"}, again.draft.version, GHANA,
        {"CONSENT": "dated 3 May 2026, see page 2"},
    )  # fmt: skip
    assert filed(office).dossier.state == "resubmitted"
    taken(office, "check_again", OFFICER)
    from portal.filing.sheet import sheet_of

    sheet = sheet_of(office, REFERENCE)
    (row,) = [one for one in sheet.rows if one.item.code == "CONSENT"]
    assert (row.reply, row.tick, row.before and row.before["note"]) == (
        "dated 3 May 2026, see page 2", None, "the consent of the weavers of Bonwire is not dated",
    )  # fmt: skip
    all_conform(office)
    assert concluded(office).dossier.state == "complete"
    with office.database.connect() as connection:
        first, second = revisions(connection, REFERENCE)
        kept = papers.papers(connection, REFERENCE)
    assert [first.content["answers"]["location"], second.content["answers"]["location"]] == [
        "Bonwire in the Ashanti Region", "Bonwire and Adanwomase",
    ]  # fmt: skip
    assert sorted(one.kind for one in kept.values()) == ["filing", "filing", "sheet", "sheet"]
    report = changed(first, second, "en")
    assert "Fields changed: 1. Changed substantively: 1." in report
    assert "[-in the Ashanti Region-]" in report.replace("\n", " ").replace("    ", "")


def test_what_was_filed_keeps_its_attachments_when_they_are_taken_out_later(office, archive):
    from portal.filing.attach import remove

    opened(office)
    of = written(office)
    attach_all(office, archive, of.edition)
    filed(office)
    under_check(office)
    all_conform(office, IMAGES="photograph 1 is blurred")
    concluded(office)
    with office.database.connect() as connection:
        first = rows.attachments(connection, REFERENCE)[0]
    remove(office, archive, REFERENCE, first.number, GHANA)
    with office.database.connect() as connection:
        left = [one.number for one in rows.attachments(connection, REFERENCE)]
        named = revisions(connection, REFERENCE)[0].content["attachments"]
    assert first.number not in left
    assert first.number in [one["number"] for one in named]
    assert archive.store.has(first.sha256)


def test_a_draft_that_nobody_began_is_not_there(office):
    opened(office)
    with office.database.begin() as connection:
        assert drafts.draft_of(connection, REFERENCE) is None
        with pytest.raises(drafts.Unstarted):
            drafts.save(connection, REFERENCE, {}, 0, "x", office.clock(), frozenset({"draft"}))
