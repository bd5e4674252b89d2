"""What the surroundings say: `DOSSIERS_*` variables, or a file `.env`."""

from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_DATABASE = "sqlite:///var/dossiers.sqlite"


class MailServer(BaseModel):
    """`DOSSIERS_SMTP__HOST` and so on; without a host, letters are written into a folder."""

    host: str = ""
    port: int = 25
    starttls: bool = False
    user: str = ""
    password: str = ""


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
    smtp: MailServer = MailServer()
