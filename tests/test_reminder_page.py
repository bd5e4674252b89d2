"""The page that the link in a letter opens: what one sees, asks, is told, and is refused."""

import re
from datetime import UTC, datetime

import pytest

from tests.browsing import words_of
from tests.reminder_link import (
    DIGEST,
    HERE,
    NOTICE,
    OSEI,
    SCHOOL,
    SONG,
    address,
    asked,
    browser_before,
    office_that_reminded,
    recorded,
)

WHO = f"on the page of the letter {DIGEST}"


@pytest.fixture
def reminding(database, clock):
    return office_that_reminded(database, clock)


@pytest.fixture
def page(reminding):
    return address(reminding, DIGEST)


@pytest.fixture
def reader(reminding, tmp_path):
    """The browser of the recipient."""
    return browser_before(reminding, tmp_path, HERE)


def test_one_sees_each_deadline_of_the_letter_and_what_may_be_asked(reader, page):
    seen = words_of(reader.get(page))
    assert "Reminders sent to osei@example.org" in seen
    assert "School of weaving RL-2028-0001 Ghana" in seen
    assert "The deadline for the missing information: 31 March 2027" in seen
    assert "The deadline for its submission: 31 March 2027" in seen
    assert "<b>Song</b> USL-2028-0002 Ghana" in seen
    assert seen.count("Put off the reminders of this dossier 1 day 3 days 1 week Until") == 2
    assert seen.count("No more reminders of this deadline, whatever the dossier") == 3


def test_one_sees_it_in_french(reader, page):
    seen = words_of(reader.get(f"{page}?lang=fr"))
    assert "Rappels adressés à osei@example.org" in seen
    assert "L'échéance fixée pour sa soumission : 31 mars 2027" in seen
    assert "Reporter les rappels relatifs à ce dossier 1 jour 3 jours 1 semaine" in seen
    assert f'action="{page}?lang=fr"' in reader.get(f"{page}?lang=fr").text


def test_looking_changes_nothing_and_sets_nothing(reader, page, reminding):
    for path in (page, page, f"{page}/unsubscribe", f"{page}?do=stop_all"):
        answer = reader.get(path)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert answer.headers["referrer-policy"] == "strict-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert re.findall(r"<script[^>]*>(.+?)</script>", answer.text) == []
    assert recorded(reminding) == []


def test_a_statutory_notice_is_named_as_such_and_offers_nothing(reader, reminding):
    answer = reader.get(address(reminding, NOTICE))
    seen = words_of(answer)
    assert "(form ICH-11): 15 December 2028 statutory notice" in seen
    assert "it can be neither stopped nor put off." in seen
    assert "Put off" not in seen
    assert 'value="stop"' not in answer.text


# --- asking ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("do", "day", "until"),
    [
        ("1", "2 March 2027", datetime(2027, 3, 2, 8, tzinfo=UTC)),
        ("3", "4 March 2027", datetime(2027, 3, 4, 8, tzinfo=UTC)),
        ("7", "8 March 2027", datetime(2027, 3, 8, 8, tzinfo=UTC)),
    ],
)
def test_a_dossier_is_put_off_by_a_button_and_it_is_confirmed(
    reader, page, reminding, do, day, until
):
    said = words_of(reader.post(page, data={"do": do, "reference": SCHOOL}))
    assert (
        f"The reminders of RL-2028-0001 are put off: you will hear of it again from {day}" in said
    )
    assert f"Put off until {day}. Take them up again now" in said
    assert asked(reminding).snoozed == {SCHOOL: until}
    assert [row[-1] for row in recorded(reminding)] == [WHO]


def test_a_dossier_is_put_off_until_a_day_and_taken_up_again(reader, page, reminding, clock):
    posted = {"do": "until", "reference": SONG, "until": "2027-04-30"}
    said = words_of(reader.post(f"{page}?lang=fr", data=posted))
    assert (
        "Les rappels relatifs au dossier USL-2028-0002 sont reportés : ils reprendront à compter "
        "du 30 avril 2027." in said
    )
    assert asked(reminding).snoozed == {SONG: datetime(2027, 4, 30, 7, tzinfo=UTC)}
    clock.later(hours=1)
    said = words_of(reader.post(page, data={"do": "take_up", "reference": SONG}))
    assert "You receive the reminders of USL-2028-0002 again." in said
    assert "Put off until" not in said
    assert asked(reminding).snoozed == {SONG: clock.at}


def test_a_kind_is_stopped_and_taken_up_again(reader, page, reminding):
    said = words_of(reader.post(page, data={"do": "stop", "rule": "completion"}))
    assert "You will receive no more reminders of the deadline for the missing information." in said
    assert "31 March 2027 stopped" in said
    assert "Stopped: reminders of the deadline for the missing information." in said
    assert asked(reminding).muted == {"completion"}
    said = words_of(reader.post(page, data={"do": "resume", "rule": "completion"}))
    assert "You will receive reminders of the deadline for the missing information again." in said
    assert "2027 stopped" not in said
    assert asked(reminding).muted == set()


def test_everything_is_stopped_and_taken_up_again(reader, page, reminding):
    reader.post(page, data={"do": "stop", "rule": "completion"})
    said = words_of(reader.post(page, data={"do": "stop_all"}))
    assert "You will receive no more reminders, except for statutory notices." in said
    assert said.count("2027 stopped") == 3
    assert "No more reminders" not in said
    assert asked(reminding).muted == {"", "completion"}
    said = words_of(reader.post(page, data={"do": "resume_all"}))
    assert "You will receive all reminders again." in said
    assert asked(reminding).muted == set()


def test_a_button_pressed_twice_asks_the_same_once(reader, page, reminding):
    for posted in ({"do": "stop_all"}, {"do": "7", "reference": SCHOOL}):
        for _ in range(2):
            assert reader.post(page, data=posted).status_code == 200
    assert len(recorded(reminding)) == 2


def test_a_kind_that_is_no_longer_planned_may_still_be_taken_up(reader, page, reminding):
    from engine.runtime.database import writer
    from engine.runtime.preferences import mute

    with writer(reminding.database).begin() as connection:
        mute(connection, OSEI, "old_rule", "by a call", reminding.clock())
    assert "Stopped: reminders of the deadline for old_rule." in words_of(reader.get(page))
    assert reader.post(page, data={"do": "resume", "rule": "old_rule"}).status_code == 200
    assert asked(reminding).muted == set()


# --- refused -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "please use one of the buttons"),
        ({"do": "2", "reference": SCHOOL}, "please use one of the buttons"),
        ({"do": "until", "reference": SCHOOL}, "please give a day, as in 2027-03-31"),
        ({"do": "until", "reference": SCHOOL, "until": "soon"}, "please give a day"),
        ({"do": "until", "reference": SCHOOL, "until": "0001-01-01"}, "is not after today"),
        ({"do": "until", "reference": SCHOOL, "until": "2027-03-01"}, "is not after today"),
        ({"do": "until", "reference": SCHOOL, "until": "2027-05-01"}, "for 60 days at most"),
        ({"do": "until", "reference": SCHOOL, "until": "9999-12-31"}, "for 60 days at most"),
        ({"do": "1"}, "this letter holds no reminder of that dossier"),
        ({"do": "1", "reference": "RL-2028-9999"}, "this letter holds no reminder of that dossier"),
        ({"do": "take_up", "reference": "\0"}, "this letter holds no reminder of that dossier"),
        ({"do": "stop"}, "reminders of this kind cannot be stopped"),
        ({"do": "stop", "rule": "usl_report_notice"}, "reminders of this kind cannot be stopped"),
        ({"do": "stop", "rule": "king"}, "reminders of this kind cannot be stopped"),
        ({"do": "resume", "rule": "completion"}, "these reminders are not stopped"),
        ({"do": "resume"}, "these reminders are not stopped"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    reader, page, reminding, posted, said
):
    answer = reader.post(page, data=posted)
    assert answer.status_code == 422
    assert f"Nothing was changed: {said}" in words_of(answer) or said in words_of(answer)
    assert recorded(reminding) == []


def test_a_dossier_of_a_statutory_notice_alone_cannot_be_put_off(reader, reminding):
    answer = reader.post(address(reminding, NOTICE), data={"do": "1", "reference": SONG})
    assert (answer.status_code, recorded(reminding)) == (422, [])


def test_what_another_site_sends_to_the_page_is_refused(reader, page, reminding):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    answer = reader.post(page, data={"do": "stop_all"}, headers=foreign)
    assert (answer.status_code, recorded(reminding)) == (403, [])


def test_a_link_that_is_unknown_or_too_old_gives_one_and_the_same_page(
    reader, page, reminding, clock
):
    clock.later(days=400)
    one_click = {"List-Unsubscribe": "One-Click"}
    answers = [
        answer
        for path in (page, "/reminders/never-there", "/reminders/%00%FF")
        for answer in (
            reader.get(path),
            reader.post(path, data={"do": "stop_all"}),
            reader.get(f"{path}/unsubscribe"),
            reader.post(f"{path}/unsubscribe", data=one_click),
        )
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r"/reminders/[^?]*", "", answer.text) for answer in answers}) == 1
    assert {len(answer.headers) for answer in answers} == {len(answers[0].headers)}
    assert "A later letter has another one" in words_of(answers[0])
    assert recorded(reminding) == []
