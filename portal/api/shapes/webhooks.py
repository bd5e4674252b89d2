"""The shapes of webhooks."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class WebhookAsked(BaseModel):
    """A webhook to be set up: told of these triggers, or of every step where there are none."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(max_length=500, examples=["https://example.org/hook"])]
    events: Annotated[
        list[Annotated[str, Field(max_length=64)]], Field(max_length=200, examples=[["submit"]])
    ] = []


class Webhook(BaseModel):
    """A webhook, whose eyes it has, and how many notices wait, were heard, and were not."""

    number: int
    url: str
    events: list[str]
    owner: str
    made_at: AwareDatetime
    ended_at: AwareDatetime | None
    waiting: int
    sent: int
    failed: int


class WebhookMade(Webhook):
    """A new webhook with its secret, which is told this once."""

    secret: str


class Webhooks(BaseModel):
    """Every webhook, also those that are over."""

    webhooks: list[Webhook]


class Notice(BaseModel):
    """What became of a notice: of which entry of which dossier it tells."""

    reference: str
    number: int
    status: str
    due_at: AwareDatetime
    sent_at: AwareDatetime | None
    attempts: int
    problem: str


class Notices(BaseModel):
    """The latest notices to a webhook."""

    webhook: int
    notices: list[Notice]
