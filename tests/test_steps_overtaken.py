"""A page that was overtaken, and a button that was pressed twice: by real threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from engine.dossier import Actor
from tests.browsing import words_of
from tests.filing import REFERENCE
from tests.moves import CHIEF, GHANA, OFFICER, opened, taken
from tests.signed_in import Portal
from tests.test_steps_page import HERE, REGISTER, hidden, trail

WITHDRAW = f"{HERE}/steps/withdraw"
RANK = f"{HERE}/steps/rank"


@pytest.fixture
def portal(office, tmp_path):
    opened(office)
    taken(office, "submit", GHANA)
    return Portal(office, tmp_path)


def at_once(*calls):
    """What each call answers, all of them made in the same instant by threads of their own."""
    ready = Barrier(len(calls))

    def made(call):
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(made, calls))


def test_a_stale_page_shows_both_versions_and_what_happened_in_between(office, portal):
    lind = portal.browser(OFFICER)
    form = hidden(lind.get(RANK))
    taken(office, "rank", GHANA, order=2)
    answer = lind.post(RANK, data={**form, "answer-order": "7", "do": "move"})
    assert (answer.status_code, len(trail(office))) == (409, 3)
    told = words_of(answer)
    assert "Your page showed version 2; it is now at version 3." in told
    assert "Ranked among the State's own files: N. Osei, State Party" in told
    assert "rank of this file among the State's own – 2 changed" in told
    assert "The step is still possible" in told
    assert 'id="answer-order" name="answer-order" value="7"' in answer.text
    french = lind.post(f"{RANK}?lang=fr", data={**form, "answer-order": "7", "do": "move"})
    assert "Votre page montrait la version 2 ; le dossier en est à la version 3." in words_of(
        french
    )


def test_what_is_still_possible_is_done_all_the_same_from_the_version_shown(office, portal):
    lind = portal.browser(OFFICER)
    form = hidden(lind.get(RANK))
    taken(office, "rank", GHANA, order=2)
    stale = lind.post(RANK, data={**form, "answer-order": "7", "do": "move"})
    anew = hidden(stale)
    assert anew["seen"] == "3"
    assert anew["key"] != form["key"]
    done = lind.post(RANK, data={**anew, "answer-order": "7", "do": "move"})
    assert (done.status_code, done.headers["location"]) == (303, f"{HERE}?done=4")
    assert trail(office)[-1].facts["order"] == 7


def test_a_stale_page_whose_step_is_gone_keeps_what_was_typed_and_offers_nothing(office, portal):
    lind = portal.browser(OFFICER)
    form = hidden(lind.get(REGISTER))
    taken(office, "withdraw", GHANA)
    answer = lind.post(REGISTER, data={**form, "answer-file_no": "02229", "do": "move"})
    assert (answer.status_code, len(trail(office))) == (409, 3)
    told = words_of(answer)
    assert "This step is no longer there" in told
    assert "What you typed file_no 02229" in told
    assert "Do it all the same" not in told


def test_checking_on_a_stale_page_shows_that_it_was_overtaken(office, portal):
    lind = portal.browser(OFFICER)
    form = hidden(lind.get(RANK))
    taken(office, "rank", GHANA, order=2)
    answer = lind.post(RANK, data={**form, "answer-order": "7", "do": "check"})
    assert (answer.status_code, len(trail(office))) == (409, 3)


@pytest.mark.parametrize("seen", ["", "x", "99", "-1"])
def test_a_page_that_saw_no_version_of_the_dossier_moves_nothing(office, portal, seen):
    lind = portal.browser(OFFICER)
    data = {"seen": seen, "key": "", "answer-order": "7", "do": "move"}
    assert lind.post(RANK, data=data).status_code == 409
    assert len(trail(office)) == 2


def test_a_button_pressed_twice_at_once_moves_the_dossier_once(office, portal):
    form = hidden(portal.browser(OFFICER).get(REGISTER))
    data = {**form, "answer-file_no": "02222", "do": "move"}
    browsers = [portal.browser(OFFICER) for _ in range(4)]
    answers = at_once(*(lambda b=one: b.post(REGISTER, data=data) for one in browsers))
    assert {(a.status_code, a.headers["location"]) for a in answers} == {(303, f"{HERE}?done=3")}
    assert [entry.trigger for entry in trail(office)] == ["open", "submit", "register"]


def test_a_button_pressed_again_later_gets_the_same_answer(office, portal):
    lind = portal.browser(OFFICER)
    data = {**hidden(lind.get(REGISTER)), "answer-file_no": "02222", "do": "move"}
    first, second = (lind.post(REGISTER, data=data) for _ in range(2))
    assert first.headers["location"] == second.headers["location"] == f"{HERE}?done=3"
    assert len(trail(office)) == 3


def test_of_two_officers_in_the_same_instant_one_moves_and_the_other_is_told(office, portal):
    lind, chief = portal.browser(OFFICER), portal.browser(CHIEF)
    one, other = hidden(lind.get(REGISTER)), hidden(chief.get(REGISTER))
    answers = at_once(
        lambda: lind.post(REGISTER, data={**one, "answer-file_no": "02222", "do": "move"}),
        lambda: chief.post(REGISTER, data={**other, "answer-file_no": "02223", "do": "move"}),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert len(trail(office)) == 3
    told = next(words_of(answer) for answer in answers if answer.status_code == 409)
    assert "The dossier moved on while you were writing. Nothing was done." in told


def test_a_key_of_another_dossier_is_not_used_up_here(office, portal):
    opened(office, "RL-2028-0002")
    lind = portal.browser(OFFICER)
    theirs = f"step:RL-2028-0002:{'k' * 20}"
    data = {"seen": "2", "key": theirs, "answer-order": "7", "do": "move"}
    assert lind.post(RANK, data=data).status_code == 303
    assert trail(office)[-1].request != theirs


def test_the_same_key_with_other_answers_is_refused(office, portal):
    lind = portal.browser(OFFICER)
    form = hidden(lind.get(RANK))
    lind.post(RANK, data={**form, "answer-order": "1", "do": "move"})
    again = lind.post(RANK, data={**form, "answer-order": "2", "do": "move"})
    assert again.status_code in (409, 422)
    assert len(trail(office)) == 3
    assert REFERENCE in again.text


def test_an_old_link_to_a_step_says_what_has_happened_since_it_could_be_taken(office, portal):
    lind = portal.browser(OFFICER)
    assert lind.get(REGISTER).status_code == 200
    taken(office, "register", OFFICER, file_no="02229")
    answer = lind.get(REGISTER)
    assert (answer.status_code, len(trail(office))) == (409, 3)
    told = words_of(answer)
    assert "This step is no longer there" in told
    assert "It starts from: Received, to be registered. The dossier is now: Registered." in told
    assert "Since the dossier last stood there: Registered: A. Lind, Secretariat" in told
    assert "When it last stood there (version 2)" in told
    assert ("What you typed" in told, "<form" in answer.text.split("<main")[1]) == (False, False)
    french = words_of(lind.get(f"{REGISTER}?lang=fr"))
    assert "Depuis que le dossier a quitté cet état :" in french


def test_a_step_to_come_says_from_where_it_starts(portal):
    for trigger in ("inscribe", "post_letter"):
        answer = portal.browser(OFFICER).get(f"{HERE}/steps/{trigger}")
        assert answer.status_code == 409
        assert "This step does not start from here" in words_of(answer)
        assert "It starts from:" in words_of(answer)
        assert "Since the dossier last stood there:" not in words_of(answer)


def test_a_step_sent_from_elsewhere_keeps_what_was_typed(office, portal):
    lind = portal.browser(OFFICER)
    data = {"seen": "3", "key": "", "answer-file_no": "02230"}
    taken(office, "register", OFFICER, file_no="02229")
    for do in ("check", "move"):
        answer = lind.post(REGISTER, data={**data, "do": do})
        assert (answer.status_code, len(trail(office))) == (409, 3)
        assert "What you typed file_no 02230" in words_of(answer)


def test_an_old_link_tells_nothing_about_a_dossier_that_is_not_theirs(office, portal):
    taken(office, "register", OFFICER, file_no="02229")
    assert portal.browser().get(REGISTER).status_code == 401
    stranger = Actor("K. Mensah", "state_party", frozenset({"Togo"}))
    opened(office, "RL-2028-0002")
    for who, reference in ((stranger, "RL-2028-0002"), (OFFICER, "RL-2028-0002")):
        seen = portal.browser(who).get(f"/dossiers/{reference}/steps/register")
        assert (seen.status_code, "Kente" in words_of(seen)) == (404, False)
    seen = portal.browser(stranger).get(REGISTER)
    assert (seen.status_code, "A. Lind" in words_of(seen)) == (403, False)
