"""What is counted for those who watch the system: requests, letters, reminders, dossiers."""

from collections.abc import Iterable, Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from engine.runtime import watched
from engine.runtime.office import Office

_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})

_requests = Counter(
    "dossiers_requests", "Requests answered.", ("method", "route", "status"), registry=None
)
_time = Histogram(
    "dossiers_request_seconds", "How long an answer took.", ("route",), buckets=_SECONDS,
    registry=None,
)  # fmt: skip


def answered(method: str, route: str, status: int, seconds: float) -> None:
    """Count a request that was answered."""
    known = method if method in _METHODS else "other"  # else strangers fill the memory with names
    _requests.labels(known, route, status).inc()
    _time.labels(route).observe(seconds)


def metrics(office: Office) -> bytes:
    """Everything that is counted, in Prometheus' text format."""
    registry = CollectorRegistry()
    for one in (_requests, _time, _Business(office)):
        registry.register(one)
    return generate_latest(registry)


class _Business(Collector):
    """What the database knows at this moment."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """The gauges, each with its labels."""
        with self._office.database.connect() as connection:
            yield from _gauges(watched.watched(connection, self._office.clock()))


def _gauges(found: watched.Watched) -> Iterator[GaugeMetricFamily]:
    dossiers = GaugeMetricFamily(
        "dossiers_in_state", "Dossiers by workflow and state.", labels=("workflow", "state")
    )
    for (workflow, state), number in found.dossiers.items():
        dossiers.add_metric((workflow, state), number)
    yield dossiers
    letters = GaugeMetricFamily("dossiers_letters", "Letters by status.", labels=("status",))
    for status, number in found.letters.items():
        letters.add_metric((status,), number)
    yield letters
    for name, said, value in (
        ("dossiers_letters_late_seconds", "How long the oldest due letter waits.", found.late),
        ("dossiers_reminders_due", "Reminders that are due and not handed over.", found.reminders),
        ("dossiers_worker_seen_seconds", "How long ago a worker was awake.", found.seen),
    ):
        if value is not None:
            yield GaugeMetricFamily(name, said, value=value)
