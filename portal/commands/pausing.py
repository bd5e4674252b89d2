"""`dossiers letters pause` and `go-on`: one letter or reminder, those of a dossier, or all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.acting import actor, referred
from portal.commands.saying import as_json, fail, open_office, settings

if TYPE_CHECKING:
    from engine.runtime.ledger import Line
    from engine.runtime.office import Office

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Name = Annotated[str, typer.Option(help="Who says so.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept.")]
OfDossier = Annotated[str, typer.Option("--dossier", help="All letters about this dossier.")]
Key = Annotated[str, typer.Option(help="One reminder, or one letter, by its key.")]
Everything = Annotated[bool, typer.Option("--all", help="Every letter of the office.")]


def add_to(app: typer.Typer) -> None:
    """Give the application these commands."""
    app.command("pause")(pause)
    app.command("go-on")(go_on)
    app.command("pauses")(pauses)


def pause(
    reason: Reason,
    name: Name,
    dossier: OfDossier = "",
    key: Key = "",
    everything: Everything = False,
) -> None:
    """Let one letter or reminder, those of a dossier, or all wait until somebody says: go on."""
    from engine.runtime.pauses import pause as paused

    _one_of(dossier, key, everything)
    office = open_office()
    if key:
        typer.echo(f"{key}: {_held(office, key, reason, name)}")
        return
    what = referred(office, dossier) if dossier else ""
    with _saying_why():
        news = paused(office.database, what, reason, name, office.clock())
    typer.echo(f"{_letters(what)} {'are paused' if news else 'were paused already'}")


def go_on(
    name: Name, dossier: OfDossier = "", key: Key = "", everything: Everything = False
) -> None:
    """Let what was paused leave again: of each series of reminders that fell due meanwhile the
    newest."""
    from engine.runtime.pauses import go_on as going_on

    _one_of(dossier, key, everything)
    office = open_office()
    if key:
        typer.echo(_let_go(office, key, name))
        return
    what = referred(office, dossier) if dossier else ""
    with _saying_why():
        done = going_on(office.database, what, name, office.clock())
    if not done:
        fail([f"{_letters(what)} are not paused"])
    typer.echo(f"{_letters(what)} leave again")


def pauses(json: Json = False) -> None:
    """What is paused now, and each reminder that is held: since when, why, and who said so."""
    from engine.runtime import queries
    from engine.runtime.held_reminders import held_reminders
    from engine.runtime.pauses import pauses as standing

    with queries.looking(open_office().database) as connection:
        found, held = standing(connection), held_reminders(connection)
    if json:
        stopped = [
            {"dossier": one.what or None, "since": one.since.isoformat(), "why": one.why,
             "by": one.by}
            for one in found
        ]  # fmt: skip
        reminders = [
            {"key": str(line.name), "due": line.due_at.isoformat(), "why": _why(line)}
            for line in held
        ]
        as_json({"paused": stopped, "held": reminders})
        return
    for one in found:
        since = f"since {one.since:%Y-%m-%d %H:%M} UTC by {one.by}"
        typer.echo(f"{_letters(one.what)} are paused {since}: {one.why}")
    for line in held:
        typer.echo(f"{line.name}  due {line.due_at:%Y-%m-%d %H:%M} UTC  {_why(line)}")


def _why(held: "Line") -> str:
    return held.reason.en if held.reason else ""


def _one_of(dossier: str, key: str, everything: bool) -> None:
    if sum(map(bool, (dossier, key, everything))) != 1:
        raise typer.BadParameter("say one of --dossier, --key and --all")


def _letters(what: str) -> str:
    return f"the letters about {what}" if what else "all letters of the office"


def _held(office: "Office", key: str, reason: str, name: str) -> str:
    from engine.decide import Refused
    from engine.runtime.held_letters import hold_back
    from engine.runtime.held_reminders import hold_reminder

    if _is_reminder(office, key):
        with _saying_why():
            return hold_reminder(office.database, key, reason, name, office.clock()).en
    done = hold_back(office.database, key, reason, actor(name, "secretariat"), office.clock())
    if isinstance(done, Refused):
        fail([str(finding) for finding in done.findings])
    return done


def _let_go(office: "Office", key: str, name: str) -> str:
    """A letter goes on by being released, by as many people as are asked for."""
    from engine.decide import Refused
    from engine.runtime.held_reminders import let_go_on
    from engine.runtime.release import release

    if _is_reminder(office, key):
        with _saying_why():
            let_go_on(office.database, key, name, office.clock())
        return f"{key} is planned again"
    by, needed = actor(name, "secretariat"), settings().released_by
    done = release(office, [key], by, needed=needed)[key]
    if isinstance(done, Refused):
        fail([str(finding) for finding in done.findings])
    if done.leaves:
        return f"{key} released"
    return f"{key} is released by {' and '.join(done.by)}; {done.needed} people are needed"


def _is_reminder(office: "Office", key: str) -> bool:
    from engine.runtime import queries
    from engine.runtime.held_reminders import is_reminder

    with queries.looking(office.database) as connection:
        return is_reminder(connection, key)


@contextmanager
def _saying_why() -> Iterator[None]:
    from engine.runtime.unacceptable import Unacceptable

    try:
        yield
    except Unacceptable as fault:
        fail([reason.en for reason in fault.reasons])
