"""The officer's sheet: seventeen items with what a machine saw, what eyes saw, and the letter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.bilingual import headed
from engine.decide import Refused
from engine.dossier import Actor, Dossier
from engine.parameters import Parameters
from engine.rules import Finding
from engine.runtime import papers, queries, ticks
from engine.runtime.database import Link, writer
from engine.runtime.held import hold, moved_with
from engine.runtime.moves import Move, Outcome
from engine.runtime.office import Office
from engine.runtime.papers import Paper
from engine.runtime.ticks import Tick
from engine.words import Language, Words
from portal.access.denied import NotYours
from portal.filing import ticked
from portal.filing.draft import NotThere, dossier_of
from portal.filing.filed import handed_in
from portal.filing.filing import entry_under
from workflows.check.check import Checked, Seen, check, what_follows
from workflows.check.item import Item
from workflows.check.items import ITEMS
from workflows.roles import OFFICE

NOTHING_FILED: Final = Words(
    "no form was filed for this dossier", "aucun formulaire n'a été déposé pour ce dossier"
)

_ANSWERS: Final = ("sheet", "missing")
"""What the steps that end a check are told."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the sheet: what the machine finds, what an officer ticked, and beside it what the
    last sheet said of it and what the State replied; `applies` is false where the form asks for
    nothing of it, and then nobody looks."""

    item: Item
    found: tuple[Words, ...]
    tick: Tick | None
    before: Mapping[str, Any] | None
    reply: str
    applies: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The check of one filing as it stands: the hash of the filing, the form and the edition it is
    on, its rows, its outcome, what follows."""

    dossier: Dossier
    filing: str
    form: str
    edition: str
    rows: tuple[Row, ...]
    checked: Checked
    follows: Words
    last: Paper | None


def sheet_of(office: Office, reference: str) -> Sheet:
    """The sheet of a dossier's last filing. LookupError where nothing was filed on a form."""
    with queries.looking(office.database) as connection:
        return _sheet(connection, office.book.law, reference)


def _sheet(connection: Link, law: Parameters, reference: str) -> Sheet:
    dossier = dossier_of(connection, reference)
    filing = papers.kept(connection, dossier.text("filing"))
    if filing is None:
        raise NotThere(NOTHING_FILED.en)
    filed = handed_in(connection, dossier, filing)
    put = ticks.ticks(connection, reference, filing.hash)
    last = papers.kept(connection, filing.content["replies_to"])
    replies = filing.content["replies"]
    machine = check(filed, law)
    seen = [Seen(code, _verdict(one), one.note) for code, one in put.items()]
    said = {} if last is None else {one["code"]: one for one in last.content["items"]}
    rows = tuple(
        Row(
            item,
            tuple(one.sentence for one in machine.missing if one.item == item),
            put.get(item.code),
            said.get(item.code),
            replies.get(item.code, ""),
            item in machine.applying,
        )
        for item in ITEMS
    )
    return Sheet(
        dossier,
        filing.hash,
        filed.form.code,
        filed.edition.name,
        rows,
        check(filed, law, seen),
        what_follows(filed, law),
        last,
    )


def tick(
    office: Office,
    reference: str,
    given: Iterable[Seen],
    who: Actor,
    shown: Mapping[str, str] | None = None,
) -> list[Words]:
    """Put these ticks on the sheet of the last filing; what is wrong with them, and then none is
    put. `shown` are the names (`ticked.name_of`) of the ticks that this officer looked at, by item:
    one that another officer changed since is not overwritten. NotYours for whoever is not of the
    office, LookupError where nothing was filed."""
    checks(who)
    now = office.clock()
    wanted = {one.code: one for one in given}
    with writer(office.database).begin() as connection:
        hold(connection, dossier_of(connection, reference).reference)
        sheet = _sheet(connection, office.book.law, reference)
        standing = {row.item.code: row.tick for row in sheet.rows}
        at = ticked.Standing(sheet.dossier, sheet.checked.applying, standing)
        faults = list(ticked.against(at, wanted.values(), shown or {}))
        if not faults:
            rows: dict[str, Tick | None] = {
                code: Tick(one.verdict, one.note.strip(), now, who.name)
                for code, one in wanted.items()
                if ticked.name_of(standing[code]) != ticked.named(one.verdict, one.note)
            }
            ticks.put(connection, reference, sheet.filing, rows)
    return faults


def checks(who: Actor) -> None:
    """Raises NotYours unless this person is of the office."""
    if who.role not in OFFICE:
        raise NotYours(
            "the technical check is made by the Secretariat",
            "le contrôle technique est effectué par le Secrétariat",
        )


def conclude(
    office: Office, reference: str, who: Actor, seen: int | None = None, request: str | None = None
) -> Outcome:
    """End the check: found complete, or one letter with everything that is missing, in the
    language of the State, which is held until an officer releases it; the sheet is kept for ever
    with the step that refers to it, in one transaction, in which nobody else ticks. Refused while
    an item waits for eyes. NotYours, LookupError as above."""
    checks(who)

    def prepared(connection: Link) -> Move | Refused:
        if before := entry_under(connection, reference, request):
            answers = {name: before.facts[name] for name in _ANSWERS if name in before.facts}
            return Move(reference, before.trigger, who, answers, request=request)
        sheet = _sheet(connection, office.book.law, reference)
        if sheet.checked.unseen:
            return Refused(tuple(_waits(one) for one in sheet.checked.unseen))
        language: Language = "fr" if sheet.dossier.text("language") == "fr" else "en"
        content = content_of(sheet, language)
        answers = {"sheet": papers.keep(connection, "sheet", reference, content, office.clock())}
        trigger = "find_complete"
        if not sheet.checked.complete:
            answers["missing"] = content["letter"]
            trigger = "request_completion"
        return Move(reference, trigger, who, answers, seen=seen, request=request)

    return moved_with(office, sheet_of(office, reference).dossier.reference, prepared)


def _waits(one: Item) -> Finding:
    unseen = Words("nobody has looked at it yet", "personne ne l'a encore examiné")
    return Finding("eyes", headed(one.title, unseen), one.citation)


def content_of(sheet: Sheet, language: Language) -> dict[str, Any]:
    """A sheet as it is kept for ever: what was checked, every item with its words of that day, what
    was found, who ticked it, and what the State had replied."""
    return {
        "format": 1,
        "filing": sheet.filing,
        "form": sheet.form,
        "edition": sheet.edition,
        "states": list(sheet.dossier.states),
        "after": "" if sheet.last is None else sheet.last.hash,
        "language": language,
        "letter": sheet.checked.letter(language),
        "follows": sheet.follows._asdict(),
        "items": [told(row) for row in sheet.rows],
    }


def told(row: Row) -> dict[str, Any]:
    """A row as data."""
    item = row.item
    one = row.tick
    return {
        "number": item.number,
        "code": item.code,
        "title": item.title._asdict(),
        "cite": str(item.citation),
        "severity": item.severity,
        "applies": row.applies,
        "remedy": item.remedy._asdict(),
        "found": [words._asdict() for words in row.found],
        "verdict": "" if one is None else one.verdict,
        "note": "" if one is None else one.note,
        "by": "" if one is None else one.by,
        "at": "" if one is None else one.at.isoformat(),
        "reply": row.reply,
    }


def _verdict(one: Tick) -> Any:
    """The column holds nothing but verdicts: a tick is judged before it is put."""
    return one.verdict
