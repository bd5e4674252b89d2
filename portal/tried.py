"""A trial as data and as text, for the command line."""

from collections.abc import Iterator
from typing import Any

from portal.selected import ceiling_as_data, file_as_data, notes, why_as_data
from workflows.selection.selection import Selection
from workflows.selection.trial import Change, Stand, Trial
from workflows.states_parties import states_parties


def as_data(made: Trial) -> dict[str, Any]:
    """What is compared, who enters, who leaves, who moves and why; by level, by electoral group;
    and how the backlog grows."""
    groups = {name: state.group for name, state in states_parties().items()}
    before, after = made.base.counts()["backlog"], made.trial.counts()["backlog"]
    moves = [one for one in made.changes if not (one.enters or one.leaves)]
    return {
        "cycle": made.base.cycle.number,
        "base": _selection(made.base),
        "trial": _selection(made.trial),
        "enters": [_change(one) for one in made.changes if one.enters],
        "leaves": [_change(one) for one in made.changes if one.leaves],
        "moves": [_change(one) for one in moves],
        "by_level": _pairs(made.treated_by_level()),
        "by_group": _pairs(made.treated_by_group(groups)),
        "backlog": {"base": before, "trial": after, "growth": after - before},
        "notes": notes(made.trial, made.language),
    }


def rows(made: Trial) -> Iterator[tuple[object, ...]]:
    """A line for each file that enters, leaves or moves."""
    for one in made.changes:
        what = "enters" if one.enters else "leaves" if one.leaves else "moves"
        states = "; ".join(one.file.states[:2]) + ("; ..." if len(one.file.states) > 2 else "")
        yield what, one.file.file_no, states, stand_in_words(one.base), stand_in_words(one.trial)


def stand_in_words(one: Stand) -> str:
    """Where a file stands, in a cell of a table."""
    return one.status if one.rank is None else f"{one.rank} ({one.level}) {one.status}"


def _selection(made: Selection) -> dict[str, Any]:
    return {
        "ceiling": ceiling_as_data(made),
        "outside": sorted(made.policy.ceiling.outside),
        "rules": {
            "name": made.policy.rules.name,
            "cite": made.policy.rules.cite,
            "mark": made.policy.rules.mark,
            "levels": {level.name: list(level.keys) for level in made.policy.rules.levels},
        },
        "counts": {**made.counts(), "by_level": made.by_level()},
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        **file_as_data(one.file),
        "base": _stand(one.base),
        "trial": _stand(one.trial),
        "why": why_as_data(one.why),
    }


def _stand(one: Stand) -> dict[str, Any]:
    return {"status": one.status, "rank": one.rank, "level": one.level}


def _pairs(counts: dict[str, tuple[int, int]]) -> dict[str, dict[str, int]]:
    return {
        name: {"base": before, "trial": after, "change": after - before}
        for name, (before, after) in counts.items()
    }
