"""A webhook at which somebody hostile listens: it keeps nobody waiting, and tells of no draft."""

import socket
from collections.abc import Iterator
from threading import Event, Thread
from time import monotonic
from urllib.parse import SplitResult, urlsplit

import pytest

from engine.dossier import Actor
from engine.runtime import webhooks
from engine.runtime.database import writer
from portal.operating.metrics import answered, metrics
from portal.webhooks.posting import post
from tests.accounts import HADDAD, account, portal
from tests.at_the_states_desk import TOGO, opened_by, registered
from tests.programs import Programs


@pytest.fixture
def dripping() -> Iterator[SplitResult]:
    """Whoever calls is answered one letter at a time, without end."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def drip() -> None:
            caller, _ = door.accept()
            with caller:
                try:
                    caller.sendall(b"HTTP/1.1 200")
                    while not over.wait(0.05):
                        caller.sendall(b"!")
                except OSError:  # they have hung up
                    return

        told = Thread(target=drip)
        told.start()
        yield urlsplit(f"http://127.0.0.1:{door.getsockname()[1]}/")
        over.set()
        told.join()


def test_who_answers_one_letter_at_a_time_is_hung_up_on(dripping):
    began = monotonic()
    with pytest.raises(OSError, match=r"."):
        post(dripping, "127.0.0.1", b"{}", {}, seconds=0.5)
    assert 0.4 < monotonic() - began < 5


def test_the_head_is_not_told_of_a_draft_because_a_webhook_was_not(office, tmp_path):
    head = account(office, HADDAD)
    with writer(office.database).begin() as connection:
        number = webhooks.add(
            connection, "https://example.org/", "", [], head.number, office.clock()
        )
    opened_by(office, "RL-1", "Zangbeto masks", TOGO, "Togo")
    page = portal(office, tmp_path).browser_of(head)
    program = Programs(office, tmp_path).of(Actor(head.name, head.role))

    def told() -> tuple[bool, list[str]]:
        notices = program.get(f"webhooks/{number}/notices").json()["notices"]
        return "RL-1" in page.get(f"/webhooks/{number}").text, [one["reference"] for one in notices]

    assert told() == (False, [])
    registered(office, "RL-1", "02222", TOGO)
    assert told() == (True, ["RL-1", "RL-1", "RL-1"])


def test_methods_that_nobody_knows_are_counted_together(office):
    for method in ("BREW", "PROPFIND-1", "PROPFIND-2"):
        answered(method, "/hostile", 405, 0.1)
    (line,) = (
        one
        for one in metrics(office).decode().splitlines()
        if "/hostile" in one and "_total" in one
    )
    assert line.startswith('dossiers_requests_total{method="other",route="/hostile",status="405"}')
