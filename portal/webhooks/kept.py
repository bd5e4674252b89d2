"""Setting up a webhook, and ending it: what is checked, whoever asks, by page or by program."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from engine.runtime import webhooks
from engine.runtime.database import writer
from engine.runtime.office import Office
from engine.words import Words
from portal.webhooks.address import against
from portal.webhooks.signed import new_secret
from workflows.catalogue import workflows

MOST: int = 20
"""Open webhooks of an office: each is told of every step."""


@dataclass(frozen=True, slots=True)
class Made:
    """A webhook that was set up: its number, and its secret, which is told once."""

    number: int
    secret: str


@cache
def triggers() -> frozenset[str]:
    """Every step that can be told of."""
    return frozenset(step.trigger for one in workflows().values() for step in one.steps)


def set_up(
    office: Office, url: str, events: Collection[str], owner: int, *, strict: bool
) -> Made | tuple[Words, ...]:
    """A webhook with the eyes of that account, told of these triggers (all where there are none);
    or everything that stands against it."""
    url = url.strip()
    faults = [fault for fault in (against(url, strict=strict),) if fault]
    if strange := sorted(set(events) - triggers()):
        named = ", ".join(one[:64] for one in strange[:5])
        faults.append(
            Words(f"No step is called so: {named}.", f"Aucune étape ne s'appelle ainsi : {named}.")
        )
    secret = new_secret()
    with writer(office.database).begin() as connection:
        open_ones = [one for one in webhooks.webhooks(connection) if one.ended_at is None]
        if len(open_ones) >= MOST:
            faults.append(
                Words(
                    f"There are {MOST} webhooks already; end one first.",
                    f"Il existe déjà {MOST} webhooks ; mettez d'abord fin à l'un d'eux.",
                )
            )
        if faults:
            return tuple(faults)
        number = webhooks.add(connection, url, secret, sorted(set(events)), owner, office.clock())
    return Made(number, secret)
