"""Those the office writes to: people, their languages and absences, and the posts they hold."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, select

from engine.runtime import correspondent_tables as tables
from engine.words import Language

OF_A_STATE: Final = ("delegation", "commission", "authority")
"""The kinds of posts that somebody holds for a State Party."""

OFFICER: Final = "officer"
"""Who is in charge of a dossier, or, where none is named, of whatever comes to the office."""

KINDS: Final = (*OF_A_STATE, OFFICER, "head", "evaluation_body")
"""Every kind of post. The contact person is none: each dossier names its own."""


@dataclass(frozen=True, slots=True)
class Absence:
    """From the first to the last day, in Paris and both included, the deputy gets what comes."""

    first: date
    last: date
    deputy: str

    def covers(self, day: date) -> bool:
        """Whether that day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A person under an address in small letters. Who is not `active` has left."""

    address: str
    name: str
    language: Language = "en"
    both_languages: bool = False
    active: bool = True
    absence: Absence | None = None

    def away(self, day: date) -> bool:
        """Whether the person is absent on that day."""
        return self.absence is not None and self.absence.covers(day)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds: `concerns` is a State Party, the reference of a dossier, or
    empty where it is for the whole office."""

    kind: str
    concerns: str
    address: str


@dataclass(frozen=True, slots=True)
class Book:
    """Everybody by address, and in `posts` who holds which post now, by kind and what it
    concerns, the longest in it first."""

    people: Mapping[str, Correspondent] = field(default_factory=lambda: MappingProxyType({}))
    posts: Mapping[tuple[str, str], tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def holding(self, kind: str, concerns: str = "") -> tuple[Correspondent, ...]:
        """Those who hold a post, whether they can be written to or not."""
        return tuple(self.people[address] for address in self.posts.get((kind, concerns), ()))

    def held_by(self, address: str) -> tuple[Post, ...]:
        """The posts that a person holds."""
        return tuple(post for post in self.standing() if post.address == address)

    def standing(self) -> tuple[Post, ...]:
        """All posts that are held, by kind and what they concern."""
        return tuple(
            Post(kind, concerns, address)
            for (kind, concerns), addresses in sorted(self.posts.items())
            for address in addresses
        )


def bound(people: Iterable[Correspondent], posts: Iterable[Post]) -> Book:
    """The book of these people and their posts, in that order; a post that stands twice is one."""
    by_address = {one.address: one for one in people}
    held: dict[tuple[str, str], dict[str, None]] = {}
    for post in posts:
        held.setdefault((post.kind, post.concerns), {})[post.address] = None
    return Book(by_address, {place: tuple(holders) for place, holders in held.items()})


def book(connection: Connection) -> Book:
    """Everybody and every post that is held now."""
    post = tables.post
    query = (
        select(post.c.kind, post.c.concerns, post.c.address)
        .where(post.c.ended_at.is_(None))
        .order_by(post.c.since, post.c.address)
    )
    return bound(people(connection), (Post(*row) for row in connection.execute(query)))


def people(
    connection: Connection, addresses: Collection[str] | None = None, *, hold: bool = False
) -> list[Correspondent]:
    """Everybody, or those of some addresses, by address. With `hold` nobody else changes them
    until the transaction ends."""
    one = tables.correspondent
    query = select(one).order_by(one.c.address)
    if addresses is not None:
        query = query.where(one.c.address.in_(addresses))
    if hold:
        query = query.with_for_update()
    return [
        Correspondent(
            row.address, row.name, "fr" if row.language == "fr" else "en", row.both_languages,
            row.active, None if row.deputy is None else Absence(
                row.away_from, row.away_until, row.deputy
            ),
        )
        for row in connection.execute(query)
    ]  # fmt: skip
