"""What a provider states of somebody (an ID token), and whether it did: all of it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet

from engine.runtime.addresses import is_address, small
from engine.runtime.subjects import subject
from portal.identity.provider.refusals import EXPIRED, UNPROVEN, NotVouched
from portal.identity.provider.round_trip import RoundTrip
from portal.settings import Provider

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
                     "ES512", "EdDSA", "Ed25519")  # fmt: skip
"""Those by which only the provider can sign: never `none`, and none with a secret of both."""

LEEWAY: Final = 60
"""Seconds by which the clocks of both may differ."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody, as a provider names them for good, and the address of mail that it has verified, if
    any."""

    subject: str
    address: str | None


def stated(
    provider: Provider, trip: RoundTrip, signed: str, keys: Mapping[str, Any], now: datetime
) -> Statement:
    """What was stated, for this office and in this round trip. NotVouched where it was not."""
    claims = _claims(provider, trip, signed, keys, now)
    parties = claims["aud"]
    several = isinstance(parties, list) and len(parties) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise NotVouched(UNPROVEN)  # it was stated for somebody else, who passed it on
    named = subject(claims["iss"], claims["sub"])
    if named is None:
        raise NotVouched(UNPROVEN)
    return Statement(named, _address(claims))


def _claims(
    provider: Provider, trip: RoundTrip, signed: str, keys: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    asked = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": trip.nonce},
    )
    try:
        known = KeySet.import_key_set({"keys": list(keys["keys"])})
        claims = jwt.decode(signed, known, list(ALGORITHMS)).claims
        asked.validate(claims)
    except ExpiredTokenError as fault:
        raise NotVouched(EXPIRED) from fault
    except (JoseError, ValueError, KeyError, TypeError) as fault:  # no token, or no keys at all
        raise NotVouched(UNPROVEN) from fault
    return claims


def _address(claims: Mapping[str, Any]) -> str | None:
    given = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(given, str):
        return None
    return small(given) if is_address(small(given)) else None
