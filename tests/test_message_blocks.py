"""What a letter's text is made of: nothing of it is lost, and nothing is taken for more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.blocks import Block, blocks


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Madam, Sir,\n", [("paragraph", ("Madam, Sir,",))]),
        ("One.\n\n\nTwo.\n", [("paragraph", ("One.",)), ("paragraph", ("Two.",))]),
        ("One\nand two.\n", [("paragraph", ("One", "and two."))]),
        (
            "Title: Boats\nFile number: 02211\n",
            [("details", (("Title", "Boats"), ("File number", "02211")))],
        ),
        (
            "Intitulé : Bateaux : à voile\nCycle : 2025",
            [("details", (("Intitulé", "Bateaux : à voile"), ("Cycle", "2025")))],
        ),
        (
            "Please bring:\n- a pen\n- paper,\n  ruled\n",
            [("paragraph", ("Please bring:",)), ("list", ("a pen", "paper, ruled"))],
        ),
        ("- a pen\nThanks.", [("list", ("a pen",)), ("paragraph", ("Thanks.",))]),
        ("    dossiers audit\n      verify\n", [("command", ("dossiers audit", "  verify"))]),
        ("Overdue\n-------\n", [("heading", ("Overdue",))]),
    ],
)
def test_lines_are_what_they_look_like(text: str, made: list[tuple[str, tuple[object, ...]]]):
    assert blocks(text) == tuple(made)


@pytest.mark.parametrize(
    "text",
    [
        "Title: Boats",
        "Title: Boats\nand more",
        "Title:\nCycle: 2025",
        f"Title: Boats\n{'K' * 41}: 2025",
        "10:30: the session\n11:30: the break",
        "Overdue\n--",
        "Overdue\nsince\n-----",
        "-not a list",
        "    a command\nand none",
        "1. How?\n2. Why?",
    ],
)
def test_what_looks_like_nothing_else_is_a_paragraph(text: str):
    assert blocks(text) == (Block("paragraph", tuple(text.split("\n"))),)


def test_a_text_of_nothing_has_no_blocks():
    assert blocks(" \n\n \n") == ()


@given(st.text("ab: -\n1é", max_size=80))
def test_no_letter_of_a_text_is_lost_or_moved(text: str):
    told = [
        piece
        for block in blocks(text)
        for line in block.lines
        for piece in ([line] if isinstance(line, str) else line)
    ]
    assert re.sub("[^ab1é]", "", "".join(told)) == re.sub("[^ab1é]", "", text)
