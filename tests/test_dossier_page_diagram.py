"""The drawing of every workflow: no box on another, no line through a box, and it fits."""

import re
from itertools import combinations

import pytest

from portal.dossier_pages.diagram import drawing
from portal.dossier_pages.layers import crossings, layered
from tests.browsing import file_of
from workflows.catalogue import workflows

EVERY = sorted(workflows())
WIDEST = 1040
"""What a page of 1280 pixels has for a drawing, before it is made a little smaller."""


def points(path):
    """Points along a path of curves and straight lines down."""
    x = y = 0.0
    for kind, numbers in re.findall(r"([MCV])([^MCV]+)", path):
        at = [float(one) for one in numbers.split()]
        if kind == "M":
            x, y = at
        elif kind == "V":
            yield from ((x, y + (at[0] - y) * part / 20) for part in range(21))
            y = at[0]
        else:
            (_, b, c, d, e, f), ends = at, (x, y)
            for part in range(41):
                t = part / 40
                w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                yield (
                    w[0] * ends[0] + w[1] * ends[0] + w[2] * c + w[3] * e,
                    w[0] * ends[1] + w[1] * b + w[2] * d + w[3] * f,
                )
            x, y = e, f


def overlap(one, other):
    apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
    apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (apart_x or apart_y)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_boxes_touch_wherever_a_dossier_stands(name, language):
    workflow = workflows()[name]
    for state in workflow.states:
        drawn = drawing(workflow, state.name, (), language)
        assert {one.state.name for one in drawn.states} == set(workflow.state)
        boxes = [one.box for one in drawn.states]
        assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
        assert all(box.x >= 0 and box.x + box.width <= drawn.width for box in boxes)
        assert all(box.y >= 0 and box.y + box.height <= drawn.height for box in boxes)
        assert drawn.width <= WIDEST


@pytest.mark.parametrize("name", EVERY)
def test_no_line_runs_through_a_box(name):
    workflow = workflows()[name]
    for state in workflow.states:
        drawn = drawing(workflow, state.name, (), "en")
        for way in drawn.ways:
            for x, y in points(way.path):
                assert 0 <= x <= drawn.width
                through = [
                    one.state.name
                    for one in drawn.states
                    if one.box.x < x < one.box.x + one.box.width
                    and one.box.y < y < one.box.y + one.box.height
                ]
                assert through == [], (way.edge, x, y)


@pytest.mark.parametrize("name", EVERY)
def test_every_text_stands_inside_its_box(name):
    for language in ("en", "fr"):
        drawn = drawing(workflows()[name], "", (), language)
        for one in drawn.states:
            assert 1 <= len(one.lines) <= 4
            assert " ".join(text for _, text in one.lines) == one.state.office.spoken(language)
            for y, _ in one.lines:
                assert one.box.y + 10 < y < one.box.y + one.box.height


def test_the_present_state_is_lit_travelled_ways_are_strong_and_possible_ones_dashed(moved):
    entries = file_of(moved, "A").entries
    drawn = drawing(workflows()["rl"], "registered", entries, "en")
    known = {one.state.name: one.known for one in drawn.states}
    assert [name for name, how in known.items() if how == "here"] == ["registered"]
    assert [name for name, how in known.items() if how == "been"] == ["draft", "submitted"]
    assert [name for name, how in known.items() if how == "next"] == [
        "included", "backlog", "checking", "withdrawn",
    ]  # fmt: skip
    ways = {way.edge: way.known for way in drawn.ways}
    assert ways["draft", "submitted"] == ways["submitted", "registered"] == "been"
    assert ways["registered", "checking"] == ways["registered", "withdrawn"] == "next"
    assert ways["published", "examined"] == ""
    assert ("draft", "withdrawn") not in ways


def test_the_page_draws_it_with_a_name_a_description_and_the_same_in_words(officer):
    page = officer.get("/dossiers/A").text
    assert '<svg class="diagram"' in page
    assert re.search(r'<title id="drawn-title">[^<]+</title>', page)
    assert re.search(r'<desc id="drawn-desc">[^<]+“Registered”', page)
    assert 'class="scroll" tabindex="0" role="region" aria-label="The way, drawn"' in page
    assert len(re.findall('<g class="box', page)) == len(workflows()["rl"].states)
    assert re.search(r'<li class="here" aria-current="step">Registered', page)


def test_states_that_close_a_circle_are_layered_all_the_same():
    found = layered(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")])
    assert found.upwards == {("c", "a")}
    assert found.layers[0] == ("a",)
    pairs = [("a", "b"), ("a", "d")]
    assert crossings([["a"], ["b", "d"]], pairs) == 0
    assert crossings([["a", "e"], ["b", "d"]], [("a", "d"), ("e", "b")]) == 1


def test_a_state_that_nothing_leads_to_stands_in_the_last_layer():
    found = layered(["a", "b", "z"], [("a", "b")])
    assert found.layers[-1] == ("b", "z")
