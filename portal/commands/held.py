"""`dossiers letters held` and what is done with a held letter: read it, add to it, release it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from portal.commands.acting import actor
from portal.commands.saying import as_json, fail, open_office, settings

if TYPE_CHECKING:
    from engine.decide import Refused
    from engine.runtime.release import Released

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Lang = Annotated[
    Literal["en", "fr"] | None, typer.Option("--language", help="Else that of the State.")
]
Name = Annotated[str, typer.Option(help="Who says so.")]
Reason = Annotated[str, typer.Option(help="Why; it stays with the letter.")]
Role = Annotated[Literal["secretariat", "head"], typer.Option("--as", help="The role of who acts.")]


def add_to(app: typer.Typer) -> None:
    """Give the application these commands."""
    app.command("held")(held_letters)
    app.command("show")(show)
    app.command("paragraph")(paragraph)
    app.command("release")(release)
    app.command("cancel")(cancel)
    app.command("hold")(hold)


def held_letters(json: Json = False) -> None:
    """The letters that wait for a person to release them, by key."""
    from engine.runtime import queries
    from engine.runtime.held_letters import held_letters as waiting

    needed = settings().released_by
    with queries.looking(open_office().database) as connection:
        found = waiting(connection)
    if not json:
        for one in found:
            typer.echo(one.key)
        return
    as_json(
        [
            {
                "key": one.key,
                "template": one.template,
                "dossier": one.reference,
                "since": one.since.isoformat(),
                "why": one.why,
                "paragraph": one.paragraph.number,
                "released_by": list(one.released_by),
                "needed": needed,
            }
            for one in found
        ]
    )


def show(key: str, language: Lang = None) -> None:
    """A letter: a held one as it would leave now, any other as it left, and what it told."""
    from engine.decide import Refused
    from engine.runtime import queries
    from portal.commands.kept import in_full
    from portal.held_letter import shown

    office = open_office()
    found = shown(office, settings(), key, language)
    lines: Iterable[str] | None = None
    if isinstance(found, Refused):
        with queries.looking(office.database) as connection:
            lines = in_full(connection, key)
        if lines is None:
            fail(_said(found))
    else:
        lines = found.lines
    for line in lines:
        typer.echo(line)


def paragraph(
    key: str,
    name: Name,
    text: Annotated[str | None, typer.Option(help="The paragraph; empty: none.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file that holds it, in UTF-8.")] = None,
    role: Role = "secretariat",
) -> None:
    """Add a paragraph to a held letter, in place of the one it had; who released it before
    releases it again."""
    from engine.decide import Refused
    from engine.runtime.paragraphs import write_paragraph

    if (text is None) == (file is None):
        raise typer.BadParameter("say --text or --file")
    given = text if file is None else _read(file)
    office = open_office()
    done = write_paragraph(office.database, key, given or "", actor(name, role), office.clock())
    if isinstance(done, Refused):
        fail(_said(done))
    typer.echo(f"{key} has {f'paragraph {done.number}' if done.text else 'no paragraph'}")


def release(
    keys: list[str],
    name: Annotated[str, typer.Option(help="Who releases them.")],
    role: Role = "secretariat",
    read: Annotated[
        int | None,
        typer.Option(help="The number of the paragraph that was read: one changed since is kept."),
    ] = None,
) -> None:
    """Let held letters leave, once as many people as are asked for have released them."""
    from engine.decide import Refused
    from engine.runtime.release import release as released

    if read is not None and len(keys) > 1:
        raise typer.BadParameter("--read is for one letter at a time")
    seen = {} if read is None else {keys[0]: read}
    needed = settings().released_by
    outcomes = released(open_office(), keys, actor(name, role), needed=needed, read=seen)
    for key, one in outcomes.items():
        if not isinstance(one, Refused):
            typer.echo(f"{key} {_outcome(one)}")
    if refused := [one for one in outcomes.values() if isinstance(one, Refused)]:
        fail([sentence for one in refused for sentence in _said(one)])


def cancel(key: str, reason: Reason, name: Name, role: Role = "secretariat") -> None:
    """Never send a held letter."""
    from engine.runtime.held_letters import cancel as cancelled

    office = open_office()
    done = cancelled(office.database, key, reason, actor(name, role), office.clock())
    _told(key, done)


def hold(key: str, reason: Reason, name: Name, role: Role = "secretariat") -> None:
    """Hold a letter that waits to be sent, or one that was cancelled, until it is released."""
    from engine.runtime.held_letters import hold_back

    office = open_office()
    done = hold_back(office.database, key, reason, actor(name, role), office.clock())
    _told(key, done)


def _told(key: str, done: "str | Refused") -> None:
    if not isinstance(done, str):
        fail(_said(done))
    typer.echo(f"{key}: {done}")


def _outcome(one: "Released") -> str:
    if one.leaves:
        return "was released already" if one.again else "released"
    wanting = one.needed - len(one.by)
    people = "1 more person is" if wanting == 1 else f"{wanting} more people are"
    return f"is released by {' and '.join(one.by)}; {people} needed before it leaves"


def _said(refused: "Refused") -> list[str]:
    return [str(finding) for finding in refused.findings]


def _read(file: Path) -> str:
    from engine.runtime.paragraphs import LONGEST

    try:
        with file.open(encoding="utf-8") as opened:
            # One more than may be kept, whatever is named: the refusal says what is too long.
            return opened.read(LONGEST + 1)
    except (OSError, UnicodeDecodeError) as fault:
        fail([f"{file} cannot be read: {fault}"])
