"""`dossiers upgrade, demo, serve, worker, states, version`: running the system itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from portal.commands.saying import (
    closed_at_the_end,
    fail,
    open_database,
    open_office,
    settings,
    table,
)

if TYPE_CHECKING:
    from engine.runtime.office import Office
    from portal.settings import Settings

HOST, PORT = "127.0.0.1", 8000

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(help="The port to listen on.")]


def add_to(app: typer.Typer) -> None:
    """Make these commands of the application."""
    for command in (demo, serve, worker, upgrade, states, version):
        app.command()(command)


def upgrade() -> None:
    """Bring the database's schema to head (DOSSIERS_DATABASE_URL; a SQLite file by default)."""
    from portal.assemble import office

    office(open_database(upgrade=True))
    typer.echo("The database is ready.")


def demo(
    serve: Annotated[bool, typer.Option(help="Serve the first pages at the end.")] = True,
    host: Host = HOST,
    port: Port = PORT,
) -> None:
    """Replay the real cycle 2021 on a simulated clock (47 files, 630 elements, 140 States), then
    an office of today with invented files, and serve it: one account for each role, in by one
    click."""
    from portal.assemble import database
    from portal.demo import chosen, run
    from portal.demo_accounts import demonstration_accounts

    taken = chosen(settings())
    office, held = run(closed_at_the_end(database(taken)), taken)
    address = office.database.url.render_as_string()  # without its password
    typer.echo(f"Look at it: DOSSIERS_DATABASE_URL={address} dossiers show 01853")
    at = f"http://{host}:{port}/demo"
    rows = [(one.name, one.role, "; ".join(sorted(one.states)), one.address)
            for one in demonstration_accounts(office)]  # fmt: skip
    table(f"Come in by one click at {at} as", ("name", "role", "for", "address"), rows)
    if not held:
        raise typer.Exit(1)
    if serve:
        with _awake(office, taken):
            _serve(office, host, port, taken, demonstration=True)


def serve(
    host: Host = HOST,
    port: Port = PORT,
    with_worker: Annotated[
        bool, typer.Option("--with-worker", help="Wake the relay and the sweep in here too.")
    ] = False,
) -> None:
    """Serve the first pages."""
    _safe()
    office, given = open_office(), settings()
    with _awake(office, given) if with_worker else nullcontext():
        _serve(office, host, port, given)


def worker() -> None:
    """Relay letters and sweep deadlines until told to stop; any number may run anywhere."""
    from signal import SIGINT, SIGTERM, signal
    from threading import Event

    _safe()
    stopped = Event()
    for number in (SIGINT, SIGTERM):
        signal(number, lambda *_: stopped.set())
    with _awake(open_office(), settings()):
        typer.echo("The worker is awake.", err=True)
        _leave_alone_what_is_loaded()
        stopped.wait()


def states(
    write: Annotated[Path | None, typer.Option(help="Into this file, not to stdout.")] = None,
) -> None:
    """The page of states and steps, drawn from the workflows."""
    from portal.drawn import states_page

    page = states_page()
    if write is None:
        typer.echo(page, nl=False)
    else:
        write.write_text(page, "utf-8")


def version() -> None:
    """The version of ich-dossiers."""
    from importlib.metadata import version as installed

    typer.echo(installed("ich-dossiers"))


@contextmanager
def _awake(office: "Office", given: "Settings") -> Iterator[None]:
    """Relay, remind and sweep meanwhile."""
    scheduler = _waking(office, given)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown()


def _waking(office: "Office", given: "Settings") -> Any:
    from os import getpid
    from socket import gethostname

    from engine.runtime.clock import waking
    from engine.runtime.foreseen import foresee_again
    from engine.runtime.heartbeats import beat
    from engine.runtime.ledger import let_go
    from engine.runtime.replan import plan_again
    from engine.runtime.sweep import seal_of_the_day, sweep
    from portal.assemble import THE_SYSTEM, archive, delivery, telling
    from portal.filing.tidy import clear_away, scan_again
    from workflows.next_date import next_date

    kept, programs = archive(given), telling(given, office)
    name = f"{gethostname()[:60]}:{getpid()}"

    def sweeping() -> None:
        beat(office.database, name, office.clock())
        sweep(office, THE_SYSTEM)
        seal_of_the_day(office)
        scan_again(office, kept)
        clear_away(office, kept)
        let_go(office.database, office.clock())
        programs.let_go()
        plan_again(office)
        foresee_again(office, next_date)

    return waking(delivery(given, office), sweeping)


def _safe() -> None:
    """Refuse to start in production with settings that are unsafe."""
    from portal.operating.unsafe import unsafe

    given = settings()
    if given.production and (faults := unsafe(given)):
        fail(
            ["Not started, since DOSSIERS_PRODUCTION is true and", *(f"- {one}" for one in faults)]
        )


def _leave_alone_what_is_loaded() -> None:
    """What is there after the start stays until the end: searching it for garbage again and again
    is what makes a move in a hundred slow."""
    gc.collect()
    gc.freeze()


def _serve(
    office: "Office", host: str, port: int, given: "Settings", *, demonstration: bool = False
) -> None:
    import uvicorn

    from portal.assemble import application, archive
    from portal.operating.logged import set_up

    set_up(given.log)
    pages = application(office, archive(given), demonstration, given)
    typer.echo(f"Serving on http://{host}:{port} until Ctrl-C.", err=True)
    _leave_alone_what_is_loaded()
    try:
        uvicorn.run(pages, host=host, port=port, log_level="warning", log_config=None)
    except SystemExit:
        fail([f"{host}:{port} cannot be listened on; choose another with --port"])
