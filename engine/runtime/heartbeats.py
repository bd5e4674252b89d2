"""Workers say that they are awake, so that somebody notices when none is."""

from datetime import datetime

from sqlalchemy import Engine, delete, insert

from engine.runtime.database import writer
from engine.runtime.delivery_tables import heartbeat


def beat(database: Engine, worker: str, now: datetime) -> None:
    """This worker is awake now."""
    with writer(database).begin() as connection:
        connection.execute(delete(heartbeat).where(heartbeat.c.worker == worker))
        connection.execute(insert(heartbeat).values(worker=worker, at=now))
