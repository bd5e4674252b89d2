"""What is taken of attachments in a cycle, read from limits.toml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from engine.parameters import Parameters, read


@dataclass(frozen=True, slots=True)
class Limits:
    """Every number of limits.toml for one cycle; plain data, so that it can be handed to another
    process. `cites` says where each table comes from."""

    taken: Mapping[str, Sequence[str]]
    bytes_of: Mapping[str, int]
    files: int
    least_seconds: int
    most_seconds: int
    pixels: int
    pages: int
    parts: int
    unpacked: int
    ratio: int
    seconds: int
    memory: int
    cites: Mapping[str, str]

    def bytes_for(self, document: str) -> int:
        """The largest file that can be that document, whatever kind it is."""
        return max(self.bytes_of[kind] for kind in self.taken[document])


@cache
def tables() -> Parameters:
    """The dated values as they are written."""
    file = resources.files("portal") / "attached" / "limits.toml"
    return read([(file.name, file.read_text("utf-8"))])


def limits(cycle: int) -> Limits:
    """What is taken in that cycle."""
    law = {name: tables().for_cycle(name, cycle) for name in tables().names()}
    return Limits(
        taken={document: tuple(kinds) for document, kinds in law["kinds_taken"].says.items()},
        bytes_of=dict(law["most_bytes"].says),
        files=law["most_files"]["files"],
        least_seconds=law["video_duration"]["least"],
        most_seconds=law["video_duration"]["most"],
        **law["most_inside"].says,
        **law["most_effort"].says,
        cites={name: value.cite for name, value in law.items()},
    )
