"""The two ceremonies of passkeys (WebAuthn): making one, and proving to have one."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from engine.runtime.passkeys import Passkey
from portal.identity.second.place import Place

NAME: Final = "ich-dossiers"
MOST: Final = 20_000
"""Characters of what a browser answers."""

VERIFIED: Final = UserVerificationRequirement.REQUIRED
"""The passkey asks its owner for a finger, a face or a number: so it is two factors in one."""


class NotProven(ValueError):
    """What the browser answered is no proof."""


@dataclass(frozen=True, slots=True)
class Owner:
    """For whom a passkey is made: the number, address and name of the account."""

    number: int
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey: its identifier, its public key (both base64url), and its counter."""

    id: str
    public_key: str
    used: int


def asked_to_make(place: Place, owner: Owner, has: Collection[str], challenge: bytes) -> str:
    """What the browser is asked for a new passkey of that owner, who has these (JSON)."""
    options = webauthn.generate_registration_options(
        rp_id=place.rp,
        rp_name=NAME,
        user_id=handle(owner.number),
        user_name=owner.address,
        user_display_name=owner.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=_described(has),
    )
    return webauthn.options_to_json(options)


def asked_to_prove(place: Place, has: Collection[str], challenge: bytes) -> str:
    """What the browser is asked as a proof by one of these passkeys, or by any (JSON)."""
    options = webauthn.generate_authentication_options(
        rp_id=place.rp,
        challenge=challenge,
        allow_credentials=_described(has),
        user_verification=VERIFIED,
    )
    return webauthn.options_to_json(options)


def made(place: Place, answer: str, challenge: bytes) -> Made:
    """The passkey that was made. NotProven."""
    try:
        new = webauthn.verify_registration_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=place.rp,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except Exception as fault:  # what reads a stranger's bytes raises whatever it stumbles over
        raise NotProven from fault
    identifier, key = (
        bytes_to_base64url(b) for b in (new.credential_id, new.credential_public_key)
    )
    return Made(identifier, key, new.sign_count)


def claimed(answer: str) -> str:
    """The identifier of the passkey that an answer says to be of. NotProven."""
    found = _read(answer).get("id")
    if not isinstance(found, str):
        raise NotProven
    return found


def proven(place: Place, answer: str, challenge: bytes, one: Passkey) -> int:
    """What this passkey counts now. NotProven, also where its counter did not go on, for then there
    is a copy of it, and where it was made for another account."""
    read = _read(answer)
    try:
        proof = webauthn.verify_authentication_response(
            credential=read,
            expected_challenge=challenge,
            expected_rp_id=place.rp,
            expected_origin=place.origin,
            credential_public_key=base64url_to_bytes(one.public_key),
            credential_current_sign_count=one.used,
            require_user_verification=True,
        )
        owner = read["response"].get("userHandle")
        if owner and base64url_to_bytes(owner) != handle(one.account):
            raise NotProven
    except Exception as fault:  # as above
        raise NotProven from fault
    return proof.new_sign_count


def handle(number: int) -> bytes:
    """What a passkey keeps of the account it is for: nothing that names a person."""
    return f"account {number}".encode()


def _described(has: Collection[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in has]


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > MOST:
        raise NotProven
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError) as fault:
        raise NotProven from fault
    if not isinstance(read, dict):
        raise NotProven
    return read
