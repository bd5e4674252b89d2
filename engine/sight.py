"""Which dossiers somebody may see, as data: asked of one dossier here, of the rows in a query."""

from dataclasses import dataclass

from engine.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Reach:
    """The dossiers that meet everything that is named here; None asks nothing.

    `workflows` by name, `stands_in` and `never_in` by state, `parties`: one of these States Parties
    submits it, `not_of`: none of these does, `received`, `numbered`, `decided`: whether it has an
    instant of receipt, a file number, a decision.
    """

    workflows: frozenset[str] | None = None
    stands_in: frozenset[str] | None = None
    never_in: frozenset[str] = frozenset()
    parties: frozenset[str] | None = None
    not_of: frozenset[str] = frozenset()
    received: bool | None = None
    numbered: bool | None = None
    decided: bool | None = None

    def covers(self, dossier: Dossier) -> bool:
        """Whether the dossier is one of them."""
        parties = frozenset(dossier.states)
        has = (
            (self.received, "received_at"), (self.numbered, "file_no"), (self.decided, "decision"),
        )  # fmt: skip
        return (
            (self.workflows is None or dossier.workflow in self.workflows)
            and (self.stands_in is None or dossier.state in self.stands_in)
            and dossier.state not in self.never_in
            and (self.parties is None or not self.parties.isdisjoint(parties))
            and self.not_of.isdisjoint(parties)
            and all(bool(dossier.text(fact)) == asked for asked, fact in has if asked is not None)
        )


Sight = tuple[Reach, ...]
"""What somebody sees: the dossiers of any of these; of none, nothing."""

EVERYTHING: Sight = (Reach(),)


def covers(sight: Sight, dossier: Dossier) -> bool:
    """Whether the dossier is in sight."""
    return any(reach.covers(dossier) for reach in sight)
