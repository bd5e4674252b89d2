"""What the surroundings say: `DOSSIERS_*` variables, or a file `.env`."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_DATABASE = "sqlite:///var/dossiers.sqlite"

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^/?#\s]+/?$")]
"""Where a site begins: its scheme and its host."""


Mailbox = Annotated[str, StringConstraints(pattern=r"^([^\s@<>(),;:]+@[^\s@<>(),;:]+)?$")]
"""An address of mail, or nothing."""


class MailServer(BaseModel):
    """`DOSSIERS_SMTP__HOST` and so on; without a host, letters are written into a folder. `timeout`
    is in seconds; `per_minute` 0 is without a limit."""

    host: str = ""
    port: int = 25
    tls: Literal["none", "starttls", "implicit"] | None = None
    starttls: bool = False
    user: str = ""
    password: str = ""
    timeout: float = Field(30, gt=0, le=240)
    per_connection: int = Field(100, ge=1)
    per_minute: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _says_one_thing(self) -> "MailServer":
        if self.starttls and self.tls not in (None, "starttls"):
            raise ValueError(f"STARTTLS=true and TLS={self.tls} contradict each other")
        return self

    @property
    def encryption(self) -> Literal["none", "starttls", "implicit"]:
        """How a connection is encrypted: `tls`, or what `starttls` says where that is not given."""
        return self.tls or ("starttls" if self.starttls else "none")


class Kept(BaseModel):
    """`DOSSIERS_STORE__FOLDER` and so on: attachments go into a folder, or into a bucket of any
    server that speaks S3 where one is named; without keys the surroundings of boto3 say them."""

    folder: str = "var/attachments"
    bucket: str = ""
    prefix: str = ""
    endpoint_url: str | None = None
    region: str | None = None
    access_key: str = ""
    secret_key: str = ""


class Provider(BaseModel):
    """`DOSSIERS_OIDC__ISSUER` and so on: another place where people sign in (OpenID Connect); none
    where no issuer is named. `name` is what its button says."""

    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    name: str = "single sign-on"


class Sessions(BaseModel):
    """`DOSSIERS_SESSIONS__IDLE_MINUTES` and so on: how long a session lasts unseen, and in all."""

    idle_minutes: int = Field(8 * 60, ge=5)
    hours: int = Field(7 * 24, ge=1)


class Passwords(BaseModel):
    """`DOSSIERS_PASSWORDS__MEMORY` and so on: what it costs to try one password (argon2id): passes
    over so much memory (KiB), and how many are tried at the same time."""

    passes: int = Field(3, ge=1)
    memory: int = Field(64 * 1024, ge=8)
    at_once: int = Field(4, ge=1)


class Settings(BaseSettings):
    """Every setting with its default; docs/architecture.md lists them."""

    model_config = SettingsConfigDict(
        env_prefix="DOSSIERS_", env_nested_delimiter="__", env_file=".env", extra="ignore"
    )

    database_url: str = DEFAULT_DATABASE
    outbox: str = "var/outbox"
    office_address: str = "secretariat@ich-dossiers.invalid"
    evaluation_body_address: str = "evaluation-body@ich-dossiers.invalid"
    mail_domain: str = "ich-dossiers.invalid"
    public_address: Address = "http://127.0.0.1:8000"
    transport: Literal["", "console", "folder", "smtp"] = ""
    mail_redirect: Mailbox = ""
    released_by: int = Field(1, ge=1, le=2)
    smtp: MailServer = MailServer()
    store: Kept = Kept()
    clamd: str = ""
    production: bool = False
    secret_key: str = ""
    second_factor: Literal["optional", "staff", "everyone"] = "optional"
    sessions: Sessions = Sessions()
    passwords: Passwords = Passwords()
    oidc: Provider = Provider()
    metrics_token: str = ""
    log: Literal["plain", "json"] = "plain"
