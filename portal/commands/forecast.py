"""`dossiers letters forecast`: who will get what when, before it happens."""

from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.acting import referred
from portal.commands.saying import as_json, fail, open_office, settings, table

if TYPE_CHECKING:
    from notifications.expected import Expected

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]

MOST_TOLD = 3
"""How many reminders of a message are named in the table."""


def add_to(app: typer.Typer) -> None:
    """Give the application this command."""
    app.command("forecast")(forecast_command)


def forecast_command(
    days: Annotated[int, typer.Option(help="How many days ahead, 0 (today) to 400.")] = 14,
    to: Annotated[str, typer.Option(help="Only what this address gets.")] = "",
    dossier: Annotated[str, typer.Option(help="Only what is about this dossier.")] = "",
    json: Json = False,
) -> None:
    """Who will get what when, as far as nobody moves anything: how it is merged, and what is held,
    paused or put off."""
    from engine.runtime.addresses import small
    from notifications.forecast import MOST_DAYS, forecast
    from notifications.recipients import Addresses
    from portal.assemble import foresight

    if not 0 <= days <= MOST_DAYS:
        fail([f"a forecast looks 0 to {MOST_DAYS} days ahead, not {days}"])
    office, given = open_office(), settings()
    reference = referred(office, dossier) if dossier else ""
    addresses = Addresses(given.office_address, given.evaluation_body_address)
    found = forecast(office.database, foresight(office.book), addresses, office.clock(), days)
    wanted = [
        one
        for one in found
        if (not to or one.person.mailbox == small(to))
        and (not reference or reference in one.references)
    ]
    if json:
        as_json([_as_data(one) for one in wanted])
        return
    _tables(wanted, days)


def _tables(expected: "list[Expected]", days: int) -> None:
    """One table a day: hour in Paris, to whom, what, how many together, and how it stands."""
    leaving = sum(one.leaves for one in expected)
    until = "today" if days == 0 else "until tomorrow" if days == 1 else f"in {days} days"
    for day in sorted({one.day for one in expected}):
        cells = [
            [_hour(one), _whom(one), _what(one), one.merged or "", _stands(one)]
            for one in expected
            if one.day == day
        ]
        header = ("Paris time", "to", "what", "merged", "how it stands")
        table(f"{day:%A %d %B %Y}", header, cells)
    kept = len(expected) - leaving
    messages = "1 message leaves" if leaving == 1 else f"{leaving} messages leave"
    typer.echo(f"{messages} {until}; {kept} kept back or for nobody.")


def _hour(one: "Expected") -> str:
    from zoneinfo import ZoneInfo

    return f"{one.at.astimezone(ZoneInfo('Europe/Paris')):%H:%M}"


def _whom(one: "Expected") -> str:
    person = one.person
    if not person.address:
        return f"nobody ({person.role})"
    instead = f", in the place of {person.stands_for}" if person.stands_for else ""
    return f"{person.address} ({person.role}{instead}, {person.language})"


def _what(one: "Expected") -> str:
    if not one.items:
        about = f" ({', '.join(one.references)})" if one.references else ""
        return f"{one.template}{about}"
    named = [f"{item.rule} of {item.file_no or item.reference}" for item in one.items]
    told = list(dict.fromkeys(named))
    more = [f"and {len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
    return "; ".join([*told[:MOST_TOLD], *more])


def _stands(one: "Expected") -> str:
    return f"{one.status}: {one.why.en}" if one.why else one.status


def _as_data(one: "Expected") -> dict[str, object]:
    person = one.person
    return {
        "at": one.at.isoformat(),
        "day": one.day.isoformat(),
        "address": person.address or None,
        "name": person.name,
        "language": person.language,
        "role": person.role,
        "stands_for": person.stands_for,
        "template": one.template,
        "letter": one.letter or None,
        "dossiers": list(one.references),
        "merged": one.merged,
        "status": one.status,
        "why": one.why and one.why._asdict(),
        "reminders": [
            {
                "key": item.key,
                "dossier": item.reference,
                "file_no": item.file_no,
                "title": item.title,
                "rule": item.rule,
                "recipient": item.recipient,
                "severity": item.severity,
                "nature": item.nature,
                "deadline": item.deadline._asdict(),
            }
            for item in one.items
        ],
    }
