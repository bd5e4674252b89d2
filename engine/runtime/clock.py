"""The clock that wakes: two jobs, no business date, no memory. The only importer of APScheduler."""

from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

RELAY_SECONDS = 5
SWEEP_SECONDS = 60


def waking(relay: Callable[[], object], sweep: Callable[[], object]) -> BackgroundScheduler:
    """A scheduler, not yet started, that relays the outbox and sweeps the deadlines.

    What was missed while it slept is done once on waking: the database knows what is due.
    """
    scheduler = BackgroundScheduler(timezone=UTC)
    for job, seconds in ((relay, RELAY_SECONDS), (sweep, SWEEP_SECONDS)):
        scheduler.add_job(
            job,
            "interval",
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler
