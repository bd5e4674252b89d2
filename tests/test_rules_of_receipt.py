"""When a dossier is received, for which cycle, and under which number."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.content import stamp
from engine.dossier import Actor
from engine.rules import Question
from tests.test_rules import OFFICER, Case, answered, answering, law_with, paris, question
from workflows.roles import HEAD
from workflows.rules.receipt import (
    admitted_by_who_may,
    belongs_to_a_cycle,
    numbered_in_five_digits,
    received_in_time,
    received_late,
)

MICROSECOND = timedelta(microseconds=1)
DEADLINE_2028 = paris(2027, 3, 31, 18)
DEADLINE_2019 = paris(2018, 4, 3, 18)

IN_2028 = (
    "the deadline is 31 March 2027, 18:00 (Paris time) "
    "(31 March 2027 for the cycle of 2028; at 18:00 (Europe/Paris))"
)
SHIFTED = (
    "31 March 2018 for the cycle of 2019; 31 March 2018 is a Saturday; 1 April 2018 is a Sunday; "
    "2 April 2018 is a public holiday (Easter Monday); the first working day is 3 April 2018; "
    "at 18:00 (Europe/Paris)"
)


def received(at: Any, cycle: int = 2028, **more: Any) -> Question:
    """A dossier received at that instant."""
    return question(cycle=cycle, received_at=stamp(at), **more)


CHIEF = Actor("I. Roy", HEAD)
BY_NOBODY = law_with(('late = "head"\n', ""))
BY_THE_SECRETARIAT = law_with(('late = "head"', 'late = "secretariat"'))


def late_for_2028(at: str) -> str:
    """What a file of 2028 that came too late reads."""
    why = "31 March 2027 for the cycle of 2028; at 18:00 (Europe/Paris)"
    return (
        f"received {at} (Paris time), after the deadline of 31 March 2027, 18:00 (Paris time) "
        f"({why}); it can be examined in the cycle of 2029"
    )


CASES = [
    Case(
        "at the instant of the deadline a file is in time",
        received_in_time, received(DEADLINE_2028), None,
    ),
    Case(
        "a microsecond after it the file is late",
        received_in_time, received(DEADLINE_2028 + MICROSECOND),
        late_for_2028("31 March 2027, 18:00:00"),
    ),
    Case(
        "a second after it the file is late",
        received_in_time, received(DEADLINE_2028 + timedelta(seconds=1)),
        late_for_2028("31 March 2027, 18:00:01"),
    ),
    Case(
        "a deadline that fell on Easter was two working days later",
        received_in_time, received(DEADLINE_2019, 2019), None,
    ),
    Case(
        "and a microsecond after that it had passed",
        received_in_time, received(DEADLINE_2019 + MICROSECOND, 2019),
        "received 3 April 2018, 18:00:00 (Paris time), after the deadline of 3 April 2018, 18:00 "
        f"(Paris time) ({SHIFTED}); it can be examined in the cycle of 2020",
    ),
    Case(
        "the cycle of 2020 closed at 17:00 UTC, which was 19:00 in Paris",
        received_in_time, received(paris(2019, 4, 1, 19), 2020), None,
    ),
    Case(
        "and a microsecond later it was closed, as said on the clocks of its deadline",
        received_in_time, received(paris(2019, 4, 1, 19) + MICROSECOND, 2020),
        "received 1 April 2019, 17:00:00 (UTC), after the deadline of 1 April 2019, 17:00 (UTC) "
        "(31 March 2019 for the cycle of 2020; 31 March 2019 is a Sunday; the first working day "
        "is 1 April 2019; at 17:00 (UTC)); it can be examined in the cycle of 2021",
    ),
    Case(
        "a file of a cycle before the first timetable is not judged in time",
        received_in_time, received(DEADLINE_2028, 2009),
        "submission: no value is set for cycle 2009",
    ),
    Case(
        "a file that was not received cannot be late",
        received_in_time, question(cycle=2028), None,
    ),
    Case(
        "a microsecond after the deadline late receipt is noted",
        received_late, received(DEADLINE_2028 + MICROSECOND), None,
    ),
    Case(
        "at the instant of the deadline it is not",
        received_late, received(DEADLINE_2028),
        f"received 31 March 2027, 18:00:00 (Paris time), in time: {IN_2028}",
    ),
    Case(
        "a file of a cycle before the first timetable is not judged late either",
        received_late, received(DEADLINE_2028, 2009),
        "submission: no value is set for cycle 2009",
    ),
    Case(
        "the head admits what came late",
        admitted_by_who_may, question(actor=CHIEF, cycle=2028), None,
    ),
    Case(
        "an officer does not",
        admitted_by_who_may, question(actor=OFFICER, cycle=2028),
        "what is received after 31 March 2027, 18:00 (Paris time) may be admitted by the "
        "Head of the Secretariat alone; A. Lind acts as the Secretariat",
    ),
    Case(
        "an officer does where the timetable gives it to the Secretariat",
        admitted_by_who_may, question(actor=OFFICER, under=BY_THE_SECRETARIAT, cycle=2028), None,
    ),
    Case(
        "and the head then does not",
        admitted_by_who_may, question(actor=CHIEF, under=BY_THE_SECRETARIAT, cycle=2028),
        "what is received after 31 March 2027, 18:00 (Paris time) may be admitted by the "
        "Secretariat alone; I. Roy acts as the Head of the Secretariat",
    ),
    Case(
        "where the timetable gives it to nobody, nobody does",
        admitted_by_who_may, question(actor=CHIEF, under=BY_NOBODY, cycle=2028),
        "nobody may admit what is received after 31 March 2027, 18:00 (Paris time)",
    ),
    Case(
        "preparatory assistance is admitted late by its own term",
        admitted_by_who_may,
        question(actor=OFFICER, workflow="assistance_preparatory", cycle=2028),
        "what is received after 31 March 2026, 18:00 (Paris time) may be admitted by the "
        "Head of the Secretariat alone; A. Lind acts as the Secretariat",
    ),
    Case(
        "where no deadline is known none is passed over",
        admitted_by_who_may, question(actor=CHIEF, cycle=2009),
        "submission: no value is set for cycle 2009",
    ),
    Case(
        "the first cycle whose timetable is known is 2010",
        belongs_to_a_cycle, question(answers={"cycle": 2010}), None,
    ),
    Case(
        "the cycle of 2009 had another timetable",
        belongs_to_a_cycle, question(answers={"cycle": 2009}),
        "the timetable is known for the cycles 2010 to 2100, not for 2009",
    ),
    Case(
        "the last cycle whose timetable is known is 2100",
        belongs_to_a_cycle, question(answers={"cycle": 2100}), None,
    ),
    Case(
        "the cycle of 2101 is too far away",
        belongs_to_a_cycle, question(answers={"cycle": 2101}),
        "the timetable is known for the cycles 2010 to 2100, not for 2101",
    ),
    Case(
        "a cycle that is not given is missed elsewhere",
        belongs_to_a_cycle, question(), None,
    ),
    Case(
        "a file number has five digits",
        numbered_in_five_digits, question(answers={"file_no": "02153"}), None,
    ),
    Case(
        "a file number that is not given is missed elsewhere",
        numbered_in_five_digits, question(), None,
    ),
    Case(
        "an element is named by its file number",
        numbered_in_five_digits, question(answers={"element": "00981"}), None,
    ),
    Case(
        "an element is not named by another number",
        numbered_in_five_digits, question(answers={"element": "981"}),
        "a file number has five digits, like 02153, not '981'",
    ),
    *(
        Case(
            f"{number!r} is no file number",
            numbered_in_five_digits, question(answers={"file_no": number}),
            f"a file number has five digits, like 02153, not {number!r}",
        )
        for number in ("2153", "002153", "DZA-02139", "0215x", "٠٢١٥٣", "02153\n", "")
    ),
]  # fmt: skip


@answering(CASES)
def test_receipt(case: Case):
    assert answered(case) == case.sentence


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)), st.integers(2010, 2100))
def test_a_file_is_received_in_time_or_late_and_never_both(offset: timedelta, cycle: int):
    asked = received(paris(cycle - 1, 3, 31, 18) + offset, cycle)
    in_time, late = received_in_time.ask(asked), received_late.ask(asked)
    assert (in_time is None) != (late is None)
