"""What a letter or a page may say about a dossier beyond its facts."""

from typing import Any

from engine.dossier import Dossier
from engine.parameters import Parameters, UnknownParameter
from workflows.catalogue import workflows
from workflows.timetable import deadlines, session


def about(law: Parameters, dossier: Dossier) -> dict[str, Any]:
    """`mechanism` (its title in two languages), `deadlines` by key, and `session` (`name`,
    `opens`, `closes`, `place`; None while no decision has fixed its days)."""
    try:
        of_the_cycle: Any = session(law, dossier).says
    except UnknownParameter:
        of_the_cycle = None
    return {
        "mechanism": workflows()[dossier.workflow].title,
        "deadlines": deadlines(law, dossier),
        "session": of_the_cycle,
    }
