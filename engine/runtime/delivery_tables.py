"""The rows of what came back (addresses to which no letter goes for now) and of who delivers."""

from sqlalchemy import Column, ForeignKey, String, Table, Text

from engine.runtime.columns import Instant
from engine.runtime.tables import metadata

# An address is written in small letters. One that is suspended again is another row: who let
# letters go to it in between, and when, stays known.
suspended_address = Table(
    "suspended_address",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("since", Instant, primary_key=True),
    Column("why", Text, nullable=False),
    Column("letter", ForeignKey("letter.key"), nullable=False),
    Column("resumed_at", Instant),
    Column("resumed_by", Text),
)

# When each worker was last awake, by its name: the machine and the process.
heartbeat = Table(
    "heartbeat",
    metadata,
    Column("worker", String(80), primary_key=True),
    Column("at", Instant, nullable=False),
)
