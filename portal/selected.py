"""A selection as data and as text, for the command line."""

from collections.abc import Iterator, Sequence
from typing import Any

from engine.cycle_file import CycleFile
from engine.words import Language, Words
from workflows.selection.selection import Selection
from workflows.selection.why import Reasons


def as_data(made: Selection, language: Language = "en") -> dict[str, Any]:
    """Everything about a selection: the ceiling, who is outside, and every file inside in its
    order of priority with its keys, its status and why."""
    reasons = Reasons(made, language)
    return {
        "cycle": made.cycle.number,
        "ceiling": ceiling_as_data(made),
        "rules": made.policy.rules.name,
        "counted_as_of": made.cycle.counts.as_of.isoformat(),
        "decision": _decision(made),
        "notes": notes(made, language),
        "outside": [
            {**file_as_data(file), "why": why_as_data(reasons.outside(file))}
            for file in made.outside
        ],
        "inside": [
            {
                "rank": rank,
                **file_as_data(one.file),
                "level": one.level,
                "keys": reasons.keys(rank - 1),
                "status": status,
                "equal_to": reasons.equals(rank - 1),
                "why": why_as_data(reasons.of(rank - 1)),
            }
            for rank, one, status in made.inside()
        ],
        "counts": {**made.counts(), "by_level": made.by_level()},
    }


def ceiling_as_data(made: Selection) -> dict[str, Any]:
    """The number of places, and where it comes from."""
    ceiling = made.policy.ceiling
    return {
        "number": made.number,
        "wording": ceiling.wording,
        "cite": ceiling.cite,
        "mark": ceiling.mark,
        "decided_by_the_committee": ceiling.number,
    }


def notes(made: Selection, language: Language = "en") -> list[str]:
    """What a reader must know about all of it."""
    return [one.spoken(language) for one in _notes(made)]


def _notes(made: Selection) -> Iterator[Words]:
    cycle, past = made.cycle.number, made.cycle.past
    if not made.cycle.files:
        yield Words(
            f"No file of the cycle of {cycle} asks for a place.",
            f"Aucun dossier du cycle {cycle} ne demande de place.",
        )
    if not past.files:
        yield Words(
            f"No file of the cycle of {past.cycle} is recorded: every State counts as having its "
            "turn until whoever runs the system brings that cycle in.",
            f"Aucun dossier du cycle {past.cycle} n'est enregistré : chaque État est réputé avoir "
            "son tour tant que les responsables du système n'ont pas importé ce cycle.",
        )
    if not made.cycle.counts.inscribed:
        yield Words(
            "The register is empty: every State counts as having no element.",
            "Le registre est vide : chaque État est réputé n'avoir aucun élément.",
        )
    if made.decision.ties and not made.cut.tie:
        yield Words(
            "No tie lies at the cut: there was nothing to decide about one.",
            "Aucun dossier n'est à égalité à la limite : il n'y avait rien à départager.",
        )


def rows(made: Selection) -> Iterator[tuple[object, ...]]:
    """A line for each file: rank, number, name, States, level, status."""
    for file in made.outside:
        yield "", file.file_no, file.name, _listed(file.states), "", "outside"
    for rank, one, status in made.inside():
        states = _listed(one.file.states)
        yield rank, one.file.file_no, one.file.name, states, f"({one.level})", status


def _listed(states: Sequence[str]) -> str:
    return (
        "; ".join(states)
        if len(states) <= 3
        else f"{'; '.join(states[:2])}; {len(states) - 2} more"
    )


def file_as_data(file: CycleFile) -> dict[str, Any]:
    """What a file is, whatever becomes of it."""
    return {
        "file_no": file.file_no,
        "name": file.name,
        "mechanism": file.mechanism,
        "kind": file.kind,
        "states": list(file.states),
    }


def why_as_data(reasons: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Reasons with their citations."""
    return [{"sentence": sentence, "cite": cite} for sentence, cite in reasons]


def _decision(made: Selection) -> dict[str, Any] | None:
    if not made.decision.decides:
        return None
    decision = made.decision
    return {
        "ceiling": decision.ceiling,
        "ties": decision.ties,
        "picks": list(decision.picks),
        "reason": decision.reason,
    }
