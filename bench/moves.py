"""One move, one commit: through the office, and in bare Core."""

from collections.abc import Iterator

from bench.bare_core import BareCore
from bench.clients import work
from bench.databases import Kind, Place
from bench.dossiers import must, office, references, round_and_round
from bench.rounds import ROUNDS, in_turns
from bench.rows import Row, Target, per_second


def moves(place: Place, kind: Kind, clients: int, bound: float) -> Iterator[Row]:
    """The office's moves per second as a part of bare Core's, with so many clients."""
    named = references()
    shares = [named[first::clients] for first in range(clients)]
    with place.database(kind, named) as one, place.database(kind, named) as another:
        desk, core = office(one), BareCore(another)
        our_queues = [round_and_round(share) for share in shares]
        their_queues = [round_and_round(share) for share in shares]
        slot = place.seconds / ROUNDS
        compared = in_turns(
            lambda: work(lambda move: must(desk.execute(move)), our_queues, slot).rate,
            lambda: work(core.execute, their_queues, slot).rate,
        )
    what = f"moves, {kind}, {clients} client{'s' if clients > 1 else ''}"
    yield compared.row(what, per_second, Target(">=", bound), "against bare Core")
