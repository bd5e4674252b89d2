"""One dossier as data and as text, for the command line."""

from typing import Any

from engine.dossier import Dossier
from engine.runtime import queries
from engine.runtime.known_as import find
from engine.runtime.office import Office
from engine.workflow import Workflow
from portal.told import possible
from workflows.about import about


def dossier_as_data(office: Office, text: str) -> dict[str, Any] | None:
    """A dossier found by its reference or file number: where it stands, whose turn it is, its
    facts, deadlines, timeline, letters and next steps; None when there is none."""
    with office.database.connect() as connection:
        reference = find(connection, text)
        file = queries.file(connection, reference) if reference else None
        if file is None:
            return None
        one = file.dossier
        workflow = office.book.pinned(connection, one.workflow, one.definition)
    state = workflow.state[one.state]
    deadlines = about(office.book.law, one)["deadlines"]
    return {
        "reference": one.reference,
        "workflow": one.workflow,
        "title": workflow.title._asdict(),
        "state": one.state,
        "names": {
            "office": state.office._asdict(),
            "public": state.public._asdict(),
            "future": state.future._asdict(),
        },
        "turn": state.owner or None,
        "version": one.version,
        "definition": one.definition,
        "facts": dict(one.facts),
        "deadlines": [
            {
                "key": deadline.key,
                "local": deadline.local.isoformat(),
                "instant": deadline.instant.isoformat(),
                "zone": deadline.zone,
                "derivation": [sentence.en for sentence in deadline.derivation],
                "cite": str(deadline.citation),
                "mark": deadline.mark,
            }
            for deadline in deadlines.values()
        ],
        "timeline": [
            {
                "number": entry.number,
                "at": entry.at,
                "trigger": entry.trigger,
                "source": entry.source,
                "target": entry.target,
                "actor": entry.actor,
                "role": entry.role,
                "reason": entry.reason,
                "facts": dict(entry.facts),
                "hash": entry.hash,
            }
            for entry in file.entries
        ],
        "letters": [
            {"key": post.key, "template": post.template, "status": post.status}
            for post in file.letters
        ],
        "successors": [line.reference for line in file.successors],
        "next": _next(office, workflow, one),
    }


def _next(office: Office, workflow: Workflow, one: Dossier) -> list[dict[str, Any]]:
    return [
        {
            "trigger": step.trigger,
            "target": step.target,
            "by": list(step.by),
            "cite": str(step.cite),
            "asks": [ask.name for ask in step.asks if ask.required],
            "letters": list(step.notify),
            "against": [str(finding) for finding in against],
        }
        for step, against in possible(workflow, one, office.clock(), office.book.law)
    ]


def dossier_as_text(data: dict[str, Any]) -> str:
    """The same, for a terminal."""
    turn = data["turn"].replace("_", " ") if data["turn"] else "nobody: it is closed"
    lines = [
        f"{data['reference']}  {data['facts'].get('title', '')}",
        f"{data['title']['en']}",
        f"States: {', '.join(data['facts'].get('states', []))}",
        f"State:  {data['names']['office']['en']} ({data['state']}), version {data['version']};"
        f" turn: {turn}",
        "",
        *(
            f"{one['key']:<12} {one['local']}  [{one['cite']}; {one['mark']}] "
            f"{'; '.join(one['derivation'])}"
            for one in data["deadlines"]
        ),
        "",
        *(
            f"{one['number']:>3}  {one['at'][:16].replace('T', ' ')} UTC  {one['trigger']:<20} "
            f"{one['target']:<18} {one['actor']} ({one['role'].replace('_', ' ')})"
            for one in data["timeline"]
        ),
    ]
    if data["next"]:
        lines += ["", "What can happen next:"]
    for one in data["next"]:
        lines.append(f"  {one['trigger']} -> {one['target']} by {' or '.join(one['by'])}")
        lines += [f"      not now: {reason}" for reason in one["against"]]
    return "\n".join(lines)
