"""Each State of a shared file confirms the draft it saw; what is changed later shows."""

import pytest

from engine.dossier import Actor
from engine.runtime import confirmations, drafts
from engine.runtime.attachments import attachments
from engine.runtime.database import writer
from engine.runtime.drafts import Closed
from engine.runtime.moves import Move
from engine.runtime.queries import looking
from portal.access.denied import NotYours
from portal.filing.attach import remove
from portal.filing.confirmed import (
    as_filed,
    confirm,
    confirmed,
    drafted,
    since,
)
from portal.filing.confirmed import seen as name_of
from portal.filing.draft import NotThere, begin, save
from tests.at_the_states_desk import BOTH, GUINEA, LOME, TOGO, opened_by, some_files
from tests.attachments import image
from tests.browsing import words_of
from tests.filing import archive_in, attached
from tests.moves import GHANA, OFFICER, made
from tests.signed_in import Portal

CONFIRM = "/dossiers/RL-5/confirm"


@pytest.fixture
def archive(tmp_path):
    return archive_in(tmp_path)


@pytest.fixture
def portal(office, tmp_path, archive):
    some_files(office)
    write(office, name_of_element="Lake songs")
    return Portal(office, tmp_path, archive)


def write(office, who=GHANA, **given):
    of = begin(office, "RL-5", who)
    return save(office, of, given, of.draft.version, who).version


def begun_of(connection):
    _, of = drafted(connection, "RL-5", GHANA)
    assert of is not None
    return of


def shown(office):
    with looking(office.database) as connection:
        of = begun_of(connection)
        return name_of(of, attachments(connection, "RL-5"))


def stand(office):
    with looking(office.database) as connection:
        of = begun_of(connection)
        return [(one.state, one.last and one.last.version, one.stands)
                for one in confirmed(connection, of)]  # fmt: skip


def post(browser, office, state="Togo", seen=None):
    return browser.post(CONFIRM, data={"state": state, "seen": seen or shown(office)})


def test_a_co_state_confirms_its_part_of_the_version_it_saw(portal, clock):
    office = portal.office
    answer = post(portal.browser(LOME), office)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{CONFIRM}?done=yes")
    assert stand(office) == [("Ghana", None, False), ("Togo", 1, True)]
    page = words_of(portal.browser(GHANA).get(CONFIRM))
    assert "Togo confirmed as it stands Version 1, confirmed by Delegation of Togo" in page
    assert "Ghana not confirmed" in page


def test_what_is_changed_later_is_told_with_the_differences(portal):
    office = portal.office
    post(portal.browser(TOGO), office)
    write(office, name_of_element="Songs of the lake", location="Lomé")
    assert stand(office)[1] == ("Togo", 1, False)
    page = words_of(portal.browser(TOGO).get(CONFIRM))
    assert "Togo confirmed, changed since" in page
    assert "Changed since version 1" in page
    assert "removed: Lake" in page
    assert "Confirm version 2 for Togo" in page


def test_a_save_that_changes_nothing_leaves_a_confirmation_as_it_is(portal):
    post(portal.browser(TOGO), portal.office)
    write(portal.office, name_of_element="Lake songs")
    assert stand(portal.office)[1] == ("Togo", 1, True)


def test_a_document_that_is_added_or_taken_out_is_a_change_too(portal, archive):
    office = portal.office
    post(portal.browser(TOGO), office)
    attached(office, archive, "photographs", "lake.jpg", image(), who=GHANA, reference="RL-5")
    assert stand(office)[1] == ("Togo", 1, False)
    assert "Document added: lake.jpg" in words_of(portal.browser(TOGO).get(CONFIRM))
    post(portal.browser(TOGO), office)
    assert stand(office)[1] == ("Togo", 2, True)
    remove(office, archive, "RL-5", 1, GHANA)
    assert "Document taken out: lake.jpg" in words_of(portal.browser(TOGO).get(CONFIRM))


def test_who_looked_at_an_earlier_draft_confirms_nothing_and_is_told(portal):
    office = portal.office
    before = shown(office)
    write(office, location="Lomé")
    answer = post(portal.browser(TOGO), office, seen=before)
    assert answer.status_code == 409
    assert "Nothing was confirmed for Togo: the draft was changed" in words_of(answer)
    assert stand(office)[1] == ("Togo", None, False)


def test_a_double_click_confirms_once(portal):
    for _ in range(2):
        assert post(portal.browser(TOGO), portal.office).status_code == 303
    with looking(portal.office.database) as connection:
        assert len(confirmations.confirmations(connection, "RL-5")) == 1


def test_nobody_confirms_for_another_state(portal):
    office = portal.office
    for who, state in ((TOGO, "Ghana"), (GHANA, "Togo"), (LOME, "Ghana"), (GHANA, "Guinea")):
        assert post(portal.browser(who), office, state).status_code == 403
    assert post(portal.browser(OFFICER), office).status_code == 403
    assert stand(office) == [("Ghana", None, False), ("Togo", None, False)]


def test_to_a_state_that_does_not_submit_it_the_file_does_not_exist(portal):
    browser = portal.browser(GUINEA)
    there, nowhere = browser.get(CONFIRM), browser.get("/dossiers/RL-55/confirm")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert words_of(there) == words_of(nowhere)
    forged = browser.post(CONFIRM, data={"state": "Guinea", "seen": shown(portal.office)})
    assert (forged.status_code, words_of(forged)) == (404, words_of(nowhere))
    assert portal.browser(OFFICER).get(CONFIRM).status_code == 404
    assert portal.browser().get(CONFIRM).status_code == 401


def test_who_speaks_for_both_confirms_each_apart(portal):
    office = portal.office
    browser = portal.browser(BOTH)
    for state in ("Ghana", "Togo"):
        assert post(browser, office, state).status_code == 303
    assert stand(office) == [("Ghana", 1, True), ("Togo", 1, True)]


def test_a_confirmation_given_through_an_officer_names_both(portal):
    acting = Actor("A. Mensah", "state_party", frozenset({"Togo"}), "A. Lind, secretariat")
    assert confirm(portal.office, "RL-5", ["Togo"], shown(portal.office), acting) == 1
    with looking(portal.office.database) as connection:
        of = begun_of(connection)
        both = confirmed(connection, of)
    assert both[1].told.en == (
        "Togo has confirmed version 1, as it stands now: A. Mensah (A. Lind, secretariat)."
    )
    assert both[0].told.fr == "Ghana n'a pas confirmé ce dossier."
    assert "in person: A. Lind, secretariat" in words_of(portal.browser(TOGO).get(CONFIRM))
    kept = as_filed(both)
    assert kept[0] == {"state": "Ghana", "stands": False}
    assert (kept[1]["version"], kept[1]["through"]) == (1, "A. Lind, secretariat")


def test_what_was_confirmed_before_a_change_is_told_so(portal):
    office = portal.office
    confirm(office, "RL-5", ["Togo"], shown(office), TOGO)
    write(office, location="Lomé")
    with looking(office.database) as connection:
        of = begun_of(connection)
        both = confirmed(connection, of)
        changed = since(connection, of, 1, "fr")
    assert both[1].told.en == ("Togo has confirmed version 1, which was changed since: A. Mensah.")
    assert [(one.field, one.state) for one in changed.answers] == [("location", "")]


def test_nothing_is_confirmed_once_the_file_is_with_the_secretariat(portal):
    office = portal.office
    seen = shown(office)
    made(office, Move("RL-5", "submit", GHANA))
    with pytest.raises(Closed):
        confirm(office, "RL-5", ["Togo"], seen, TOGO)
    page = words_of(portal.browser(TOGO).get(CONFIRM))
    assert "The file is not with the States now" in page
    assert "Confirm version" not in page


def test_a_file_without_a_form_or_of_one_state_has_nothing_to_confirm(portal):
    office = portal.office
    opened_by(office, "RL-9", "Shared drums", GHANA, "Ghana", "Togo")
    with pytest.raises(NotThere):
        confirm(office, "RL-9", ["Togo"], "", TOGO)
    page = words_of(portal.browser(TOGO).get("/dossiers/RL-9/confirm"))
    assert "The form has not been begun." in page
    alone = words_of(portal.browser(GHANA).get("/dossiers/RL-1/confirm"))
    assert "One State alone submits this file" in alone
    with pytest.raises(NotYours):
        confirm(office, "RL-5", ["Ghana"], shown(office), TOGO)
    with writer(office.database).begin() as connection:
        assert confirmations.keep(connection, "RL-9", ["Togo"], {}, TOGO, office.clock()) is None
        assert drafts.draft_of(connection, "RL-9") is None


def test_the_page_speaks_french(portal):
    page = words_of(portal.browser(TOGO).get(f"{CONFIRM}?lang=fr"))
    assert "Confirmer la version 1 pour Togo" in page
    assert "Chaque État d'un dossier commun confirme" in page
