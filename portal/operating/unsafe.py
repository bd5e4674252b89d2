"""What makes settings unsafe for the world: every fault at once, each with what to do about it."""

from collections.abc import Iterator
from typing import Final

from portal.settings import Settings

SHORTEST_KEY: Final = 32


def unsafe(settings: Settings) -> list[str]:
    """Everything that must not be so in production, in sentences; empty when all is well.

    `DOSSIERS_PRODUCTION=true` refuses to start while there is any.
    """
    return list(_found(settings))


def _found(settings: Settings) -> Iterator[str]:
    if not settings.public_address.startswith("https://"):
        yield (
            f"DOSSIERS_PUBLIC_ADDRESS is {settings.public_address}: cookies and links are safe by "
            "https alone; name the address by which people come, https://..."
        )
    if len(settings.secret_key) < SHORTEST_KEY:
        yield (
            f"DOSSIERS_SECRET_KEY has {len(settings.secret_key)} characters: it seals the secrets "
            f"of one-time codes, and needs {SHORTEST_KEY} at least; make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    if settings.second_factor == "optional":
        yield (
            "DOSSIERS_SECOND_FACTOR is optional: a guessed password of an officer would open every "
            "file; set it to staff or everyone"
        )
    if settings.mail_redirect:
        yield (
            f"DOSSIERS_MAIL_REDIRECT sends every letter to {settings.mail_redirect}: no State "
            "would get any; leave it out"
        )
    yield from _of_mail(settings)
    if settings.metrics_token and len(settings.metrics_token) < SHORTEST_KEY:
        yield f"DOSSIERS_METRICS_TOKEN is shorter than {SHORTEST_KEY} characters"
    if settings.oidc.issuer and not settings.oidc.issuer.startswith("https://"):
        yield f"DOSSIERS_OIDC__ISSUER is {settings.oidc.issuer}: who signs in there needs https"


def _of_mail(settings: Settings) -> Iterator[str]:
    if settings.transport != "smtp" and not settings.smtp.host:
        yield (
            "DOSSIERS_SMTP__HOST names no mail server: letters would stay in a folder, and every "
            "term that begins with a letter with them"
        )
    elif settings.smtp.encryption == "none" and settings.smtp.password:
        yield "DOSSIERS_SMTP__PASSWORD would be sent in the clear; set DOSSIERS_SMTP__TLS"
    for name in ("office_address", "evaluation_body_address", "mail_domain"):
        if str(getattr(settings, name)).endswith(".invalid"):
            yield f"DOSSIERS_{name.upper()} is {getattr(settings, name)}: no mail can come there"
