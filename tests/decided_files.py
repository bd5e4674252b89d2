"""An office in which some files were decided, by the Committee, beside an imported register."""

from engine.runtime.office import Office
from portal.register import import_register
from tests.conftest import ToldClock
from tests.parcels import moved
from tests.travelling import ways

REGISTER = """file_no,name,list,year,states,decision
00101,Harps,RL,2008,Kenya; Peru,3.COM 1
00102,Lace,USL,2019,France,14.COM 10.a.1
00103,School of weaving,GSP,2019,Chad,14.COM 10.c.2
00104,Games,RL,2019,Chad; Ghana,14.COM 10.b.3
"""
FILES = (
    ("rl", "inscribed", 201), ("usl", "inscribed", 202), ("gsp", "selected", 203),
    ("rl", "referred", 204), ("rl", "not_inscribed", 205), ("extension", "inscribed", 206),
)  # fmt: skip
"""Workflow, end and number: all of Ghana, decided by 20.COM under 7.b.12."""


def decided_files(office: Office, clock: ToldClock) -> Office:
    """The office, its register imported and its files brought to their ends."""
    assert import_register(office, REGISTER.encode())[2] == []
    for workflow, end, number in FILES:
        for leg in ways(workflow)[end]:
            clock.at = leg.at
            moved(office.execute(leg.move(f"{workflow}-{number}", f"{number:05}")))
    return office
