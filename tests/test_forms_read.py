"""A form in TOML: what it says is what is read, and every fault of every file is told at once."""

import pytest

from engine.words import Words
from forms.form import Attached, Edition, Field, Form, Limit, Section
from forms.read import read
from tests.kente_forms import ALL, FIRST, FORMS, REPORT, SECOND, later


def faults(**texts: str) -> list[str]:
    """What is wrong with the toy files, some of them replaced; an empty text leaves one out."""
    with pytest.raises(ValueError, match=r".") as raised:
        read((f"{name}.toml", text) for name, text in {**ALL, **texts}.items() if text)
    return str(raised.value).split("; ")


def replaced(old: str, new: str) -> str:
    """The first edition with some of its text replaced."""
    assert old in FIRST
    return FIRST.replace(old, new, 1)


# --- what is read ------------------------------------------------------------------------------


def test_a_form_is_read_as_it_is_written():
    pattern = Field(
        name="pattern",
        kind="text",
        label=Words("Pattern", "Motif"),
        help=Words("Describe it.", "Le décrire."),
        criterion="R.1",
        limit=Limit("words", 150, 250, "Weaving Act 2", "remembered"),
    )
    dye = Field(
        name="dye",
        kind="choice",
        label=Words("Dye", "Teinture"),
        help=Words("Choose it.", "La choisir."),
        required=False,
        per_state=True,
        choices=(("blue", Words("Blue", "Bleu")), ("red", Words("Red", "Rouge"))),
    )
    first = Edition(
        name="2014",
        from_cycle=2014,
        to_cycle=2023,
        sections=(Section("A", Words("The cloth", "L'étoffe"), (pattern, dye)),),
        attached=(
            Attached("photographs", 10, 10, False, "Weaving Act 3", "remembered"),
            Attached("consent", 0, None, True, "Weaving Act 4", "interpretation"),
        ),
        cite="Weaving Act 1",
        mark="verified",
        note="As printed.",
    )
    kente = read((f"{name}.toml", text) for name, text in ALL.items())
    assert list(kente) == ["KENTE-1", "KENTE-2"]
    (_, second) = kente["KENTE-1"].editions
    assert kente["KENTE-1"] == Form(
        "KENTE-1", Words("Kente", "Le Kente"), ("weave",), (first, second)
    )
    assert (second.name, second.from_cycle, second.to_cycle) == ("2024", 2024, None)
    assert (kente["KENTE-2"].workflows, kente["KENTE-2"].closed) == ((), "Weaving Act 9")


def test_the_editions_stand_in_the_order_of_their_cycles_whatever_the_order_of_the_files():
    texts = [(f"{name}.toml", text) for name, text in reversed(ALL.items())]
    assert [one.name for one in read(texts)["KENTE-1"].editions] == ["2014", "2024"]


@pytest.mark.parametrize(("least", "most"), [("least = 150, ", ""), ("", "most = 250, ")])
def test_a_limit_may_have_one_end(least: str, most: str):
    texts = {**ALL, "first": replaced("least = 150, most = 250, ", f"{least}{most}")}
    (first, _) = read(texts.items())["KENTE-1"].editions
    limit = first.fields[0].limit
    assert limit is not None
    assert (limit.least, limit.most) == (150 if least else None, 250 if most else None)


# --- what a file may not say -------------------------------------------------------------------


def test_all_faults_of_all_files_are_told_at_once():
    assert faults(
        forms=FORMS.replace('title.fr = "Le Kente"\n', ""),
        first=replaced('mark = "verified"', 'mark = "certain"').replace("choice", "riddle", 1),
        second="form =",
        report=REPORT.replace('cite = "c"\n', ""),
    ) == [
        "forms.toml: form 1: title: no fr",
        "first.toml: mark 'certain' is none of verified, remembered, interpretation, illustrative",
        "first.toml: section A: dye: kind 'riddle' is none of line, text, choice, choices, "
        "yes_no, day, number, list, contact, money, timetable",
        "second.toml: it is no TOML (Invalid value (at end of document))",
        "report.toml: no cite",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "2014"\n', "", "no name"),
        ('cite = "Weaving Act 1"', 'cite = " "', "cite is empty"),
        ("from_cycle = 2014", 'from_cycle = "2014"', "from_cycle is not a whole number"),
        ("to_cycle = 2023", "to_cycle = 2013", "it ends with 2013, before it begins with 2014"),
        ('note = "As printed."', 'hint = "As printed."', "unknown 'hint'"),
        ('number = "A"', 'number = ""', "section 1: number is empty"),
        ('fr = "L\'étoffe"', 'fr = ""', "section A: title: fr is empty"),
        ('fr = "L\'étoffe"', 'de = "Stoff"',
         "section A: title: unknown 'de'|section A: title: no fr"),
        ('name = "pattern"\n', "", "section A: field 1: no name"),
        (
            'name = "pattern"',
            'name = "The pattern"',
            "section A: The pattern: name 'The pattern' is not in small letters joined by "
            "underscores",
        ),
        ('name = "pattern"', 'name = "dye"', "field dye 2 times"),
        ('label = { en = "Pattern", ', "label = { ", "section A: pattern: label: no en"),
        ('help = { en = "Describe it."', 'help = { en = ""',
         "section A: pattern: help: en is empty"),
        (
            'help = { en = "Describe it.", fr = "Le décrire." }',
            'help = "Describe it."',
            "section A: pattern: help is not a table",
        ),
        ('"R.1"', '"R.6"', "section A: pattern: criterion 'R.6' is none of the Convention's"),
        ("required = false", "required = 0", "section A: dye: required is not true or false"),
        ('unit = "words", ', "", "section A: pattern: limit: no unit"),
        ('unit = "words"', 'unit = "pages"',
         "section A: pattern: limit: unit 'pages' is none of words, characters"),
        ("least = 150, most = 250, ", "", "section A: pattern: limit: neither least nor most"),
        ("least = 150", "least = 251",
         "section A: pattern: limit: at least 251 is more than at most 250"),
        ("least = 150", "least = -1", "section A: pattern: limit: least is below 0"),
        ('cite = "Weaving Act 2", ', "", "section A: pattern: limit: no cite"),
        ('kind = "text"', 'kind = "day"',
         "section A: pattern: limit: kind day has no words to count"),
        ("{ unit =", "{ length = 3, unit =", "section A: pattern: limit: unknown 'length'"),
        ('kind = "choice"', 'kind = "line"', "section A: dye: kind line with choices"),
        ('kind = "text"', 'kind = "choices"',
         "section A: pattern: limit: kind choices has no words to count|"
         "section A: pattern: kind choices without choices"),
        ('value = "red"', 'value = "blue"', "section A: dye: choice blue 2 times"),
        ('en = "Red", ', "", "section A: dye: choice 2: no en"),
        ('document = "photographs"', 'document = "map"',
         "attached map: document 'map' is none of photographs, cession_photographs, video, "
         "cession_video, consent, inventory, signature, letter, report"),
        ('document = "photographs"\n', "", "attached 1: no document"),
        ('document = "photographs"', 'document = "consent"', "attached consent 2 times"),
        ("least = 10\n", "least = 11\n",
         "attached photographs: at least 11 is more than at most 10"),
        ('cite = "Weaving Act 3"\n', "", "attached photographs: no cite"),
    ],
)  # fmt: skip
def test_a_fault_of_an_edition_is_told_where_it_is(old: str, new: str, fault: str):
    expected = [f"first.toml: {one}" for one in fault.split("|")]
    assert faults(first=replaced(old, new)) == expected


@pytest.mark.parametrize(
    "at_the_boundary",
    [
        ("least = 150", "least = 250"),
        ("least = 150", "least = 0"),
        ("to_cycle = 2023", "to_cycle = 2023"),
        ("least = 10\n", "least = 9\n"),
    ],
)
def test_ends_may_touch(at_the_boundary: tuple[str, str]):
    texts = {**ALL, "first": replaced(*at_the_boundary)}
    assert list(read(texts.items())) == ["KENTE-1", "KENTE-2"]


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (FIRST.replace(FIRST[FIRST.index("[[section]]") :], ""), ["no section"]),
        (
            'section = 7\nattached = [7]\n' + FIRST[: FIRST.index("[[section]]")],
            ["section is not a list", "attached 1: it is no table"],
        ),
        (
            'section = ["A", { number = "B", title = "B", field = [7, { limit = 7 }] }]\n'
            + FIRST[: FIRST.index("[[section]]")],
            [
                "section 1: it is no table",
                "section B: title is not a table",
                "section B: field 1: it is no table",
                "section B: field 2: no name",
                "section B: field 2: no kind",
                "section B: field 2: no label",
                "section B: field 2: no help",
                "section B: field 2: limit is not a table",
            ],
        ),
        (
            "section = []\n" + FIRST[: FIRST.index("[[section]]")],
            ["section is empty"],
        ),
    ],
)  # fmt: skip
def test_what_is_no_form_at_all_is_told_and_nothing_breaks(first: str, fault: list[str]):
    assert faults(first=first) == [f"first.toml: {one}" for one in fault]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('code = "KENTE-1"\n', "", "form 1: no code"),
        ('workflows = ["weave"]', "workflows = [7]", "form 1: its workflows are not all names"),
        ('workflows = ["weave"]', 'workflow = "weave"', "form 1: unknown 'workflow'"),
        ("[[form]]", "colour = 7\n[[form]]", "unknown 'colour'"),
    ],
)
def test_a_fault_in_the_names_of_the_forms_is_told(old: str, new: str, fault: str):
    assert faults(forms=FORMS.replace(old, new, 1)) == [f"forms.toml: {fault}"]


def test_a_form_that_is_no_table_is_told():
    assert faults(forms="form = [7]") == ["forms.toml: form 1: it is no table"]


# --- how editions follow one another -----------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (
            {"second": later("KENTE-1", "2024", "from_cycle = 2023")},
            "KENTE-1: the editions 2014 and 2024 overlap",
        ),
        (
            {"first": FIRST.replace("to_cycle = 2023\n", "")},
            "KENTE-1: the editions 2014 and 2024 overlap",
        ),
        (
            {"second": later("KENTE-1", "2024", "from_cycle = 2025")},
            "KENTE-1: no edition between 2014 and 2024",
        ),
        ({"second": later("KENTE-1", "2014", "from_cycle = 2024")},
         "KENTE-1: edition 2014 2 times"),
        ({"second": ""}, "KENTE-1: its last edition ends with 2023, and it is not closed"),
        ({"first": "", "second": ""}, "KENTE-1: no edition"),
        (
            {"report": later("KENTE-2", "2014", "from_cycle = 2014")},
            "KENTE-2: it is closed, and its last edition has no end",
        ),
        ({"more": later("KENTE-3", "2014", "from_cycle = 2014")}, "KENTE-3: there is no such form"),
        ({"more": '[[form]]\ncode = "KENTE-1"\ntitle = { en = "K", fr = "K" }'},
         "form KENTE-1 2 times"),
    ],
)  # fmt: skip
def test_editions_follow_one_another_without_a_gap_or_a_double(texts: dict[str, str], fault: str):
    assert faults(**texts) == [fault]


def test_what_is_missing_only_since_its_text_has_a_fault_is_not_told_as_well():
    assert faults(second=SECOND.replace('cite = "c"\n', "")) == ["second.toml: no cite"]
