"""Moves settled in one commit see each other, as if they had come one after the other."""

from engine.decide import Refused
from engine.dossier import Actor
from engine.runtime.database import writer
from engine.runtime.moves import Move, Moved
from engine.runtime.office import Office
from engine.runtime.settle import settle

ANN, BO, CY = Actor("Ann", "sender"), Actor("Bo", "clerk"), Actor("Cy", "clerk")


def test_who_comes_second_in_one_commit_is_told_of_the_first(toy_office: Office):
    pack = Move("P-1", "pack", ANN, {"address": "Accra"}, opens="parcel")
    weigh = [Move("P-1", "weigh", actor, {"grams": 500}) for actor in (BO, CY)]
    late = Move("P-1", "weigh", CY, {"grams": 500}, seen=1)
    with writer(toy_office.database).begin() as connection:
        moves = [pack, *weigh, late]
        outcomes = settle(connection, toy_office.book, toy_office.clock(), moves)
    packed, weighed, second, third = outcomes
    assert isinstance(packed, Moved)
    assert isinstance(weighed, Moved)
    assert (packed.dossier.version, weighed.dossier.version) == (1, 2)
    gone = (
        '- the dossier is "weighed"; the step "weigh" starts from "packed"; possible from there: '
        '"send" [House rule 1]'
    )
    at = "on 1 March 2027, 12:00 (UTC)"
    happened = f'"weigh" by Bo (clerk) {at}; the dossier is now at version 2'
    assert isinstance(second, Refused)
    assert str(second).splitlines() == [f"- what happened last: {happened} [House rule 2]", gone]
    assert isinstance(third, Refused)
    assert str(third).splitlines() == [
        f"- what happened since version 1: {happened} [House rule 2]", gone,
    ]  # fmt: skip
