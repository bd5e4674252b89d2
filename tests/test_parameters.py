"""The law's numbers: never a default, never a guess, and every fault of a file at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.parameters import Parameters, UnknownParameter, read
from tests.toy import TOY_LAW

POSTAGE = """
[postage]
label = "Postage of a parcel"
[[postage.value]]
since = 2020-01-01
cents = 500
cite = "Parcel Act 7"
mark = "verified"
[[postage.value]]
since = 2027-01-01
cents = 700
cite = "Parcel Act 7, amended"
mark = "remembered"
note = "The day is not confirmed."
"""
COUNTER = """
[counter]
label = "Closing hour of the counter"
[[counter.value]]
from_cycle = 2020
hour = 18:00:00
cite = "Parcel Act 8"
mark = "verified"
[[counter.value]]
cycle = 2022
hour = 17:00:00
cite = "Notice of 2021"
mark = "verified"
[[counter.value]]
from_cycle = 2024
hour = 19:00:00
cite = "Parcel Act 8, amended"
mark = "interpretation"
"""


def parcels(*replaced: tuple[str, str]) -> Parameters:
    """The two toy files, with some of their text replaced."""
    texts = {"postage.toml": POSTAGE, "counter.toml": COUNTER}
    for old, new in replaced:
        assert old in "".join(texts.values())
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    return read(texts.items())


def faults(text: str) -> list[str]:
    """What is wrong with a file, fault by fault."""
    with pytest.raises(ValueError, match=r".") as raised:
        read([("toy.toml", text)])
    return str(raised.value).split("; ")


# --- what is in force --------------------------------------------------------------------------


def test_a_value_is_in_force_from_its_first_day_on():
    assert TOY_LAW.on("heaviest", date(2026, 12, 31))["grams"] == 1000
    assert TOY_LAW.on("heaviest", date(2027, 1, 1))["grams"] == 2000


def test_before_the_first_day_nothing_is_in_force():
    assert TOY_LAW.on("heaviest", date(2020, 1, 1))["grams"] == 1000
    with pytest.raises(UnknownParameter) as unknown:
        TOY_LAW.on("heaviest", date(2019, 12, 31))
    assert str(unknown.value) == "heaviest: no value is in force on 2019-12-31"


@pytest.mark.parametrize(
    ("cycle", "hour"), [(2020, 18), (2021, 18), (2022, 17), (2023, 18), (2024, 19), (2050, 19)]
)
def test_a_cycle_has_its_own_value_or_the_last_one_set_from_a_cycle_on(cycle: int, hour: int):
    assert parcels().for_cycle("counter", cycle)["hour"].hour == hour


def test_before_the_first_cycle_nothing_is_set():
    with pytest.raises(UnknownParameter) as unknown:
        parcels().for_cycle("counter", 2019)
    assert str(unknown.value) == "counter: no value is set for cycle 2019"


def test_a_value_for_a_cycle_is_in_force_on_no_day_and_the_other_way_round():
    with pytest.raises(UnknownParameter, match="counter: no value is in force on 2027-01-01"):
        parcels().on("counter", date(2027, 1, 1))
    with pytest.raises(UnknownParameter, match="postage: no value is set for cycle 2027"):
        parcels().for_cycle("postage", 2027)


def test_an_unknown_name_is_never_answered_with_a_default():
    with pytest.raises(UnknownParameter) as unknown:
        parcels().on("taxes", date(2027, 1, 1))
    assert str(unknown.value) == "taxes: there is no such parameter"


@given(st.lists(st.dates(), min_size=1, max_size=6, unique=True), st.dates())
def test_the_value_of_a_day_is_the_one_that_began_last(days: list[date], day: date):
    rows = "".join(
        f'[[p.value]]\nsince = {one.isoformat()}\nserial = {one.toordinal()}\ncite = "c"\n'
        'mark = "verified"\n'
        for one in sorted(days)
    )
    made = read([("p.toml", f'[p]\nlabel = "p"\n{rows}')])
    begun = [one for one in days if one <= day]
    if begun:
        assert made.on("p", day)["serial"] == max(begun).toordinal()
    else:
        with pytest.raises(UnknownParameter):
            made.on("p", day)


# --- what a file may not say -------------------------------------------------------------------


def test_every_fault_of_a_file_is_reported_and_all_together():
    assert faults("""
        [empty]
        [taxes]
        label = "Taxes"
        [[taxes.value]]
        since = 2020-01-01
        cycle = 2020
        mark = "certain"
        [[taxes.value]]
        rate = 7
        cite = "Tax Act 1"
        mark = "verified"
        [[taxes.value]]
        since = 2020-01-01T00:00:00Z
        rate = 8
        cite = "Tax Act 1"
        mark = "verified"
        """) == [
        "toy.toml: empty: no label",
        "toy.toml: empty: no value",
        "toy.toml: taxes: value 1: no citation",
        "toy.toml: taxes: value 1: mark 'certain' is none of verified, remembered, "
        "interpretation, illustrative",
        "toy.toml: taxes: value 1: exactly one of since, from_cycle and cycle says when it holds",
        "toy.toml: taxes: value 1: it says nothing",
        "toy.toml: taxes: value 2: exactly one of since, from_cycle and cycle says when it holds",
        "toy.toml: taxes: value 3: since is not a day",
    ]


@pytest.mark.parametrize(
    ("times", "name"),
    [
        (("since = 2021-01-01", "since = 2020-12-31"), "since"),
        (("since = 2021-01-01", "since = 2021-01-01"), "since"),
        (("from_cycle = 2021", "from_cycle = 2020"), "from_cycle"),
        (("cycle = 2021", "cycle = 2021"), "cycle"),
    ],
)
def test_values_stand_in_rising_order_and_no_time_is_set_twice(times: tuple[str, ...], name: str):
    rows = "".join(
        f'[[p.value]]\n{time}\nrate = 1\ncite = "c"\nmark = "verified"\n' for time in times
    )
    assert faults(f'[p]\nlabel = "p"\n{rows}') == [
        f"toy.toml: p: its {name} values are not in rising order"
    ]


@pytest.mark.parametrize("time", ["from_cycle", "cycle"])
def test_a_cycle_is_a_whole_number(time: str):
    text = f'[p]\nlabel = "p"\n[[p.value]]\n{time} = "2020"\nrate = 1\ncite = "c"\n'
    assert faults(f'{text}mark = "verified"\n') == [
        f"toy.toml: p: value 1: {time} is not a cycle, like 2027"
    ]


def test_a_parameter_is_a_table_of_values():
    assert faults("rate = 7\n[taxes]\nlabel = 'Taxes'\nvalue = [7]\n") == [
        "toy.toml: rate: it is no table with a label and values",
        "toy.toml: taxes: it is no table with a label and values",
    ]


def test_a_parameter_may_be_continued_in_another_file():
    first, second = POSTAGE.split("[[postage.value]]")[1:]
    table = '[postage]\nlabel = "Postage of a parcel"\n[[postage.value]]'
    files = [("b.toml", f"{table}{second}"), ("a.toml", f"{table}{first}")]
    assert read(files).digest == read([("postage.toml", POSTAGE)]).digest


def test_a_time_is_set_once_in_all_files():
    with pytest.raises(ValueError, match=r".") as raised:
        read([("a.toml", POSTAGE), ("b.toml", POSTAGE)])
    assert str(raised.value).split("; ") == [
        "postage: since 2020-01-01 is set 2 times",
        "postage: since 2027-01-01 is set 2 times",
    ]


@pytest.mark.parametrize(("cycle", "hour"), [(2023, 10), (2025, 10), (2026, 11), (2027, 11)])
def test_a_value_may_end_with_a_cycle(cycle: int, hour: int):
    rows = ("from_cycle = 2023, to_cycle = 2025, hour = 10",
            "from_cycle = 2026, to_cycle = 2027, hour = 11")  # fmt: skip
    said = ", ".join(f'{{{row}, cite = "c", mark = "verified"}}' for row in rows)
    made = read([("p.toml", f'[p]\nlabel = "p"\nvalue = [{said}]')])
    assert made.for_cycle("p", cycle)["hour"] == hour
    for unset in (2022, 2028):
        with pytest.raises(UnknownParameter, match=f"^p: no value is set for cycle {unset}$"):
            made.for_cycle("p", unset)


@pytest.mark.parametrize(
    "row", ["since = 2020-01-01\nto_cycle = 2020", "from_cycle = 2020\nto_cycle = 2019"]
)
def test_a_last_cycle_ends_what_a_first_one_begins(row: str):
    assert faults(
        f'[p]\nlabel = "p"\n[[p.value]]\n{row}\nrate = 1\ncite = "c"\nmark = "verified"\n'
    ) == ["toy.toml: p: value 1: to_cycle does not end what a from_cycle begins"]


def test_a_list_of_days_is_plain_in_the_document():
    made = read(
        [("p.toml", '[p]\nlabel = "p"\n[[p.value]]\nsince = 2020-01-01\ndays = [2020-01-02]\n'
          'cite = "c"\nmark = "verified"\n')]
    )  # fmt: skip
    assert made.document()["p"][0]["says"] == {"days": ["2020-01-02"]}


def test_a_file_that_is_no_toml_is_named_among_the_faults():
    with pytest.raises(ValueError, match=r"a\.toml: it is no TOML \(.*\); b\.toml: p: no label"):
        read([("a.toml", "[open"), ("b.toml", "[p]\n")])


# --- the hash that names the law ---------------------------------------------------------------


def test_the_digest_does_not_depend_on_labels_notes_or_the_order_of_files():
    assert (
        parcels(
            ("Postage of a parcel", "What a parcel costs"),
            ("The day is not confirmed.", "Nobody has confirmed the day."),
        ).digest
        == parcels().digest
    )
    files = [("counter.toml", COUNTER), ("postage.toml", POSTAGE)]
    assert read(files).digest == read(reversed(files)).digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cents = 500", "cents = 501"),
        ("since = 2020-01-01", "since = 2020-01-02"),
        ('cite = "Parcel Act 7"', 'cite = "Parcel Act 6"'),
        ('mark = "remembered"', 'mark = "verified"'),
        ("hour = 17:00:00", "hour = 17:00:01"),
        ("cycle = 2022", "from_cycle = 2022"),
        ("[[postage.value]]\nsince = 2027", "[[postage.value]]\nsince = 2028"),
        ("cents", "pence"),
    ],
)
def test_the_digest_changes_with_everything_that_binds(old: str, new: str):
    assert parcels((old, new)).digest != parcels().digest


def test_the_law_as_a_document_says_everything_but_the_words():
    assert read([("postage.toml", POSTAGE)]).document() == {
        "postage": [
            {
                "says": {"cents": 500},
                "cite": "Parcel Act 7",
                "mark": "verified",
                "since": "2020-01-01",
                "from_cycle": None,
                "cycle": None,
                "to_cycle": None,
            },
            {
                "says": {"cents": 700},
                "cite": "Parcel Act 7, amended",
                "mark": "remembered",
                "since": "2027-01-01",
                "from_cycle": None,
                "cycle": None,
                "to_cycle": None,
            },
        ]
    }


def test_the_names_and_the_values_are_told_in_order():
    assert parcels().names() == ("counter", "postage")
    assert [value["cents"] for value in parcels().values("postage")] == [500, 700]
