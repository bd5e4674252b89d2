"""The policies that the simulator knows by name: the law, its sets of rules, and the drafts."""

from collections.abc import Mapping
from importlib import resources
from typing import Final

from engine.parameters import Parameters
from workflows.selection.policies import Proposal, names, proposal, proposal_of_file

DRAFTS: Final = "draft-"
"""How the name of a file of parameters begins that is not law yet."""


def policies(law: Parameters) -> Mapping[str, Proposal]:
    """Every policy by its name: the law first, then its sets of rules, then the drafts."""
    return {name: proposal(law, name) for name in names(law)} | {
        name: proposal_of_file(law, name, text) for name, text in drafts().items()
    }


def drafts() -> Mapping[str, str]:
    """The drafts that are shipped, by their name, as they are written."""
    folder = resources.files("workflows") / "parameters"
    return {
        file.name.removesuffix(".toml"): file.read_text("utf-8")
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.startswith(DRAFTS)
    }
