"""Who is there in somebody's place today: the person, or the deputy while the person is away.

Whoever has left gets nothing, and nobody stands for them: their post is another's to fill. Only an
absence that was settled before they left goes on to its last day, for the letters of those days
were entrusted to the deputy.
"""

from collections.abc import Collection
from datetime import date

from engine.runtime.addresses import small
from engine.runtime.correspondents import Book, Correspondent
from engine.words import Words


def there(one: Correspondent, book: Book, today: date) -> Correspondent:
    """Who is there for somebody on a day of Paris: the deputy's deputy where the deputy is away
    too; in a circle, the last before it closes, who is away as well."""
    passed = {one.address}
    while (absence := one.absence) is not None and absence.covers(today):
        if absence.deputy in passed:
            break
        one = book.people[absence.deputy]
        passed.add(one.address)
    return one


def out_of_reach(
    one: Correspondent, present: Correspondent, today: date, silent: Collection[str]
) -> Words | None:
    """Why no letter goes to somebody's address, whose place another may have taken; None where
    one goes to the one who is present. `silent` are addresses that give letters back."""
    name = present.address
    if present.away(today):
        why = Words(f"{name} is away", f"{name} est en congé")
    elif not present.active:
        why = Words(f"{name} has left", f"{name} n'est plus en fonction")
    elif small(name) in silent:
        why = Words(
            f"{name} gave letters back: none is sent there until it is resumed",
            f"{name} a renvoyé des lettres : plus aucune n'y est envoyée jusqu'à nouvel ordre",
        )
    else:
        return None
    if present is one:
        return Words(f"{why.en}.", f"{why.fr}.")
    return Words(
        f"{one.address} is away, and {why.en}.", f"{one.address} est en congé et {why.fr}."
    )
