"""The parameters this version ships: read once, with all their faults at once if there are any."""

from functools import cache
from importlib import resources

from engine.parameters import Parameters, read


@cache
def law() -> Parameters:
    """Every parameter of workflows/parameters/*.toml."""
    folder = resources.files("workflows") / "parameters"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return read((file.name, file.read_text("utf-8")) for file in files)
