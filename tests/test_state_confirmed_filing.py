"""Who files a file of several States is told who confirmed it; it is kept, and hinders nobody."""

import pytest

from engine.runtime import papers
from engine.runtime.moves import Moved
from engine.runtime.queries import looking
from portal.filing.confirmed import confirm
from portal.filing.draft import begin, save
from portal.filing.filing import file as hand_in
from portal.filing.filing import forewarned
from tests.at_the_states_desk import TOGO, some_files
from tests.browsing import words_of
from tests.moves import GHANA
from tests.signed_in import Portal
from tests.test_state_confirms import shown


@pytest.fixture
def portal(office, tmp_path):
    some_files(office)
    save(office, begin(office, "RL-5", GHANA), {"name_of_element": "Lake songs"}, 0, GHANA)
    confirm(office, "RL-5", ["Togo"], shown(office), TOGO)
    return Portal(office, tmp_path)


def filed(office, reference):
    """What is kept of a file that is handed in as it stands."""
    told = forewarned(office, begin(office, reference, GHANA))
    moved = hand_in(office, reference, GHANA, told.name)
    assert isinstance(moved, Moved), moved
    with looking(office.database) as connection:
        paper = papers.kept(connection, moved.dossier.text("filing"))
    assert paper is not None
    return paper.content


def test_who_files_is_told_which_state_has_confirmed(portal):
    page = words_of(portal.browser(GHANA).get("/dossiers/RL-5/form/check"))
    assert "Ghana has not confirmed this file." in page
    assert "Togo has confirmed version 1, as it stands now: A. Mensah." in page
    alone = words_of(portal.browser(GHANA).get("/dossiers/RL-1/form/check"))
    assert "has not confirmed" not in alone


def test_what_was_confirmed_is_kept_with_what_is_filed(portal):
    office = portal.office
    of = begin(office, "RL-5", GHANA)
    save(office, of, {"location": "The lake"}, of.draft.version, GHANA)
    assert filed(office, "RL-5")["confirmed"] == [
        {"state": "Ghana", "stands": False},
        {
            "state": "Togo", "stands": False, "version": 1, "name": "A. Mensah",
            "role": "state_party", "through": "", "at": "2027-03-01T12:00:00.000000+00:00",
        },
    ]  # fmt: skip


def test_a_state_alone_files_as_before(portal):
    assert "confirmed" not in filed(portal.office, "RL-1")
