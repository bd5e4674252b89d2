"""What comes first, the selection under the ceiling or the completeness check, is a parameter."""

from engine.rules import Question, rule


def _first(q: Question) -> str:
    return str(q.law.for_cycle("order_of_work", q.dossier.cycle or 0)["first"])


@rule("OD", "33-34")
def selection_comes_first(q: Question) -> str | None:
    """In this cycle, places are given on receipt, before the completeness check."""
    if _first(q) == "selection":
        return None
    return "in this cycle the completeness check comes before the selection"


@rule("OD", "33-34")
def check_comes_first(q: Question) -> str | None:
    """In this cycle, files are checked before places are given."""
    if _first(q) == "check":
        return None
    return "in this cycle the selection under the ceiling comes before the completeness check"


@rule("OD", "33-34")
def has_a_place(q: Question) -> str | None:
    """The dossier has a place in the cycle, inside or outside the ceiling."""
    if q.dossier.text("place"):
        return None
    return "the dossier has no place in the cycle yet"


@rule("OD", "33-34")
def has_no_place_yet(q: Question) -> str | None:
    """The dossier has no place in the cycle yet."""
    if place := q.dossier.text("place"):
        return f"the dossier already has a place in the cycle, {place} the ceiling"
    return None


@rule("OD", "54")
def is_complete(q: Question) -> str | None:
    """The dossier was found technically complete."""
    if q.dossier.text("complete_since"):
        return None
    return "the dossier has not been found technically complete"


@rule("OD", "54")
def is_not_checked_yet(q: Question) -> str | None:
    """The dossier was not yet found technically complete."""
    if since := q.dossier.text("complete_since"):
        return f"the dossier was found complete on {since[:10]}"
    return None
