"""The session of the Committee: reports four weeks before it, decisions at it."""

from engine.bilingual import both
from engine.dates import said_day
from engine.parameters import UnknownParameter
from engine.rules import Question, rule
from engine.words import Words
from workflows.rules.too_late import too_late
from workflows.timetable import reports, session
from workflows.working_days import day_in_paris


def unfixed(year: int | None) -> Words:
    """Why nothing can be counted from the session of that year."""
    return Words(
        f"no decision has fixed the days of the session of {year} yet",
        f"aucune décision n'a encore fixé les dates de la session de {year}",
    )


@rule(
    "OD",
    "54",
    "L'évaluation est publiée au moins quatre semaines avant l'ouverture de la session.",
)
def four_weeks_before_the_session(q: Question) -> Words | None:
    """The evaluation is published at least four weeks before the session opens."""
    try:
        deadline = reports(q.law, q.dossier)
    except UnknownParameter:
        return unfixed(q.dossier.cycle)
    return too_late(q, deadline, Words("due", "publication attendue"))


@rule("OD", "33-37", "Le Comité examine les dossiers à sa session, et non avant.")
def the_session_is_open(q: Question) -> Words | None:
    """The Committee examines files at its session, not before."""
    try:
        of_the_cycle = session(q.law, q.dossier)
    except UnknownParameter:
        return unfixed(q.dossier.cycle)
    opens, name = of_the_cycle["opens"], both(of_the_cycle.says, "name")
    if day_in_paris(q.now) >= opens:
        return None
    return Words(
        f"{name.en} opens on {said_day(opens)}", f"{name.fr} s'ouvre le {said_day(opens, 'fr')}"
    )
