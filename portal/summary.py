"""What the replayed cycle came to: a table, the audit, the count."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from rich import box
from rich.console import Console
from rich.table import Table

from engine.calendar import Deadline
from engine.dossier import Dossier
from engine.events import Entry, after
from engine.parameters import Parameters
from engine.runtime import reading
from engine.runtime.office import Office
from engine.runtime.outbox import statuses
from engine.runtime.queries import looking
from engine.runtime.trail import trail_of
from engine.runtime.verify import verify
from portal.register import register_on
from portal.replay import CYCLE
from portal.settings import Settings
from workflows.register import counts
from workflows.timetable import completion, dialogue, reports, submission

PUBLISHED = (630, 140)
"""Elements and States at the end of 2021, as UNESCO counted them after 16.COM."""

_DUE = {
    "submit": ("received by the submission deadline", submission),
    "resubmit": ("completed by the completion deadline", completion),
    "answer": ("answered in the dialogue", dialogue),
    "publish": ("published four weeks before the session", reports),
}


def summarise(of: Office, settings: Settings) -> bool:
    """Print what happened; whether the audit trail holds and the count is UNESCO's."""
    console = Console()
    with looking(of.database) as connection:
        files = reading.dossiers_where(connection, CYCLE)
        lives = {one.reference: reading.entries(connection, one.reference) for one in files}
        found = verify(trail_of(connection))
    console.print(_cycle(files, lives, statuses(of.database), of.book.law))
    elements, states, by_list = counts(register_on(of, date(CYCLE, 12, 31)).values())
    audit = "holds" if not found.faults else f"does not hold: {found.faults[0]}"
    sizes = f"{found.dossiers} dossiers, {found.entries} entries, {found.seals} seals read"
    console.print(f"The audit trail {audit}: {sizes}.")
    if found.last_seal is not None:
        console.print(f"The last seal is {found.last_seal.short}.")
    listed = ", ".join(f"{number} {name}" for name, number in by_list.items())
    same = (elements, states) == PUBLISHED
    verdict = "equal to" if same else f"not equal to ({PUBLISHED[0]}, {PUBLISHED[1]})"
    console.print(f"The register at the end of {CYCLE}: {elements} elements ({listed}),")
    console.print(f"{states} States; {verdict} UNESCO's own count after 16.COM.")
    if not settings.smtp.host:
        console.print(f"The letters are in {settings.outbox}.")
    return same and not found.faults


def _cycle(
    files: list[Dossier], lives: dict[str, list[Entry]], letters: Counter[str], law: Parameters
) -> Table:
    drawn = Table("", "", title=f"Cycle {CYCLE}", title_justify="left", box=box.SIMPLE_HEAD)
    by_list = Counter((one.workflow.upper(), one.state) for one in files)
    drawn.add_row("files", str(len(files)))
    for (name, state), number in sorted(by_list.items()):
        drawn.add_row(f"  {name} {state.replace('_', ' ')}", str(number))
    drawn.add_row("moves", str(sum(len(entries) for entries in lives.values())))
    sent = ", ".join(f"{number} {status}" for status, number in sorted(letters.items()))
    drawn.add_row("letters", sent)
    for label, met, asked in _deadlines(lives.values(), law):
        drawn.add_row(label, f"{met} of {asked}")
    admitted = [one for one in files if one.text("authority")]
    for one in admitted:
        drawn.add_row(f"admitted late: {one.text('title')}", one.text("authority"))
    return drawn


def _deadlines(lives: Iterable[list[Entry]], law: Parameters) -> list[tuple[str, int, int]]:
    """For each kind of deadline: how often it was met, and how often it was set."""
    met: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for entries in lives:
        so_far = Dossier(entries[0].reference, entries[0].workflow)
        for entry in entries:
            if entry.trigger in _DUE:
                due = _DUE[entry.trigger][1](law, so_far)
                asked[entry.trigger] += 1
                met[entry.trigger] += _met(entry, due)
            so_far = after(so_far, entry)
    return [(label, met[trigger], asked[trigger]) for trigger, (label, _) in _DUE.items()]


def _met(entry: Entry, due: Deadline) -> bool:
    return datetime.fromisoformat(entry.at) <= due.closes
