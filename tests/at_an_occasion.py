"""An office whose States have delegations and commissions, and what an officer writes there."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from engine.decide import Refused
from engine.runtime.correspondents import Correspondent, Post
from engine.runtime.database import writer
from engine.runtime.entering import enter
from engine.runtime.held_letters import held_letters
from engine.runtime.office import Office
from engine.runtime.posts import appoint
from engine.runtime.queries import looking
from engine.runtime.tables import letter
from portal.occasions import About, Shown, occasions, write
from portal.settings import Settings
from tests.moves import GHANA, OFFICER, opened, taken
from tests.sample_occasions import asked
from tests.test_relay import Post as Mail
from tests.test_relay import relay
from workflows.about import about
from workflows.states_parties import states_parties

LIND = "A. Lind"
SETTINGS = Settings(evaluation_body_address="body@example.org")
CYCLE = About(cycle=2028)
LONE = [(Correspondent("accra@example.org", "Accra"), "delegation", "Ghana")]


def kept(office: Office, people: Sequence[tuple[Correspondent, str, str]]) -> None:
    """People entered and appointed to a post each."""
    with writer(office.database).begin() as connection:
        for one, kind, concerns in people:
            enter(connection, one, LIND, office.clock())
            post = Post(kind, concerns, one.address)
            appoint(connection, post, states_parties(), LIND, office.clock())


def everybody(office: Office, *without: str) -> None:
    """A delegation and a commission for every State Party but these; one in three in French."""
    kept(
        office,
        [
            (
                Correspondent(f"{kind}{at}@example.org", state, "fr" if at % 3 == 0 else "en"),
                kind,
                state,
            )
            for at, state in enumerate(states_parties())
            for kind in ("delegation", "commission")
            if state not in without
        ],
    )


def registered(office: Office, reference: str = "RL-2028-0001") -> About:
    """A dossier of Ghana and Togo that is registered."""
    opened(office, reference, states=["Ghana", "Togo"])
    taken(office, "submit", GHANA, reference)
    taken(office, "register", OFFICER, reference, file_no="02345")
    return About(reference)


def wrote(office: Office, key: str, of: About, to: str = "", **more: str) -> Shown:
    """The letters of an occasion in the outbox; they must not be refused."""
    outcome = tried(office, key, of, to, **more)
    assert not isinstance(outcome, Refused), str(outcome)
    return outcome


def tried(office: Office, key: str, of: About, to: str = "", **more: str) -> Shown | Refused:
    """What comes of writing the letter of an occasion."""
    by = asked(key, **more)
    return write(office, SETTINGS, occasions()[key], replace(by, to=to or by.to), of)


def rows(office: Office, key: str) -> list[Any]:
    """The letters of an occasion as they stand in the outbox, by address."""
    with looking(office.database) as connection:
        found = connection.execute(letter.select().where(letter.c.template == key))
        return sorted(found, key=lambda row: row.address)


def held(office: Office) -> list[str]:
    """The keys of the letters that are held."""
    with looking(office.database) as connection:
        return [one.key for one in held_letters(connection)]


def mailed(office: Office) -> Mail:
    """What leaves the office now."""
    relay(office, post := Mail(), partial(about, office.book.law)).send_due()
    return post
