"""The drawing of a projection: whole without colour, without scripts, and with all its figures."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.element import Element
from portal.projection_drawn import DARK, DASHES, LIGHT, apart, drawn, steps
from portal.projection_told import LETTERS, backlog, waiting
from workflows.law import law
from workflows.selection.inflow import Inflow
from workflows.selection.policies import Proposal, proposal, proposal_of_file
from workflows.selection.projected import projected
from workflows.selection.projection import GROUPS, Projection

SVG, HTML = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xhtml}"
LAW, OLDER = proposal(law(), "law"), proposal(law(), "2024-2025")
REGISTER = [
    Element("00001", "One", "USL", 2023, date(2023, 12, 1), ("A",)),
    Element("00002", "Two", "RL", 2024, date(2024, 12, 1), ("B", "C")),
]
STATES = {"A": "I", "B": "II", "C": "V(a)", "D": ""}


def projection(*policies: Proposal, files: int = 30, last: int = 2031) -> Projection:
    return projected(range(2026, last + 1), policies, Inflow([files], 1), REGISTER, STATES)


def parsed(made: Projection) -> Xml.Element:
    return Xml.fromstring(drawn(made))


def words(svg: Xml.Element) -> list[str]:
    """What stands in the drawing to be read."""
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


MADE = projection(LAW.with_ceiling(10), OLDER.with_ceiling(10))


def test_it_is_an_image_with_a_title_and_a_description_that_a_screen_reader_finds():
    svg = parsed(MADE)
    names = [one.attrib["id"] for one in svg if one.tag in (f"{SVG}title", f"{SVG}desc")]
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"].split() == names == ["title", "desc"]
    assert svg.findtext(f"{SVG}title") == "Files left after each cycle, 2026-2031"


def test_the_description_says_where_every_line_begins_and_ends():
    said = parsed(MADE).findtext(f"{SVG}desc") or ""
    for letter, name in zip("AB", MADE.policies, strict=True):
        (_, first, *_), *_, (_, last, *groups) = backlog(MADE, name)
        of = ", ".join(f"{group} {files}" for group, files in zip(GROUPS, groups, strict=True))
        assert f"{letter}: {name}: {first} files left after 2026, {last} after 2031 ({of})." in said


def test_the_metadata_hold_every_figure_as_tables():
    tables = [
        [[cell.text for cell in row] for row in table.iter(f"{HTML}tr")]
        for table in parsed(MADE).iter(f"{HTML}table")
    ]
    header = ["cycle", "backlog", *GROUPS]
    for table, name in zip(tables, MADE.policies, strict=False):
        assert table == [header, *([str(cell) for cell in row] for row in backlog(MADE, name))]
    assert len(tables) == 3
    assert tables[2][1:] == [list(row) for row in waiting(MADE)]


def test_no_line_is_told_from_another_by_its_colour_alone():
    assert len(set(DASHES)) == len(DASHES) == len(LETTERS) == len(LIGHT) == len(DARK) == 8
    svg = parsed(MADE)
    style = svg.findtext(f"{SVG}style") or ""
    for number, dash in enumerate(DASHES):
        assert f".line.p{number}{{stroke-dasharray:{dash}}}" in style
    ends = [f"{letter} {list(backlog(MADE, name))[-1][1]}" for letter, name in
            zip("AB", MADE.policies, strict=True)]  # fmt: skip
    said = words(svg)
    assert set(ends) <= set(said)
    assert [f"{letter}: {name}" for letter, name in zip("AB", MADE.policies, strict=True)] == (
        said[1:3]
    )


def test_every_group_has_its_lines_and_its_mean_wait():
    svg = parsed(MADE)
    lines = [one.attrib["points"].split() for one in svg.iter(f"{SVG}polyline")]
    assert [len(points) for points in lines] == [6] * 2 * (1 + len(GROUPS))
    headings = [one.text for one in svg.iter(f"{SVG}text") if one.attrib.get("class") == "strong"]
    assert headings == [
        "All files", "Group I", "Group II", "Group III", "Group IV", "Group V(a)", "Group V(b)",
        "Multinational files", "Group not known",
    ]  # fmt: skip
    bars = [one for one in svg.iter(f"{SVG}rect") if "bar" in one.attrib["class"]]
    assert len(bars) == 2 * len(GROUPS)
    assert words(svg).count("A none treated") == sum(
        one.treated == 0 and one.policy == MADE.policies[0] for one in MADE.waiting()
    )


def test_every_point_says_its_cycle_and_number():
    titles = [one.findtext(f"{SVG}title") for one in parsed(MADE).iter(f"{SVG}circle")]
    name = MADE.policies[0]
    assert titles[:6] == [f"{name}, {row[0]}: {row[1]}" for row in backlog(MADE, name)]


def test_it_has_no_script_no_link_and_a_look_for_light_and_for_dark():
    svg = parsed(MADE)
    assert {one.tag.removeprefix(SVG) for one in svg.iter() if one.tag.startswith(SVG)} == {
        "svg", "title", "desc", "metadata", "style", "rect", "text", "line", "polyline", "circle",
    }  # fmt: skip
    assert not [name for one in svg.iter() for name in one.attrib if name.startswith("on")]
    assert not re.search(r"href|url\(|@import|user-select", drawn(MADE))
    style = svg.findtext(f"{SVG}style") or ""
    light, dark = style.split("@media (prefers-color-scheme:dark)")
    assert all(one in light for one in LIGHT)
    assert all(one in dark for one in DARK)


def brightness(colour: str) -> float:
    """The relative luminance of a colour like #0a5a6b (WCAG 2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("paper", "colours"),
    [
        ("#fbfaf7", (*LIGHT, "#1d1c1a", "#5b574f")),
        ("#161614", (*DARK, "#ece9e2", "#aca79c")),
    ],
)
def test_every_colour_of_a_text_can_be_read_on_its_paper(paper: str, colours: tuple[str, ...]):
    style = parsed(MADE).findtext(f"{SVG}style") or ""
    assert f".paper{{fill:{paper}}}" in style
    for colour in colours:
        assert f"fill:{colour}" in style
        dark, light = sorted((brightness(paper), brightness(colour)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_everything_stands_inside_the_drawing():
    many = projection(*(LAW.with_ceiling(number) for number in range(8)), files=1000)
    svg = parsed(many)
    width, height = float(svg.attrib["width"]), float(svg.attrib["height"])
    for one in svg.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(one.attrib.get(name, 0)) <= width
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(one.attrib.get(name, 0)) <= height


def test_a_single_cycle_without_a_file_can_be_drawn():
    svg = parsed(projection(LAW, files=0, last=2026))
    assert {one.attrib["points"].count(",") for one in svg.iter(f"{SVG}polyline")} == {1}
    assert words(svg).count("A none treated") == len(GROUPS)


def test_a_name_stays_a_name_whatever_characters_it_has():
    text = (
        "[ceiling]\nlabel = 'C'\n[[ceiling.value]]\ncycle = 2028\nnumber = 3\nwording = 'around'\n"
        "mechanisms = ['RL']\noutside = []\ncite = 'c'\nmark = 'interpretation'\n"
    )
    odd = proposal_of_file(law(), "<b>&\x1b\ud800.toml", text)
    assert "A: <b>&\ufffd\ufffd.toml" in words(parsed(projection(odd)))


# --- where things stand ------------------------------------------------------------------------


@given(st.integers(0, 10**9))
def test_the_steps_of_an_axis_are_round_and_reach_the_most(most: int):
    made = steps(most)
    assert made[0] == 0
    assert made[-1] >= max(most, 1) > made[-2]
    assert 2 <= len(made) <= 6
    assert str(made.step).strip("0") in {"1", "2", "5"}


@pytest.mark.parametrize(
    ("most", "made"),
    [(0, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (6, [0, 2, 4, 6]), (51, [0, 20, 40, 60])],
)
def test_the_steps_are_these(most: int, made: list[int]):
    assert list(steps(most)) == made


@given(st.lists(st.integers(0, 110), min_size=1, max_size=8))
def test_labels_stand_apart_in_the_order_of_their_lines_and_above_the_axis(places: list[int]):
    moved = apart(places, 14, 110)
    assert max(moved) <= 110
    in_order = sorted(range(len(places)), key=lambda one: (places[one], one))
    for above, below in pairwise(in_order):
        assert moved[below] - moved[above] >= 14


def test_labels_that_stand_apart_are_not_moved():
    assert apart([10, 60, 24], 14, 110) == [10, 60, 24]
    assert apart([10, 60, 23], 14, 110) == [10, 60, 24]
    assert apart([108, 110], 14, 110) == [96, 110]
