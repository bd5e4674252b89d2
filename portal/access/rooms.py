"""Which pages are for whom: a table of rooms, each with who reads in it and who writes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from engine.citation import house
from engine.dossier import Actor
from engine.words import Words
from portal.access.denied import Denied
from workflows.roles import (
    AUDITOR,
    BUREAU,
    COMMITTEE,
    DELEGATION,
    EVALUATION_BODY,
    HEAD,
    OFFICE,
    PEOPLE,
    STATE_PARTY,
)


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the portal: who reads there, who writes, and the sentence for everybody else."""

    reads: Collection[str]
    writes: Collection[str]
    told: Words


_OFFICE: Final = Words("this is for the Secretariat", "ceci est réservé au Secrétariat")

ROOMS: Final[Mapping[str, Room]] = {
    "desk": Room(
        (*OFFICE, EVALUATION_BODY, COMMITTEE, BUREAU, AUDITOR), OFFICE,
        Words(
            "the desk is for those who work on the files of many States",
            "le bureau est réservé à ceux qui traitent les dossiers de plusieurs États",
        ),
    ),
    "state": Room(
        (STATE_PARTY, DELEGATION), (STATE_PARTY, DELEGATION),
        Words(
            "this is for the focal points and delegations of States Parties",
            "ceci est réservé aux points focaux et délégations des États parties",
        ),
    ),
    "letters": Room(
        (*OFFICE, AUDITOR), OFFICE,
        Words(
            "the letters of the office are for the Secretariat",
            "les courriers du bureau sont réservés au Secrétariat",
        ),
    ),
    "wording": Room(
        (*OFFICE, AUDITOR), OFFICE,
        Words(
            "the wording of the letters is for the Secretariat",
            "la rédaction des lettres est réservée au Secrétariat",
        ),
    ),
    "selection": Room((*OFFICE, COMMITTEE, BUREAU, AUDITOR), OFFICE, _OFFICE),
    "accounts": Room(
        (*OFFICE, AUDITOR), (HEAD,),
        Words(
            "accounts are given by the head of the Secretariat",
            "les comptes sont attribués par la direction du Secrétariat",
        ),
    ),
    "audit": Room(
        (*OFFICE, AUDITOR), (),
        Words(
            "the audit trail is for the Secretariat and for auditors",
            "la piste d'audit est réservée au Secrétariat et aux auditeurs",
        ),
    ),
    "webhooks": Room(
        (HEAD, AUDITOR), (HEAD,),
        Words(
            "webhooks are set up by the head of the Secretariat",
            "les webhooks sont configurés par la direction du Secrétariat",
        ),
    ),
    "own": Room(
        PEOPLE, PEOPLE, Words("sign in first", "identifiez-vous d'abord"),
    ),
}  # fmt: skip
"""Every room by its name; what is in none of them is public."""


def reads_in(who: Actor | None, room: str) -> Denied | None:
    """Why this person may not look into the room; None when they may."""
    return _in(who, room, ROOMS[room].reads)


def writes_in(who: Actor | None, room: str) -> Denied | None:
    """Why this person may not write in the room; None when they may."""
    return _in(who, room, ROOMS[room].writes)


def _in(who: Actor | None, room: str, roles: Collection[str]) -> Denied | None:
    if who is not None and who.role in roles:
        return None
    return Denied(ROOMS[room].told, house("9"))
