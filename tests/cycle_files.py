"""What the tests of a cycle's files share: how such a file is written, and what is told of it."""

from engine.cycle_file import CycleFile
from workflows.cycle_csv import read
from workflows.law import law

HEADER = "file_no,name,mechanism,kind,states,received_at,order,treated,named_by"


def file(*lines: str, header: str = HEADER) -> bytes:
    """A file of a cycle's files."""
    return "".join(f"{line}\n" for line in (header, *lines)).encode()


def files(*lines: str, header: str = HEADER, cycle: int = 2028) -> list[CycleFile]:
    """The files of a present cycle, in which nothing is wrong."""
    content = file(*lines, header=header)
    found, none = read(content, cycle, law(), history=False, multinational_may_be_named=True)
    assert none == []
    return found


def faults(
    *lines: str, header: str = HEADER, cycle: int = 2028, history: bool = False, named: bool = True
) -> list[str]:
    """What is wrong with a file."""
    content = file(*lines, header=header)
    return read(content, cycle, law(), history=history, multinational_may_be_named=named)[1]
