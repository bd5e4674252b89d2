"""What is done from time to time: scan what waits, and clear away what killed uploads left."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from engine.runtime import attachments
from engine.runtime.attachments import Attachment
from engine.runtime.office import Office
from engine.runtime.store.kept import Damaged
from portal.filing.attach import Archive, forget, judged, settled

SLOWEST: Final = timedelta(days=1)
"""How long an upload may take: what is unfinished after that belongs to nobody."""


def scan_again(office: Office, archive: Archive) -> list[Attachment]:
    """Scan what waits in quarantine; those that left it, either way."""
    with office.database.connect() as connection:
        waiting = attachments.in_status(connection, "quarantined", office.clock())
    left = []
    for one in waiting:
        # Removed meanwhile, or no longer what was kept: neither keeps the others waiting.
        with suppress(LookupError, Damaged):
            status, problem = judged(archive, archive.store.open(one.sha256))
            if status != "quarantined":
                left.append(settled(office, archive, one, status, problem))
    return left


def clear_away(office: Office, archive: Archive) -> int:
    """Remove what uploads left that were killed under way; how many they were."""
    before = office.clock() - SLOWEST
    with office.database.connect() as connection:
        lost = attachments.in_status(connection, "arriving", before)
    for one in lost:
        with suppress(OSError):
            forget(office, archive, one)
    return len(lost) + archive.store.sweep(before)
