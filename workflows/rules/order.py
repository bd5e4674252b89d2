"""What comes first, the selection under the ceiling or the completeness check, is a parameter."""

from typing import Final

from engine.dates import said_day
from engine.rules import Question, rule
from engine.words import Words
from workflows.working_days import day_in_paris

_PLACES: Final = {"inside": "dans le plafond", "outside": "hors plafond"}


def _first(q: Question) -> str:
    return str(q.law.for_cycle("order_of_work", q.dossier.cycle or 0)["first"])


@rule(
    "OD",
    "33-34",
    "Pour ce cycle, les places sont attribuées dès la réception, avant le contrôle technique.",
)
def selection_comes_first(q: Question) -> Words | None:
    """In this cycle, places are given on receipt, before the completeness check."""
    if _first(q) == "selection":
        return None
    return Words(
        "in this cycle the completeness check comes before the selection",
        "pour ce cycle, le contrôle technique précède la sélection",
    )


@rule(
    "OD",
    "33-34",
    "Pour ce cycle, les dossiers sont contrôlés avant que les places soient attribuées.",
)
def check_comes_first(q: Question) -> Words | None:
    """In this cycle, files are checked before places are given."""
    if _first(q) == "check":
        return None
    return Words(
        "in this cycle the selection under the ceiling comes before the completeness check",
        "pour ce cycle, la sélection sous plafond précède le contrôle technique",
    )


@rule("OD", "33-34", "Le dossier a une place dans le cycle, dans le plafond ou hors plafond.")
def has_a_place(q: Question) -> Words | None:
    """The dossier has a place in the cycle, inside or outside the ceiling."""
    if q.dossier.text("place"):
        return None
    return Words(
        "the dossier has no place in the cycle yet",
        "le dossier n'a pas encore de place dans le cycle",
    )


@rule("OD", "33-34", "Le dossier n'a pas encore de place dans le cycle.")
def has_no_place_yet(q: Question) -> Words | None:
    """The dossier has no place in the cycle yet."""
    place = q.dossier.text("place")
    if not place:
        return None
    return Words(
        f"the dossier already has a place in the cycle, {place} the ceiling",
        f"le dossier a déjà une place dans le cycle, {_PLACES[place]}",
    )


@rule("OD", "54", "Le dossier a été jugé techniquement complet.")
def is_complete(q: Question) -> Words | None:
    """The dossier was found technically complete."""
    if q.dossier.text("complete_since"):
        return None
    return Words(
        "the dossier has not been found technically complete",
        "le dossier n'a pas été jugé techniquement complet",
    )


@rule("OD", "54", "Le dossier n'a pas encore été jugé techniquement complet.")
def is_not_checked_yet(q: Question) -> Words | None:
    """The dossier was not yet found technically complete."""
    since = q.dossier.instant("complete_since")
    if since is None:
        return None
    day = day_in_paris(since)
    return Words(
        f"the dossier was found complete on {said_day(day)}",
        f"le dossier a été jugé complet le {said_day(day, 'fr')}",
    )
