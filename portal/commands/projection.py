"""`dossiers cycle project`: the backlog and the waiting time of the years ahead, under policies."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.saying import as_json, fail, open_office, table

if TYPE_CHECKING:
    from engine.cycle_file import CycleFile
    from engine.element import Element
    from workflows.selection.cycle import Past
    from workflows.selection.inflow import Inflow
    from workflows.selection.policies import Proposal
    from workflows.selection.projection import Projection

MOST_CYCLES, MOST_POLICIES = 50, 8
USUAL_POLICIES = ("law", "2024-2025")


def add_to(app: typer.Typer) -> None:
    """Make this command of the application."""
    app.command()(project)


def project(
    first: Annotated[int, typer.Option("--from", min=2000, max=2200, help="The first cycle.")],
    last: Annotated[int, typer.Option("--to", min=2000, max=2200, help="The last cycle.")],
    inflow: Annotated[
        str, typer.Option(help="New files of a cycle: 140, or drawn from 120,140,170 or 120..170.")
    ] = "",
    policy: Annotated[
        list[str] | None,
        typer.Option(
            help="law, a set of rules like 2024-2025, or a TOML file; any number of them."
        ),
    ] = None,
    ceiling: Annotated[
        list[int] | None,
        typer.Option(min=0, max=10_000, help="A ceiling to try with every policy; any number."),
    ] = None,
    seed: Annotated[int, typer.Option(help="What the files are drawn with.")] = 1,
    reentry: Annotated[
        int, typer.Option(min=0, max=100, help="How many of 100 files left are entered again.")
    ] = 100,
    register: Annotated[
        Path | None, typer.Option(help="A CSV file of the register, not the office's.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    csv: Annotated[
        Path | None, typer.Option(help="Write the figures to this CSV file too.")
    ] = None,
    svg: Annotated[Path | None, typer.Option(help="Draw the figures into this file too.")] = None,
) -> None:
    """Project the backlog and the waiting time of each group of States under several policies."""
    from engine.parameters import UnknownParameter
    from portal.projection_drawn import drawn
    from portal.projection_told import csv_text, document
    from workflows.selection.policies import Unusable
    from workflows.selection.projected import projected
    from workflows.states_parties import states_parties

    coming = _inflow(inflow, seed, reentry)
    if not 0 <= last - first < MOST_CYCLES:
        fail([f"The cycles from {first} to {last} are not between 1 and {MOST_CYCLES} cycles."])
    groups = {name: state.group for name, state in states_parties().items()}
    try:
        proposals = proposed(policy or (), ceiling or ())
        cycles = range(first, last + 1)
        elements, starting, past = _known(register, first)
        made = projected(cycles, proposals, coming, elements, groups, starting=starting, past=past)
    except Unusable as fault:
        fail(fault.faults)
    except (UnknownParameter, ValueError) as fault:
        fail([str(fault)])
    for path, text in ((csv, csv_text), (svg, drawn)):
        if path is not None:
            _write(path, text(made))
    if json:
        as_json(document(made, coming))
    else:
        _tables(made)


def proposed(policies: Iterable[str], ceilings: Iterable[int]) -> "list[Proposal]":
    """What is compared: every policy with every ceiling. Unusable with all faults of all of
    them."""
    from workflows.selection.policies import LAW, Unusable

    tried = tuple(dict.fromkeys(ceilings))
    named = tuple(dict.fromkeys(policies)) or ((LAW,) if tried else USUAL_POLICIES)
    found: list[Proposal] = []
    faults: list[str] = []
    for name in named:
        try:
            one = policy_given(name)
        except Unusable as fault:
            faults += fault.faults
        else:
            found += [one.with_ceiling(number) for number in tried] or [one]
    if len(found) > MOST_POLICIES:
        faults.append(f"{len(found)} policies are more than the {MOST_POLICIES} one can compare.")
    if faults:
        raise Unusable(faults)
    return found


def policy_given(name: str) -> "Proposal":
    """The policy that a person names: the law, a set of its rules, or else a file. Unusable with
    all that is wrong with it."""
    from workflows.law import law
    from workflows.selection.policies import Unusable, names, proposal, proposal_of_file

    if name in names(law()):
        return proposal(law(), name)
    try:
        text = Path(name).read_text("utf-8-sig")
    except (OSError, ValueError) as fault:
        known = ", ".join(names(law()))
        why = getattr(fault, "strerror", None) or str(fault)
        raise Unusable([f"{name} is none of {known}, and no file to be read: {why}"]) from fault
    return proposal_of_file(law(), name, text)


def _inflow(numbers: str, seed: int, reentry: int) -> "Inflow":
    from workflows.law import law
    from workflows.selection.inflow import Inflow, numbers_in, reported

    if not numbers:
        return reported(law(), seed, reentry)
    try:
        return Inflow(numbers_in(numbers), seed, reentry)
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="--inflow") from fault


def _known(
    path: Path | None, first: int
) -> "tuple[Sequence[Element], Sequence[CycleFile], Past | None]":
    """The register, and the files of the first cycle where the office has any: with a register of
    a file, that alone."""
    from portal.cycle import standing
    from portal.register import published, register_on

    if path is not None:
        return register_given(path), (), None
    office = open_office()
    elements = list(register_on(office, office.clock().date()).values())
    if not elements:
        elements = published()
        typer.echo("The office's register is empty: UNESCO's of 2021 is taken.", err=True)
    now = standing(office, first).cycle
    return elements, now.files, now.past if now.files else None


def register_given(path: Path) -> "Sequence[Element]":
    """The register in a CSV file; the command ends with all its faults where it has any."""
    from portal.assemble import now
    from workflows.register_file import read

    try:
        content = path.read_bytes()
    except OSError as fault:
        fail([f"{path} cannot be read: {fault.strerror}"])
    elements, faults = read(content, now().date())
    if faults:
        fail([f"{path}: {fault}" for fault in faults])
    return elements


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", newline="\n")
    except OSError as fault:
        fail([f"{path} cannot be written: {fault.strerror}"])
    typer.echo(f"{path} is written.", err=True)


def _tables(made: "Projection") -> None:
    from portal.projection_told import BACKLOG, FLOW, WAITING, backlog, flow, key, waiting

    for policy, named in zip(made.policies, key(made), strict=True):
        table(f"{named}: files of each cycle", FLOW, flow(made, policy))
        table(f"{named}: files left after each cycle, by group", BACKLOG, backlog(made, policy))
    table(f"Waiting time in cycles ({'; '.join(key(made))})", WAITING, waiting(made))
    typer.echo("Assumptions")
    for sentence in made.assumptions:
        typer.echo(f"- {sentence}")
