"""A small cycle of 2026 in the office: five files, of which two are equal where the places end."""

import re
from collections.abc import Mapping
from importlib import resources
from typing import Any

from engine.parameters import Parameters, read
from engine.runtime import reading
from engine.runtime.definitions import Lawbook
from engine.runtime.office import Office
from engine.runtime.queries import looking
from portal.cycle_import import Imported, import_cycle, import_past_cycle
from portal.places import give_places, selection
from portal.register import import_register
from tests.cycle_files import file
from tests.moves import CHIEF
from workflows.catalogue import rules, workflows
from workflows.selection.cut import NO_DECISION, Decision
from workflows.selection.selection import Selection

FOLDER = resources.files("workflows") / "parameters"
ALL_SHIPPED = {one.name: one.read_text("utf-8") for one in FOLDER.iterdir()}
SHIPPED = {name: text for name, text in ALL_SHIPPED.items() if name.endswith(".toml")}

GHANA, KENYA, PERU, CHAD = FOUR = (
    "00001,Kente weaving,RL,new,Ghana,2025-03-01,,,",
    "00002,Mijikenda dance,RL,new,Kenya,2025-03-02,,,",
    "00003,Scissors dance,RL,new,Peru,2025-03-03,,,",
    "00004,Lake songs,RL,new,Chad,2025-03-04,,,",
)
DRUMS = "00005,Drums,RL,extension,Ghana; Togo,2025-03-05,,,"
FIVE = (*FOUR, DRUMS)
BEFORE = ("00901,Harps,RL,new,Chad,,,yes,",)
"""Chad used its turn in 2025."""
HAVE: Mapping[str, int] = {"Ghana": 1, "Kenya": 2, "Peru": 2, "Chad": 3}
"""So many elements these States have alone: Kenya and Peru are equal."""

TWO_PLACES = ("cycle = 2026\nnumber = 60", "cycle = 2026\nnumber = 2")
CHECK_FIRST = ('first = "selection"', 'first = "check"')

BECAUSE = "Files of equal priority are treated alike (19.COM 15)."

WAITING = dict.fromkeys(("00001", "00002", "00003", "00004", "00005"), "registered")
"""How the five files stand before anybody is given a place."""


def law_with(*changes: tuple[str, str], **files: str) -> Parameters:
    """The law that is shipped, with some words changed or a file in the place of another."""
    texts = {**SHIPPED, **files}
    for old, new in changes:
        assert sum(text.count(old) for text in texts.values()) == 1
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    return read(sorted(texts.items()))


def under(office: Office, *changes: tuple[str, str]) -> Office:
    """The same office under a law in which some words are changed."""
    book = Lawbook(workflows(), rules(), law_with(*changes))
    return Office(office.database, book, office.clock).open_doors()


def imported(office: Office, *lines: str, cycle: int = 2026) -> Imported:
    """What came of importing these files of a cycle."""
    return import_cycle(office, cycle, file(*lines), CHIEF)


def recorded(office: Office, *lines: str, cycle: int = 2025) -> Imported:
    """What came of importing these files of a past cycle."""
    return import_past_cycle(office, cycle, file(*lines))


def register(have: Mapping[str, int] = HAVE) -> bytes:
    """A register in which these States have so many elements alone."""
    states = [state for state, number in have.items() for _ in range(number)]
    rows = [f"{n},Element {n},RL,2019,{state},14.COM 10" for n, state in enumerate(states, 101)]
    return "\n".join(["file_no,name,list,year,states,decision", *rows]).encode()


def small_cycle(office: Office, *lines: str) -> Office:
    """The office with the files of 2026, what was treated in 2025, and the register."""
    assert import_register(office, register())[2] == []
    assert recorded(office, *BEFORE).faults == []
    assert imported(office, *(lines or FIVE)).faults == []
    return office


def decided(office: Office, cycle: int = 2026, **decision: Any) -> tuple[Selection, int]:
    """The places given by a decision that nothing stands against, and how many dossiers moved."""
    made, moved = give_places(office, cycle, Decision(**decision), CHIEF)
    assert isinstance(made, Selection), str(made)
    return made, moved


def stands(office: Office, cycle: int = 2026) -> dict[str, str]:
    """Where each dossier of the cycle stands, by its file number."""
    with looking(office.database) as connection:
        found = reading.dossiers_where(connection, cycle)
    return {one.text("file_no"): one.state for one in found}


def facts(office: Office, reference: str) -> dict[str, Any]:
    """What is recorded of a dossier."""
    with looking(office.database) as connection:
        return dict(reading.dossiers(connection, [reference])[reference].facts)


def steps(office: Office, reference: str) -> list[tuple[str, str, str, str]]:
    """What happened to a dossier: each step, who took it in which role, and why."""
    with looking(office.database) as connection:
        entries = reading.entries(connection, reference)
    return [(one.trigger, one.actor, one.role, one.reason) for one in entries]


def english_in(page: str) -> list[str]:
    """What a French page marks as English, the link to its English side apart, and the first
    words of every reason that it gives in English."""
    marked = re.findall(r'<(\w+)[^>]*\blang="en"', page)
    begun = re.findall(r"Level \(|On \d+ \w+ \d{4}, |Rank \d|Selected|Undecided|It ", page)
    return [*(one for one in marked if one != "a"), *begun]


def now_selected(office: Office) -> Selection:
    """The selection as it stands, without a decision."""
    made_now = selection(office, 2026, NO_DECISION)
    assert isinstance(made_now, Selection), str(made_now)
    return made_now
