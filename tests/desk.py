"""An office whose dossiers stand in several states, are due on several days, and one is a draft."""

from datetime import UTC, datetime, timedelta

from engine.dossier import Actor
from engine.runtime import desk, tallied
from engine.runtime.asked_for import Asked
from engine.runtime.correspondents import Correspondent, Post
from engine.runtime.database import writer
from engine.runtime.entering import enter
from engine.runtime.foreseen import foresee
from engine.runtime.moves import Move
from engine.runtime.owners import owners
from engine.runtime.posts import appoint
from engine.runtime.queries import looking
from portal.access.sight import whole
from portal.desk_pages.asked import asked
from portal.desk_pages.query import parse
from tests.moves import OFFICER, made, opened, taken
from workflows.next_date import next_date
from workflows.states_parties import states_parties

ANA, BEN = "ana@example.org", "ben@example.org"
KENYA = Actor("W. Kamau", "state_party", frozenset({"Kenya"}))
BODY = Actor("The Rapporteur", "evaluation_body")
COMMITTEE = Actor("The Chair", "committee")
BUREAU = Actor("The Bureau", "bureau")
AUDITOR = Actor("The Auditor", "auditor")
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def crowded(office):
    """REG and LAKE are registered, CHK is checked (all by 30 June), NEW was submitted, OUT is an
    illustrative emergency request without a date; DRAFT and GONE were never filed, END was and is
    withdrawn. Ana leads REG and CHK."""
    for reference, title in (("REG", "Kente weaving"), ("CHK", "Song of the sea")):
        opened(office, reference, title=title)
        taken(office, "submit", _GHANA, reference)
        number = {"REG": "00001", "CHK": "00002"}[reference]
        taken(office, "register", OFFICER, reference, file_no=number)
    taken(office, "include", OFFICER, "CHK", place="inside")
    taken(office, "start_check", OFFICER, "CHK")
    opened(office, "NEW", "gsp", title="School of weaving", cycle=2029)
    taken(office, "submit", _GHANA, "NEW")
    common = {"states": ["Kenya"], "contact": "k@example.org"}
    asks = {**common, "title": "Song of the lake", "cycle": 2028}
    made(office, Move("LAKE", "open", KENYA, {**asks, "states": ["Kenya", "Uganda"]}, opens="rl"))
    made(office, Move("LAKE", "submit", KENYA))
    made(office, Move("LAKE", "register", OFFICER, {"file_no": "00003"}))
    made(office, Move("DRAFT", "open", KENYA, {**asks, "title": "A secret song"}, opens="rl"))
    for reference in ("GONE", "END"):
        made(office, Move(reference, "open", KENYA, {**asks, "title": "A lost song"}, opens="rl"))
    made(office, Move("GONE", "withdraw", KENYA))
    made(office, Move("END", "submit", KENYA))
    made(office, Move("END", "withdraw", KENYA))
    flood = {"emergency": "a flood of the lake", "amount": 80_000, "illustrative": "invented"}
    told = {**common, "title": "After the flood", **flood}
    made(office, Move("OUT", "open", KENYA, told, opens="assistance_emergency"))
    made(office, Move("OUT", "submit", KENYA))
    _led(office)
    return office


_GHANA = Actor("N. Osei", "state_party", frozenset({"Ghana"}))


def _led(office):
    with writer(office.database).begin() as connection:
        for address, name in ((ANA, "Ana"), (BEN, "Ben")):
            enter(connection, Correspondent(address, name), "test", NOW)
            appoint(connection, Post("officer", "", address), states_parties(), "test", NOW)
        for reference in ("REG", "CHK"):
            appoint(connection, Post("officer", reference, ANA), states_parties(), "test", NOW)


def meant(office, connection, line, me=ANA):
    """What the line asks for."""
    read, faults = parse(line)
    assert faults == []
    return asked(read, office.clock(), me, owners(connection, office.book))


def shown(office, line="", who=OFFICER, order="due", most=50):
    """The references that the line shows to somebody, a page at a time."""
    foresee(office, next_date)
    found, after = [], None
    with looking(office.database) as connection:
        while True:
            asks = meant(office, connection, line)
            page = desk.page(connection, whole(who), asks, after, most, order)
            found += [one.reference for one in page.rows]
            after = page.after
            if after is None:
                return found


def tally(office, line="", who=OFFICER, most=tallied.COUNTED):
    """How the list is spread, in the groups of 30 and 14 days."""
    foresee(office, next_date)
    now = office.clock()
    edges = [now + timedelta(days=days) for days in (-30, 0, 14)]
    with looking(office.database) as connection:
        asks = meant(office, connection, line) if line else Asked()
        return tallied.counts(connection, whole(who), asks, edges, most)
