"""The rows of accounts: who they are, what proves it, what they did at the door, what they keep."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from engine.runtime.columns import Instant, Json
from engine.runtime.tables import metadata

# Every `token` is the SHA-256 of what the person or the program holds. An address is written in
# small letters. `password` is an argon2 hash; the `secret` of the one-time codes is sealed with the
# key of the installation, and `code_step` is the last time step whose code was taken.
account = Table(
    "account",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("address", String(320), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(64), nullable=False),
    Column("states", Json, nullable=False),
    Column("language", String(2), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("password", Text),
    Column("secret", Text),
    Column("secret_confirmed_at", Instant),
    Column("code_step", Integer),
    Column("subject", String(400), unique=True),
    Column("active", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", Text, nullable=False),
)

passkey = Table(
    "passkey",
    metadata,
    Column("id", String(512), primary_key=True),
    Column("account", ForeignKey("account.number"), nullable=False),
    Column("public_key", Text, nullable=False),
    Column("used", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index(None, "account"),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("account", ForeignKey("account.number"), primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("used_at", Instant),
)

# Somebody on the way: a password to be reset, a second factor still to be given, a passkey being
# asked for, a sign-in at another provider. `kept` is what the next step must know.
entering = Table(
    "entering",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("purpose", String(16), nullable=False),
    Column("account", ForeignKey("account.number")),
    Column("kept", Json, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index(None, "expires_at"),
)

# The log of the door: `outcome` is `in`, `refused` or `out`; `how` is password, code, passkey,
# recovery, provider, invitation, reset, demonstration. Never what was typed.
sign_in = Table(
    "sign_in",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("address", String(320), nullable=False),
    Column("account", ForeignKey("account.number")),
    Column("how", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("remote", String(64), nullable=False),
    Column("agent", String(400), nullable=False),
    Index(None, "account", "at"),
    Index(None, "at"),
)

# What was changed in an account, by whom and why: `what` is invited, taken_back, made, person,
# close, open, sign_out, signed_out, second, link, password, acting; `was` and `becomes` are its
# values, if any.
account_change = Table(
    "account_change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("account", ForeignKey("account.number")),
    Column("by", Text, nullable=False),
    Column("what", String(16), nullable=False),
    Column("was", Text, nullable=False),
    Column("becomes", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index(None, "account", "at"),
)

api_token = Table(
    "api_token",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("account", ForeignKey("account.number"), nullable=False),
    Column("name", Text, nullable=False),
    Column("scopes", Json, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("ended_at", Instant),
    Index(None, "account"),
)

# A private address of a calendar: `what` is empty for all that the account sees, or a cycle's year.
feed = Table(
    "feed",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("account", ForeignKey("account.number"), nullable=False),
    Column("what", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("ended_at", Instant),
    Index(None, "account"),
)

saved_view = Table(
    "saved_view",
    metadata,
    Column("account", ForeignKey("account.number"), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("query", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)
