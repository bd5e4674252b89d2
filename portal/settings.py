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
