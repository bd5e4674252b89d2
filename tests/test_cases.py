"""The golden cases of workflows/cases: what each says must come out does."""

from importlib import resources

import pytest

from tests.cases import OUT, Case, came_out, must_come_out, played, read
from workflows.law import law
from workflows.selection.selection import against

FOLDER = resources.files("workflows") / "cases"
FILES = ("ceilings.toml", "cut.toml", "levels.toml", "order.toml")
GOOD = """
[[case]]
title = "A case"
source = "OD 34 (i); reading"
cycles = [2024]
files = [{ no = 1, states = "Kenya" }]
selected = [1]
"""


def golden() -> list[Case]:
    """Every case that is shipped."""
    return read((name, (FOLDER / name).read_text("utf-8")) for name in FILES)


def faults(*replaced: tuple[str, str], text: str = GOOD) -> list[str]:
    """What is wrong with the good case once this is replaced in it."""
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(ValueError, match=r"\A(some\.toml: |'A case' )") as refused:
        read([("some.toml", text)])
    return str(refused.value).split("\n")


PLAYED = [(case, cycle) for case in golden() for cycle in case["cycles"]]


@pytest.mark.parametrize(
    ("case", "cycle"), PLAYED, ids=[f"{cycle}: {case['title']}" for case, cycle in PLAYED]
)
def test_what_the_case_says_comes_out(case: Case, cycle: int):
    wanted = must_come_out(case)
    selection = played(case, cycle, law())
    came = came_out(selection)
    assert {name: came[name] for name in wanted} == wanted
    assert against(selection) == []


def test_every_table_is_read_and_every_cycle_with_an_order_of_priority_is_played():
    tables = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".toml"))
    assert tables == sorted([*FILES, "calendar.toml"])  # dates are played in a test of their own
    assert {cycle for _, cycle in PLAYED} == set(range(2014, 2030))


@pytest.mark.parametrize("name", FILES)
def test_every_table_says_where_its_format_is_explained(name: str):
    assert (FOLDER / name).read_text("utf-8").split("\n\n")[0].endswith("The format: README.md.")


def test_the_example_of_the_format_is_a_case():
    text = (FOLDER / "README.md").read_text("utf-8")
    (example,) = read([("README.md", text.split("```")[1].removeprefix("toml"))])
    wanted = must_come_out(example)
    assert tuple(sorted(wanted)) == tuple(sorted(OUT))
    assert [came_out(played(example, cycle, law())) for cycle in example["cycles"]] == [wanted] * 2


# --- a case that cannot be played ----------------------------------------------------------------


def test_a_good_case_is_played():
    (case,) = read([("some.toml", GOOD)])
    assert must_come_out(case) == {"outside": [], "selected": [1], "undecided": [], "backlog": []}
    assert came_out(played(case, 2024, law()))["selected"] == [1]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('source = "OD 34 (i); reading"', "", "source is missing"),
        ("cycles = [2024]", "cycles = 2024", "cycles is not a list"),
        ("cycles = [2024]", 'cycles = ["2024"]', "cycles has something else than cycles"),
        ("cycles = [2024]", "cycles = []", "cycles has something else than cycles"),
        (
            "OD 34 (i); reading",
            "OD 34; common sense",
            "the source 'common sense' is no paragraph, no decision, no draft and no reading",
        ),
        ("selected = [1]", "", "it does not say what must come out"),
        ("selected = [1]", "selected = [2]", "there is no file 2"),
        ("selected = [1]", "order = [[1, 3], 2]", "there is no file 2"),
        ("selected = [1]", 'levels = { iv = [1] }', "'iv' is none of the levels 0, i, ii, iii"),
        ("selected = [1]", 'levels = { 0 = 1 }', "levels: 0 is not a list"),
        ("selected = [1]", 'order = ["1"]', "order: '1' is not the number of a file"),
        ("selected = [1]", "selected = [true]", "selected: True is not the number of a file"),
        ("selected = [1]", "number = true", "number is not a whole number"),
        ("selected = [1]", "outside = [1]\nhas = { Kenya = 3 }",
         "Kenya has not two numbers: what it takes part in, and what it has alone"),
        ("selected = [1]", "outside = [1]\nassistance = { Kenya = true }",
         "Kenya has not a number of requests"),
        ("selected = [1]", "outside = [1]\nassistance = { Kenia = 1 }",
         "no State is named 'Kenia'"),
        ("selected = [1]", "outside = [1]\nhas = { Kenia = [1, 1] }", "no State is named 'Kenia'"),
        ("selected = [1]", 'outside = [1]\ndecision = { tie = "leave" }',
         "decision: tie is not known; known are ceiling, ties, picks, reason"),
        ("selected = [1]", 'outside = [1]\nalready = { undecided = [1] }',
         "already: undecided is not known; known are selected, backlog"),
        ("no = 1, ", "", "file None: no is missing"),
        ("no = 1", "no = 1, state = 2",
         "file 1: state is not known; known are no, states, mechanism, kind, order, named_by, "
         "treated"),
        ('"Kenya"', '"Kenya;Uganda"', "file 1: no State is named 'Kenya;Uganda'"),
        ('"Kenya"', '"Kenya", mechanism = "IR"', "file 1: 'IR' is no mechanism"),
        ('"Kenya"', '"Kenya", kind = "transfer"', "file 1: 'transfer' is no kind"),
        ('"Kenya"', '"Kenya", named_by = "Mali"',
         "file 1: Mali names it and is none of its States"),
        ('"Kenya" }', '"Kenya" }, { no = 1, states = "Mali" }', "file 1 is in files twice"),
        ('"Kenya" }', '"Kenya" }, 2', "files has something else than files"),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_played_is_refused_with_its_place(old: str, new: str, fault: str):
    assert faults((old, new))[0] == f"some.toml: case 1 (A case): {fault}"


def test_all_that_is_wrong_is_said_at_once():
    assert faults(('"Kenya"', '"Kenia", kind = "old"'), ("[1]", "[4]"), ("reading", "hearsay")) == [
        f"some.toml: case 1 (A case): {fault}"
        for fault in (
            "the source 'hearsay' is no paragraph, no decision, no draft and no reading",
            "file 1: no State is named 'Kenia'",
            "file 1: 'old' is no kind",
            "there is no file 4",
        )
    ]


def test_a_title_stands_for_one_case():
    assert faults(text=GOOD + GOOD) == ["'A case' is the title of two cases"]


def test_a_file_that_is_no_toml_is_refused_with_its_name():
    (fault,) = faults(("[[case]]", "[[case]"))
    assert fault.startswith("some.toml: it is no TOML (")


@pytest.mark.parametrize("text", ["", "[case]", "note = 1", "case = [1]", "other = 1\n" + GOOD])
def test_a_file_of_something_else_is_refused(text: str):
    assert faults(text=text) == ["some.toml: it has something else than [[case]] tables"]
