"""Who acts by a command, on which dossier, and what is said of what was not theirs to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.saying import fail

if TYPE_CHECKING:
    from engine.dossier import Actor
    from engine.runtime.office import Office

Role = Annotated[str, typer.Option("--as", help="The role one acts in, e.g. secretariat.")]
Name = Annotated[str, typer.Option(help="Who acts.")]
For = Annotated[
    list[str] | None, typer.Option("--for", help="The State a delegate speaks for; repeatable.")
]
Request = Annotated[str | None, typer.Option(help="A key: the same request sent twice moves once.")]


def actor(name: str, role: str, states: list[str] | None = None) -> "Actor":
    """Who acts. A misuse where there is no such role."""
    from engine.dossier import Actor
    from workflows.roles import ROLES

    if role not in ROLES:
        raise typer.BadParameter(f"{role!r} is no role; there are {', '.join(ROLES)}")
    return Actor(name, role, frozenset(states or ()))


def delegate(name: str, states: list[str] | None) -> "Actor":
    """Somebody who speaks for States."""
    return actor(name, "state_party", states)


def referred(office: "Office", text: str) -> str:
    """The reference of the dossier with that reference or file number, or an end with status 1."""
    from engine.runtime.known_as import find
    from engine.runtime.queries import looking

    with looking(office.database) as connection:
        found = find(connection, text)
    if found is None:
        fail([f"there is no dossier {text!r} [House rule 3]"])
    return found


@contextmanager
def refusing() -> Iterator[None]:
    """Says in a sentence why something cannot be done, and ends with status 1."""
    from engine.runtime.drafts import Closed
    from portal.access.denied import NotYours

    try:
        yield
    except NotYours as fault:
        fail([fault.said.en])
    except Closed as fault:
        fail([f"it is not the State's turn to write: the dossier is {fault.state}"])
    except LookupError as fault:
        fail([str(fault.args[0])])
    except OSError as fault:
        fail([f"the store of attachments does not answer: {fault}"])
