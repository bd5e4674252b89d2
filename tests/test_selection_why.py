"""Every file is told in sentences why it stands where it stands, each with its paragraph."""

from tests.selecting import Asked, ask, file
from workflows.selection.why import Reasons

HAS = {"Kenya": (3, 2), "Ghana": (2, 1), "Haiti": (1, 1), "Benin": (4, 3), "Egypt": (4, 1),
       "Togo": (2, 0)}  # fmt: skip
BEFORE = [
    file(90, "Haiti", treated=True),
    file(91, "Benin", treated=True),
    file(92, "Egypt", treated=True),
    file(3, "Ghana", "Togo", "Mali"),
]
FILES = [
    file(1, "Kenya", order=1),
    file(2, "Kenya", order=2),
    file(3, "Ghana", "Togo", "Mali"),
    file(4, "Haiti", mechanism="USL"),
    file(5, "Benin"),
    file(6, "Egypt"),
    file(7, "Italy", kind="extension"),
    file(8, "Chad", "Peru", named_by="Peru"),
]
YEAR = ask(2026, *FILES, has=HAS, before=BEFORE, places=5)
DAY = "On 31 March 2025, the day from which counts are taken, "


def told(asked: Asked, file_no: str) -> list[str]:
    """The reasons of a file, each with what it rests on."""
    made = asked.made()
    place = next(
        place for place, one in enumerate(made.ranking.ranked) if one.file.file_no == file_no
    )
    return [f"{sentence} [{cite}]" for sentence, cite in Reasons(made).of(place)]


def test_the_first_of_a_states_files_is_told_that_it_has_its_states_turn():
    assert told(YEAR, "00001") == [
        "Level (0): no file that Kenya submits alone is recorded as treated in the cycle of 2025, "
        "and this is the first of its 2 files, as it ranks them. [OD 34; 19.COM 15.6]",
        f"{DAY}Kenya takes part in 3 elements and practices, 2 of them alone. [OD 34; 19.COM 15]",
        "Rank 2 of 7. Level (0) is ordered by whether it would otherwise have level (i) (here no), "
        "then elements and practices per State (here 3). It follows 00008 (Chad and others), which "
        "has yes against no (whether it would otherwise have level (i)). [OD 34; 19.COM 15.6]",
        "Selected: the ceiling is no more than 5, and 1 file stands above it. [19.COM 15]",
        "It is selected with 2 places or more, and not with fewer. [19.COM 15]",
    ]


def test_a_second_file_is_told_which_one_its_state_ranks_before_it():
    assert told(YEAR, "00002") == [
        "Level (iii): Kenya submits it alone and has 3 elements and practices already. It does not "
        "have level (0): Kenya ranks its file 00001 before it. [OD 34 (iii)]",
        f"{DAY}Kenya takes part in 3 elements and practices, 2 of them alone. [OD 34; 19.COM 15]",
        "Rank 7 of 7. Level (iii) is ordered by the files of the same State above it (here 1), "
        "then "
        "elements and practices per State (here 3). It follows 00006 (Egypt), which has 0 "
        "against 1 "
        "(the files of the same State above it). [OD 34 (iii)]",
        "Not selected: the ceiling is no more than 5, and 6 files stand above it. [19.COM 15]",
        "It is selected with 7 places or more, and not with fewer. [19.COM 15]",
        "It would have level (0) had Kenya ranked it first. [OD 34; 19.COM 15.6]",
    ]


def test_a_multinational_file_is_told_what_its_states_have_and_that_it_was_not_treated():
    assert told(YEAR, "00003") == [
        "Level (ii): 3 States submit it together. [OD 34 (ii); 19.COM 15.6 (a)-(c)]",
        f"{DAY}its States take part in so many elements and practices (and have alone): Ghana in 2 "
        "(1), Togo in 2 (0), Mali in 0 (0). It was submitted for the cycle of 2025 and not "
        "treated. "
        "[OD 34; 19.COM 15]",
        "Rank 4 of 7. Level (ii) is ordered by whether it was submitted for the cycle before and "
        "could not be treated (here yes), then whether one of its States has no element of its "
        "own, "
        "and no other file in this cycle (here yes), then elements and practices per State, not "
        "counting multinational ones (here 1/3). It follows 00004 (Haiti), which has level (i). "
        "[OD 34 (ii); 19.COM 15.6 (a)-(c)]",
        "Selected: the ceiling is no more than 5, and 3 files stand above it. [19.COM 15]",
        "It is selected with 4 places or more, and not with fewer. [19.COM 15]",
        "It would have level (0) had Ghana or one of 2 more of its States named it as its priority "
        "file. [OD 34; 19.COM 15.6]",
    ]


def test_equal_files_at_the_cut_are_told_that_a_person_decides():
    assert told(YEAR, "00005") == [
        "Level (iii): Benin submits it alone and has 4 elements and practices already. It does not "
        "have level (0): Benin used its turn in the cycle of 2025 with 00091. [OD 34 (iii)]",
        f"{DAY}Benin takes part in 4 elements and practices, 3 of them alone. [OD 34; 19.COM 15]",
        "Rank 5 of 7. Level (iii) is ordered by the files of the same State above it (here 0), "
        "then "
        "elements and practices per State (here 4). It follows 00003 (Ghana and others), which has "
        "level (ii). It is equal on every key with 00006: the order among them has no meaning. "
        "[OD 34 (iii)]",
        "Undecided: there are 2 files of equal priority for 1 place, and a person decides, with a "
        "reason. [19.COM 15]",
        "It is selected with 6 places or more; with 5 a person decides among equals; with fewer it "
        "is not. [19.COM 15]",
        "It would have level (0) had 00091 not been treated in the cycle of 2025. "
        "[OD 34; 19.COM 15.6]",
    ]


def status(asked: Asked, file_no: str) -> str:
    """What a file is told of its status."""
    return told(asked, file_no)[3]


def test_what_a_person_decided_is_told_with_the_reason():
    equity = "Equity among States of equal priority."
    taken = YEAR.changed(decision=ask(2026, ties="include", reason=equity).decision)
    equal = "there are 2 files of equal priority for 1 place."
    assert status(taken, "00006") == f"Selected by decision: {equal} Reason: {equity} [19.COM 15]"
    left = YEAR.changed(decision=ask(2026, ties="leave", reason=equity).decision)
    assert status(left, "00005") == (
        f"Not selected by decision: {equal} Reason: {equity} [19.COM 15]"
    )
    picked = YEAR.changed(decision=ask(2026, picks=("00006",), reason=equity).decision)
    assert [status(picked, one)[:12] for one in ("00005", "00006")] == [
        "Not selected",
        "Selected by ",
    ]
    fewer = YEAR.changed(decision=ask(2026, ceiling=1, reason="A short session.").decision)
    assert status(fewer, "00001") == (
        "Not selected: the number is 1 by decision, while the ceiling is no more than 5, and 1 "
        "file stands above it. Reason: A short session. [19.COM 15]"
    )


def test_a_file_that_was_placed_before_is_told_so_and_no_other_number_is_supposed():
    placed = YEAR.changed(placed={"00001": "selected", "00002": "backlog"})
    assert told(placed, "00001")[3:] == ["It was given its place before. [19.COM 15]"]
    assert status(placed, "00002") == "It was left in the backlog before. [19.COM 15]"


def test_a_file_of_the_urgent_safeguarding_list_and_one_of_a_first_time_state_have_level_i():
    assert told(YEAR, "00004")[0] == (
        "Level (i): it is for the Urgent Safeguarding List. It does not have level (0): Haiti used "
        "its turn in the cycle of 2025 with 00090. [OD 34 (i)]"
    )
    first = ask(2026, file(1, "Chad"), before=[file(9, "Chad", treated=True)])
    assert told(first, "00001")[:2] == [
        "Level (i): Chad has no element inscribed and no practice selected. It does not have level "
        "(0): Chad used its turn in the cycle of 2025 with 00009. [OD 34 (i)]",
        f"{DAY}Chad takes part in no element or practice. [OD 34; 19.COM 15]",
    ]


def test_a_named_file_has_the_turn_of_the_state_that_names_it():
    assert told(YEAR, "00008")[0] == (
        "Level (0): Peru names this multinational file as its priority file, and no file that Peru "
        "submits alone is recorded as treated in the cycle of 2025. [OD 34; 19.COM 15.6]"
    )
    used = ask(
        2026, file(1, "Chad", "Peru", named_by="Peru"), before=[file(9, "Peru", treated=True)]
    )
    assert told(used, "00001")[0] == (
        "Level (ii): 2 States submit it together. It does not have level (0): Peru used its "
        "turn in "
        "the cycle of 2025 with 00009. [OD 34 (ii); 19.COM 15.6 (a)-(c)]"
    )
    early = ask(2025, file(1, "Chad", "Peru", named_by="Peru"))
    assert told(early, "00001")[0] == (
        "Level (ii): 2 States submit it together. It does not have level (0): in this cycle a "
        "State "
        "cannot name a multinational file as its priority file. [OD 34 (ii); 17.COM 15.7]"
    )


def test_a_file_outside_the_ceiling_is_told_why_it_takes_no_place():
    made = YEAR.made()
    assert [Reasons(made).outside(one) for one in made.outside] == [
        [
            (
                "Outside the ceiling: inscriptions on an extended basis take no place in the cycle "
                "of 2026.",
                "19.COM 15",
            )
        ]
    ]


def test_many_equals_and_many_states_are_counted_once_eight_are_named():
    equal = ask(2026, *(file(n, f"State {n:02}") for n in range(1, 12)), places=3)
    assert told(equal, "00001")[2].endswith(
        "It is equal on every key with 00002, 00003, 00004, 00005, 00006, 00007, 00008, 00009 and "
        "2 more: the order among them has no meaning. [OD 34; 19.COM 15.6]"
    )
    wide = ask(2026, file(1, *(f"State {n}" for n in range(1, 11))))
    assert told(wide, "00001")[1].endswith("State 8 in 0 (0) and 2 more. [OD 34; 19.COM 15]")


def test_of_two_files_that_a_state_names_the_second_is_told_so():
    both = ask(
        2026, file(1, "Chad", "Peru", named_by="Peru"), file(2, "Mali", "Peru", named_by="Peru")
    )
    assert told(both, "00002")[0] == (
        "Level (ii): 2 States submit it together. It does not have level (0): Peru names the file "
        "00001 too. [OD 34 (ii); 19.COM 15.6 (a)-(c)]"
    )
    assert len(told(both, "00002")) == 5  # nothing simple would have given it level (0)


def test_before_a_state_could_name_a_multinational_file_nothing_gave_it_level_0():
    assert len(told(ask(2025, file(1, "Chad", "Peru")), "00001")) == 5
