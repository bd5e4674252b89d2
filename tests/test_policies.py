"""A policy as a person names it: the law, a set of its rules or a file, with all faults at once."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.parameters import UnknownParameter
from workflows.law import law
from workflows.selection.policies import (
    Unusable,
    from_text,
    last_set,
    named,
    names,
    proposal,
    proposal_of_file,
)
from workflows.selection.policy import ceiling_from, policy_for, rules_from

FOLDER = resources.files("workflows") / "parameters"
DRAFT = (FOLDER / "draft-2028.toml").read_text("utf-8")
CEILINGS_ALONE = DRAFT[: DRAFT.index("[priorities]")]
PRIORITIES_ALONE = DRAFT[DRAFT.index("[priorities]") :]
NO_TABLE = "ceiling: it is no table with a label and values"
LEVEL_0 = '[[priorities.value.level]]\nname = "0"'


def two_ceilings(first: str, second: str) -> str:
    """A file that sets a ceiling of 70, later one of 80."""
    rows = [
        f'[[ceiling.value]]\n{time}\nnumber = {number}\nwording = "around"\n'
        'mechanisms = ["RL"]\noutside = []\ncite = "A proposal"\nmark = "interpretation"\n'
        for time, number in ((first, 70), (second, 80))
    ]
    return f'[ceiling]\nlabel = "Two"\n{"".join(rows)}'


def faults(text: str) -> list[str]:
    """What is wrong with a policy file, without its name."""
    with pytest.raises(Unusable) as raised:
        from_text("mine.toml", text)
    assert str(raised.value) == "; ".join(raised.value.faults)
    assert all(fault.startswith("mine.toml: ") for fault in raised.value.faults)
    return [fault.removeprefix("mine.toml: ") for fault in raised.value.faults]


# --- by name -----------------------------------------------------------------------------------


def test_the_law_and_its_sets_of_rules_can_be_named():
    assert names(law()) == ("law", "2014-2023", "2024-2025", "2026-2027", "2028-2029")


@pytest.mark.parametrize("cycle", range(2014, 2030))
def test_the_law_by_its_name_says_what_it_says_of_each_cycle(cycle: int):
    assert proposal(law(), "law").policy(cycle) == policy_for(law(), cycle)
    assert proposal(law(), "law").policy(cycle, continued=True) == policy_for(law(), cycle)


@pytest.mark.parametrize("cycle", [2014, 2024, 2026, 2029])
def test_a_set_of_rules_by_its_name_stands_for_every_cycle_under_the_ceiling_of_the_law(
    cycle: int,
):
    made = proposal(law(), "2024-2025").policy(cycle)
    assert made.rules == named(law(), "2024-2025") == policy_for(law(), 2025).rules
    assert made.ceiling == policy_for(law(), cycle).ceiling


def test_a_name_that_the_law_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(Unusable) as raised:
        proposal(law(), "2030-2031")
    assert raised.value.faults == (
        "'2030-2031' is none of the law's sets of rules: 2014-2023, 2024-2025, 2026-2027, "
        "2028-2029",
    )


def test_after_the_last_cycle_the_law_says_nothing_unless_it_is_continued():
    said = proposal(law(), "law")
    assert said.policy(2029) == said.policy(2030, continued=True) == policy_for(law(), 2029)
    with pytest.raises(UnknownParameter, match=r"^ceiling: no value is set for cycle 2030$"):
        said.policy(2030)


def test_before_its_first_cycle_the_law_says_nothing_even_when_it_is_continued():
    assert proposal(law(), "2014-2023").policy(2012, continued=True).ceiling.number == 60
    with pytest.raises(UnknownParameter, match=r"^ceiling: no value is set for cycle 2011$"):
        proposal(law(), "2014-2023").policy(2011, continued=True)
    with pytest.raises(UnknownParameter, match=r"^priorities: no value is set for cycle 2013$"):
        proposal(law(), "law").policy(2013, continued=True)


def test_another_number_of_files_takes_the_place_of_the_ceilings_and_of_nothing_else():
    tried = proposal(law(), "law").with_ceiling(80)
    usual, made = policy_for(law(), 2026), tried.policy(2026)
    assert tried.name == "law, ceiling 80"
    assert (made.ceiling.number, str(made.ceiling)) == (80, "no more than 80")
    assert (made.ceiling.cite, made.ceiling.mark) == (
        "trial, instead of 19.COM 15", "interpretation",
    )  # fmt: skip
    assert made.ceiling.outside == usual.ceiling.outside
    assert made.rules == usual.rules


# --- from a file -------------------------------------------------------------------------------


@pytest.mark.parametrize("cycle", [2014, 2027, 2028, 2040])
def test_the_only_values_of_a_file_hold_for_every_cycle(cycle: int):
    file = proposal_of_file(law(), "draft.toml", DRAFT)
    assert file.name == "draft.toml"
    assert file.policy(cycle) == policy_for(law(), 2028)


def test_what_a_file_does_not_set_is_the_laws():
    ceiling = proposal_of_file(law(), "a.toml", CEILINGS_ALONE.replace("= 60", "= 75"))
    assert ceiling.policy(2025).ceiling.number == 75
    assert ceiling.policy(2025).rules == policy_for(law(), 2025).rules
    order = proposal_of_file(law(), "b.toml", PRIORITIES_ALONE)
    assert order.policy(2025).ceiling == policy_for(law(), 2025).ceiling
    assert order.policy(2025).rules == policy_for(law(), 2028).rules


@pytest.mark.parametrize(
    ("cycle", "number"), [(2027, 60), (2028, 70), (2029, 70), (2030, 80), (2031, 80)]
)
def test_of_several_values_a_cycle_has_its_own_else_the_last_before_it_else_the_laws(
    cycle: int, number: int
):
    file = proposal_of_file(law(), "a.toml", two_ceilings("cycle = 2028", "cycle = 2030"))
    assert file.policy(cycle, continued=True).ceiling.number == number
    until = two_ceilings("from_cycle = 2028\nto_cycle = 2028", "from_cycle = 2030\nto_cycle = 2030")
    same = proposal_of_file(law(), "b.toml", until)
    assert same.policy(cycle, continued=True).ceiling.number == number


def test_the_value_last_set_is_none_before_the_first():
    made = from_text("a.toml", two_ceilings("cycle = 2028", "cycle = 2030"))
    assert last_set(made, "ceiling", 2027) is None
    values = [last_set(made, "ceiling", cycle) for cycle in (2028, 2029, 2030)]
    assert [value and value["number"] for value in values] == [70, 70, 80]


# --- what is wrong with a file -----------------------------------------------------------------


def test_all_faults_of_a_file_are_told_at_once():
    assert faults("""
        colour = "blue"
        [ceiling]
        [[ceiling.value]]
        since = 2028-01-01
        number = -1
        wording = "about"
        mechanisms = []
        outside = "extension"
        places = 60
        cite = "A proposal"
        mark = "sure"
        [priorities]
        label = "Order"
        [[priorities.value]]
        cycle = 2028
        name = ""
        names_multinational = "yes"
        cite = "A proposal"
        mark = "interpretation"
        [[priorities.value.level]]
        name = "0"
        keys = ["inscribed", "size", "inscribed"]
        mark = "interpretation"
        [[priorities.value.level]]
        name = "0"
        keys = 3
        cite = ""
        mark = "sure"
        why = "because"
        """) == [
        "colour: it is no table with a label and values",
        "ceiling: no label",
        "ceiling: value 1: mark 'sure' is none of verified, remembered, interpretation, "
        "illustrative",
        "colour is neither ceiling nor priorities",
        "ceiling: value 1: number is -1, not a number of files",
        "ceiling: value 1: wording is 'about', none of around, no_more_than, at_least",
        "ceiling: value 1: mechanisms names none",
        "ceiling: value 1: outside is 'extension', not a list of new, extension, reduction, "
        "transfer_usl_rl, transfer_rl_usl",
        "ceiling: value 1: it holds for cycles, not since a day",
        "ceiling: value 1: 'places' is none of its fields: number, wording, mechanisms, outside, "
        "cycle, from_cycle, to_cycle, cite, mark, note",
        "priorities: value 1: name is not a text",
        "priorities: value 1: names_multinational is 'yes', neither true nor false",
        "priorities: value 1: counts_assistance is not given",
        "priorities: value 1: level 1: keys names 'size', none of as_level_i, nth, inscribed, "
        "inscribed_national, carried_over, state_without_element, state_without_element_or_file",
        "priorities: value 1: level 1: keys names 'inscribed' twice",
        "priorities: value 1: level 1: cite is not given",
        "priorities: value 1: level 2: keys is 3, not a list of as_level_i, nth, inscribed, "
        "inscribed_national, carried_over, state_without_element, state_without_element_or_file",
        "priorities: value 1: level 2: cite is not a text",
        "priorities: value 1: level 2: mark is 'sure', none of verified, remembered, "
        "interpretation, illustrative",
        "priorities: value 1: level 2: 'why' is none of its fields: name, keys, cite, mark, note",
        "priorities: value 1: level (0) stands 2 times, not once",
        "priorities: value 1: level (i) stands 0 times, not once",
        "priorities: value 1: level (ii) stands 0 times, not once",
        "priorities: value 1: level (iii) stands 0 times, not once",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("number = 60", "number = true", "value 1: number is True, not a number of files"),
        ("number = 60", "number = 60.0", "value 1: number is 60.0, not a number of files"),
        ("number = 60", "", "value 1: number is not given"),
        ('"GSP"]', '"BSP"]', "value 1: mechanisms names 'BSP', none of USL, RL, GSP, IA"),
        ('"GSP"]', '"RL"]', "value 1: mechanisms names 'RL' twice"),
        ('"no_more_than"', "[]", "value 1: wording is [], none of around, no_more_than, at_least"),
        (LEVEL_0, LEVEL_0.replace('"0"', '"iv"'), "value 1: level (0) stands 0 times, not once"),
        (LEVEL_0, LEVEL_0.replace('name = "0"', ""), "value 1: level 1: name is not given"),
    ],
)
def test_each_fault_is_found(old: str, new: str, fault: str):
    assert fault in [told.partition(": ")[2] for told in faults(DRAFT.replace(old, new, 1))]


@pytest.mark.parametrize("levels", ["level = 7", "level = ['0', 'i', 'ii', 'iii']"])
def test_levels_are_tables(levels: str):
    row = PRIORITIES_ALONE[: PRIORITIES_ALONE.index("[[priorities.value.level]]")]
    assert faults(f"{row}{levels}\n") == ["priorities: value 1: level is no table for each level"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["it sets neither a ceiling nor priorities"]),
        ("ceiling = 60", [NO_TABLE]),
        ("[ceiling]\nlabel = 'C'", ["ceiling: no value"]),
        ("ceiling.label = 'C'\nceiling.value = [60]", [NO_TABLE]),
        ("ceiling.label = 'C'\nceiling.value = 60", [NO_TABLE]),
    ],
)
def test_a_file_sets_a_ceiling_or_priorities_in_tables(text: str, said: list[str]):
    assert faults(text) == said


def test_a_file_that_is_no_toml_has_that_one_fault():
    (fault,) = faults("number = ")
    assert fault.startswith("it is no TOML (")


LINES = DRAFT.splitlines()
INSTEAD = st.sampled_from(
    ["", "1", "-1", "1.5", "true", '"x"', '""', "[]", "[1]", '["RL"]', '["inscribed", []]', "{}"]
)


@given(
    st.dictionaries(st.integers(0, len(LINES) - 1), st.tuples(st.booleans(), INSTEAD), max_size=3)
)
def test_a_file_has_faults_or_can_be_used_whatever_was_made_of_it(
    made_of_it: dict[int, tuple[bool, str]],
):
    lines = list(LINES)
    for number, (keeps_name, value) in made_of_it.items():
        name = lines[number].partition(" = ")[0]
        lines[number] = f"{name} = {value}" if keeps_name else value
    try:
        file = proposal_of_file(law(), "mine.toml", "\n".join(lines))
    except Unusable:
        return
    for cycle in (2014, 2028, 2040):
        made = file.policy(cycle, continued=True)
        assert sorted(level.name for level in made.rules.levels) == ["0", "i", "ii", "iii"]
        assert type(made.ceiling.number) is int


# --- what is shipped ---------------------------------------------------------------------------


def test_every_shipped_ceiling_and_order_is_free_of_these_faults():
    read = {"ceiling": 0, "priorities": 0}
    for file in FOLDER.iterdir():
        text = file.read_text("utf-8")
        if set(tomllib.loads(text)) & set(read):
            values = from_text(file.name, text)
            for name in values.names():
                read[name] += len(values.values(name))
    assert read == {name: len(law().values(name)) for name in read}


def test_every_shipped_ceiling_and_order_can_be_read():
    assert [ceiling_from(value).number for value in law().values("ceiling")][-1] == 60
    shipped = [rules_from(value).name for value in law().values("priorities")]
    assert sorted({*shipped, "law"}) == sorted([*shipped, "law"])
